import type { Entry, EntryOf, Told } from './answerLog.ts';
import {
  type Findings,
  finding,
  isProfessional,
  knownFindings,
  type QuestionId,
  questionIds,
  type Role,
} from './findings.ts';
import { answersBehind } from './ruleRows.ts';
import { moreUrgent, type Urgency } from './urgency.ts';
import { emergencyRules, firedRules, type UrgencyRuleId, urgency } from './urgencyRules.ts';

export type OtherEmergency = 'not asked' | 'none' | 'noted';

/** A rule that fired, on these answers; `step` says when. */
export type Fired = { readonly rule: UrgencyRuleId; readonly answers: Findings; readonly step: number };

/** Answers after one more `answered`. */
type Settled = {
  readonly answers: Findings;
  /** Questions whose first "not sure" waits for a second. */
  readonly unsureOnce: readonly QuestionId[];
  readonly offered: Findings;
  readonly told: ToldThen | undefined;
};

/** What the person was told last; `step` says when. */
export type ToldThen = Told & { readonly step: number };

/** What a log says now: the context of the machine. */
export type Standing = {
  readonly role: Role;
  readonly language: string;
  /** The latest effective answer to each question. */
  readonly answers: Findings;
  /** Questions answered "not sure" once: asked again in simpler words. */
  readonly simpler: readonly QuestionId[];
  /** Answers that a change put aside ("left", "none", "left": the course of the weakness): asked again, never used silently. */
  readonly offered: Findings;
  /** What the person was told last. A change of content alone never clears below it. */
  readonly told: ToldThen | undefined;
  /** What stopping told, by "not sure" said once; it ends with the stop, and what was told before stands again. */
  readonly toldByStop: ToldThen | undefined;
  /** Emergency rules that fired at the last `continued`: not interrupted for again. */
  readonly acknowledged: readonly string[];
  readonly stopped: boolean;
  /** That there was more to ask was told with it, and no answer since has ended that. */
  readonly stoppedEarly: boolean;
  /** Every rule that ever fired, with each of the answers that it fired on, the first first. */
  readonly fired: readonly Fired[];
  readonly under18: boolean;
  /** Whether there is another emergency: noted at any time, or asked for and denied. */
  readonly otherEmergency: OtherEmergency;
  /** One for each `answered` that *back* has not cancelled, after the beginning; the last one is now. */
  readonly history: readonly Settled[];
  /** Steps of the course so far. */
  readonly steps: number;
};

export const nothingSaid = (role: Role, language: string): Standing => ({
  role,
  language,
  answers: {},
  simpler: [],
  offered: {},
  told: undefined,
  toldByStop: undefined,
  acknowledged: [],
  stopped: false,
  stoppedEarly: false,
  fired: [],
  under18: false,
  otherEmergency: 'not asked',
  history: [nothingSettled],
  steps: 0,
});

const nothingSettled: Settled = { answers: {}, unsureOnce: [], offered: {}, told: undefined };

/** The urgency to act on: what the answers make, and never below what was told under other content. */
export const urgencyOf = ({ answers, told }: Pick<Standing, 'answers' | 'told'>): Urgency =>
  moreUrgent(urgency(answers), told?.urgency ?? 'routine');

/** The emergency rules to tell: those that fire, or those that were told and that other content no longer knows. */
export function emergencyRulesOf({ answers, told }: Standing): readonly string[] {
  const firing = emergencyRules(answers);
  return firing.length === 0 && told?.urgency === 'emergency' ? told.rules : firing;
}

// Each step passes over entries of other kinds than its own.

export function recorded(before: Standing, entry: Entry): Standing {
  if (entry.kind !== 'answered') return before;
  const settled = withAnswers(latest(before), knownFindings(entry.findings), isProfessional(before.role));
  return stands(before, entry, [...before.history, settled], before.stopped);
}

/** Whoever goes back wants to go on. */
export function takenBack(before: Standing, entry: Entry): Standing {
  if (entry.kind !== 'undone') return before;
  const { history } = before;
  return stands(before, entry, history.length > 1 ? history.slice(0, -1) : history, false);
}

export function goneOn(before: Standing, entry: Entry): Standing {
  if (entry.kind !== 'continued') return before;
  const now = stands(before, entry, before.history, false);
  return { ...now, acknowledged: emergencyRulesOf(now) };
}

export function stopped(before: Standing, entry: Entry): Standing {
  return entry.kind === 'stopped' ? stands(before, entry, before.history, true) : before;
}

export function changed(before: Standing, entry: Entry): Standing {
  if (entry.kind !== 'settings') return before;
  const { role = before.role, language = before.language } = entry;
  return { ...before, steps: before.steps + 1, role, language };
}

