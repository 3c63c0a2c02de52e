import { type AskedAside, type Entry, isOfTheCourse, type Log } from './answerLog.ts';
import {
  type Findings,
  finding,
  isProfessional,
  knownFindings,
  type QuestionId,
  questionIds,
  type Role,
} from './findings.ts';
import { emptyMargin, judgedUnder, type Margin, noted } from './margin.ts';
import { oncePerLog } from './oncePerLog.ts';
import { answersBehind } from './ruleRows.ts';
import { type EmergencyRuleId, emergencyRules, urgency } from './urgencyRules.ts';

/** An answer that once made an emergency and was then changed: the clinician still hears of it. */
export type Retracted = { readonly rule: EmergencyRuleId; readonly answers: Findings };

export type OtherEmergency = 'not asked' | 'none' | 'noted';

/** What a log says now. */
export type Standing = {
  readonly role: Role;
  readonly language: string;
  /** The latest effective answer to each question. */
  readonly answers: Findings;
  /** Questions answered "not sure" once: asked again in simpler words. */
  readonly simpler: readonly QuestionId[];
  /** Emergency rules that fired at the last `continued`: not interrupted for again. */
  readonly acknowledged: readonly EmergencyRuleId[];
  readonly stopped: boolean;
  readonly retracted: readonly Retracted[];
  readonly under18: boolean;
  /** Whether there is another emergency: noted at any time, or asked for and denied. */
  readonly otherEmergency: OtherEmergency;
  readonly margin: Margin;
  /** What the bot asked last outside the pathway's order, if that still waits for its answer. */
  readonly asked: AskedAside | undefined;
  /** How many times in a row an answer was not understood. */
  readonly notUnderstood: number;
};

/** Answers after one more `answered`, and the questions whose first "not sure" waits for a second. */
type Settled = { readonly answers: Findings; readonly unsureOnce: readonly QuestionId[] };
const nothingAnswered: Settled = { answers: {}, unsureOnce: [] };

type Replay = Omit<Standing, 'answers' | 'simpler' | 'retracted' | 'asked' | 'notUnderstood'> & {
  /** One for each `answered` that *back* has not cancelled; the last one is now. */
  readonly settled: readonly Settled[];
  /** Every emergency rule that ever fired, with all the answers that it fired on: a later one never hides the first. */
  readonly fired: readonly Retracted[];
  /** The `asked` entries at the end of the log. */
  readonly aside: readonly AskedAside[];
};

/** Years. */
const adult = 18;

/** Replays a log. Pure; what it does not know it passes over. */
export const standing: (log: Log) => Standing = oncePerLog(({ head, entries }) => {
  const start: Replay = {
    settled: [],
    fired: [],
    aside: [],
    acknowledged: [],
    stopped: false,
    role: head.role,
    language: head.language,
    under18: false,
    otherEmergency: 'not asked',
    margin: emptyMargin,
  };
  const { settled, fired, aside, ...rest } = entries.reduce(replayed, start);
  const { answers, unsureOnce } = settled.at(-1) ?? nothingAnswered;
  const known = rest.stopped ? withUnsure(answers, unsureOnce) : answers;
  const firing = emergencyRules(known);
  return {
    ...rest,
    under18: rest.under18 || (rest.margin.party?.age ?? adult) < adult,
    answers: known,
    simpler: rest.stopped ? [] : unsureOnce,
    retracted: fired.filter(({ rule }) => !firing.includes(rule)),
    asked: aside.at(-1),
    notUnderstood: aside.length - 1 - aside.findLastIndex((asked) => asked.kind !== 'again'),
  };
});

function replayed(before: Replay, entry: Entry): Replay {
  const after = onCourse({ ...before, margin: noted(before.margin, entry) }, entry);
  return { ...after, margin: judgedUnder(after.margin, urgency(after.settled.at(-1)?.answers ?? {})) };
}

function onCourse(before: Replay, entry: Entry): Replay {
  if (!isOfTheCourse(entry)) return before;
  const now = { ...before, aside: entry.kind === 'asked' ? [...before.aside, entry.asked] : [] };
  const answers = before.settled.at(-1)?.answers ?? {};
  switch (entry.kind) {
    case 'answered': {
      const stands = isProfessional(before.role);
      const next = settle(before.settled.at(-1) ?? nothingAnswered, knownFindings(entry.findings), stands);
      const firing = emergencyRules(next.answers).map((rule) => ({ rule, answers: answersBehind(rule, next.answers) }));
      return { ...now, settled: [...before.settled, next], fired: firing.reduce(firedToo, before.fired) };
    }
    case 'undone': // whoever goes back wants to go on
      return { ...now, settled: before.settled.slice(0, -1), stopped: false };
    case 'continued':
      return { ...now, stopped: false, acknowledged: emergencyRules(answers) };
    case 'stopped':
      return { ...now, stopped: true };
    case 'settings':
      return { ...now, role: entry.role ?? before.role, language: entry.language ?? before.language };
    case 'noted':
      if (entry.what === 'under18') return { ...now, under18: true };
      if (entry.what === 'otherEmergency') return { ...now, otherEmergency: 'noted' };
      return { ...now, otherEmergency: before.otherEmergency === 'noted' ? 'noted' : 'none' };
    default:
      return now;
  }
}

const firedToo = (fired: readonly Retracted[], one: Retracted): readonly Retracted[] =>
  fired.some((known) => isDeepEqual(known, one)) ? fired : [...fired, one];

/** Both are plain JSON, written by the same hand. */
const isDeepEqual = (one: Retracted, other: Retracted): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * `unsure` said once leaves its question open, to be asked in simpler words; said again, it stands.
 * @param atOnce a professional's stands the first time.
 */
function settle(before: Settled, findings: Findings, atOnce: boolean): Settled {
  let { answers, unsureOnce } = before;
  for (const question of questionIds) {
    const value = findings[question];
    if (value === undefined) continue;
    const open = !atOnce && value === 'unsure' && !unsureOnce.includes(question) && answers[question] !== 'unsure';
    const { [question]: _, ...others } = answers;
    answers = open ? others : { ...others, ...finding(question, value) };
    unsureOnce = unsureOnce.filter((one) => one !== question).concat(open ? question : []);
  }
  return { answers, unsureOnce };
}

const withUnsure = (answers: Findings, questions: readonly QuestionId[]): Findings =>
  Object.assign({}, answers, ...questions.map((question) => finding(question, 'unsure')));