export function withNote(before: Standing, entry: Entry): Standing {
  if (entry.kind !== 'noted') return before;
  const now = { ...before, steps: before.steps + 1 };
  switch (entry.what) {
    case 'under18':
      return { ...now, under18: true };
    case 'otherEmergency':
      return { ...now, otherEmergency: 'noted' };
    case 'noOtherEmergency':
      return { ...now, otherEmergency: before.otherEmergency === 'noted' ? 'noted' : 'none' };
    case 'otherEmergencyTakenBack':
      return { ...now, otherEmergency: 'none' };
    default:
      return before;
  }
}

type StepOfAnswers = EntryOf<'answered' | 'undone' | 'continued' | 'stopped'>;

function stands(before: Standing, entry: StepOfAnswers, history: readonly Settled[], ended: boolean): Standing {
  const steps = before.steps + 1;
  const told = entry.told === undefined ? undefined : { ...entry.told, step: stepOf(before, entry.told) ?? steps };
  const top = history.at(-1) ?? nothingSettled;
  const byStop = entry.kind === 'stopped' && told !== undefined;
  const settled = told === undefined || byStop ? top : { ...top, told };
  const toldByStop = byStop ? told : ended && told === undefined ? before.toldByStop : undefined;
  // When the person stops, "not sure" said once is enough.
  const answers = ended ? withUnsure(settled) : settled.answers;
  return {
    ...before,
    steps,
    history: settled === top ? history : history.with(-1, settled),
    stopped: ended,
    stoppedEarly: ended && (entry.kind === 'stopped' || entry.kind === 'answered') && entry.early === true,
    answers,
    // Also what stopping makes: it was told, so the clinician hears of it if it is answered otherwise later.
    fired: withFired(before.fired, answers, steps),
    simpler: ended ? [] : settled.unsureOnce,
    offered: settled.offered,
    told: toldByStop ?? settled.told,
    toldByStop,
  };
}

/** When that was told which other content told and which stands again; undefined for what is told now. */
const stepOf = ({ told, history }: Standing, { content }: Told): number | undefined =>
  told?.kept?.content === content ? history.findLast((one) => one.told?.content === content)?.told?.step : undefined;

const latest = ({ history }: Standing): Settled => history.at(-1) ?? nothingSettled;

/** Answers that make a question meaningless: what it was answered is put aside until it is asked again. */
const endedBy: readonly { readonly question: QuestionId; readonly by: Findings }[] = [
  { question: 'weaknessCourse', by: { legWeakness: 'none' } },
  { question: 'boneFragility', by: { trauma: 'major' } },
];

const isEnded = (question: QuestionId, answers: Findings): boolean =>
  endedBy.some(
    (one) =>
      one.question === question && questionIds.some((id) => one.by[id] !== undefined && one.by[id] === answers[id]),
  );

/**
 * `unsure` said once leaves its question open, to be asked in simpler words; said again, it stands.
 * @param atOnce a professional's stands the first time.
 */
function withAnswers(before: Settled, findings: Findings, atOnce: boolean): Settled {
  let { answers, unsureOnce, offered } = before;
  for (const question of questionIds) {
    const value = findings[question];
    if (value === undefined) continue;
    const open = !atOnce && value === 'unsure' && !unsureOnce.includes(question) && answers[question] !== 'unsure';
    answers = open ? without(answers, question) : { ...answers, ...finding(question, value) };
    offered = without(offered, question);
    unsureOnce = unsureOnce.filter((one) => one !== question).concat(open ? question : []);
  }
  for (const { question } of endedBy) {
    if (!isEnded(question, answers) || answers[question] === undefined) continue;
    offered = { ...offered, ...finding(question, answers[question]) };
    answers = without(answers, question);
  }
  return { ...before, answers, unsureOnce, offered };
}

function without(findings: Findings, question: QuestionId): Findings {
  const { [question]: _, ...others } = findings;
  return others;
}

const withUnsure = ({ answers, unsureOnce }: Settled): Findings =>
  Object.assign(
    {},
    answers,
    ...unsureOnce.filter((one) => !isEnded(one, answers)).map((one) => finding(one, 'unsure')),
  );

function withFired(fired: readonly Fired[], answers: Findings, step: number): readonly Fired[] {
  const firing = firedRules(answers).map((rule) => ({ rule, answers: answersBehind(rule, answers), step }));
  const fresh = firing.filter(
    (one) => !fired.some((before) => before.rule === one.rule && same(before.answers, one.answers)),
  );
  return fresh.length === 0 ? fired : [...fired, ...fresh];
}

const same = (one: Findings, other: Findings): boolean => questionIds.every((id) => one[id] === other[id]);
