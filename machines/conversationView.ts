import { isOfTheCourse, type Log, revision, type Told } from './answerLog.ts';
import {
  type Answer,
  type Findings,
  findingsOn,
  knownFindings,
  type QuestionId,
  questionIds,
  type Role,
} from './findings.ts';
import { scanIsAdvised } from './imagingRules.ts';
import { type Margin, marginOf } from './margin.ts';
import { question } from './questions.ts';
import { type Recommendation, recommend } from './recommendation.ts';
import { oncePer } from './remembered.ts';
import { type OtherEmergency, type Standing, type ToldThen, urgencyOf } from './standing.ts';
import { triage } from './triage.ts';
import { pathOf, questionAt, type Triage } from './triageMachine.ts';
import { isBelow } from './urgency.ts';
import { type UrgencyRuleId, urgency } from './urgencyRules.ts';

/** Answers that once fired a rule, of which one at least is another now: the clinician still hears of them. */
export type Retracted = {
  readonly rule: UrgencyRuleId;
  readonly answers: Findings;
  /** Seconds since the start of the log. */
  readonly at: number;
};

/** What every view shows. */
export type Summary = {
  readonly conversation: string;
  readonly log: number;
  readonly run: string | undefined;
  readonly revision: number;
  readonly role: Role;
  readonly language: string;
  /** The answers that count, in the order of asking. */
  readonly answers: readonly { readonly question: QuestionId; readonly value: Answer }[];
  readonly notAsked: readonly QuestionId[];
  /** In the order in which they were given. */
  readonly retracted: readonly Retracted[];
  /** What was told under other content and is more than the answers make now: it still stands. `on` is an ISO instant. */
  readonly toldBefore: (Told & { readonly on: string }) | undefined;
  readonly otherEmergency: OtherEmergency;
  readonly under18: boolean;
  /** Notes, judgement, party and the like, which no rule reads. */
  readonly margin: Margin;
  /** The questions, rules or texts are others than when the log began. */
  readonly contentChanged: boolean;
  /** From what is known so far; exact when complete. */
  readonly recommendation: Recommendation;
};

/** A question is asked next. */
export type QuestionView = Summary & {
  readonly kind: 'question';
  readonly question: QuestionId;
  /** Asked once more in simpler words, since the first answer was "not sure". */
  readonly simpler: boolean;
  /** What was answered before a change put it aside; it counts only if it is given again. */
  readonly offered: Answer | undefined;
  /** This is the `number`th question; there are at most `atMost`. */
  readonly progress: Progress;
};
/** Told at once, before any other question. */
export type EmergencyView = Summary & { readonly kind: 'emergency' };
/** It has come to an end; `stopped` where the person ended it before the last question. */
export type RecommendationView = Summary & { readonly kind: 'recommendation'; readonly stopped: boolean };
/** What a log is to show now, by its `kind`. */
export type View = QuestionView | EmergencyView | RecommendationView;

export type Progress = { readonly number: number; readonly atMost: number };

/**
 * What a log is to show now. Pure.
 * @param content the version of the clinical content that is in force; without it, the one that the log began under.
 */
export function view(log: Log, content = log.head.content): View {
  const at = triage(log);
  const question = isStopped(at) ? undefined : questionAt(at);
  if (question !== undefined) return questionView(log, question, content);
  if (at.hasTag('interrupted')) return { ...summary(log, content), kind: 'emergency' };
  return { ...summary(log, content), kind: 'recommendation', stopped: isStopped(at) };
}

/** After the last question there is nothing to stop, unless there was one more to ask under other content. */
const isStopped = (at: Triage): boolean => at.context.stopped && (at.context.stoppedEarly || !at.hasTag('finished'));

/** A question as it would be asked now, whether it is its turn or not. */
export function questionView(log: Log, question: QuestionId, content = log.head.content): QuestionView {
  const at = triage(log);
  return {
    ...summary(log, content),
    kind: 'question',
    question,
    simpler: at.context.simpler.includes(question),
    offered: at.context.offered[question],
    progress: progress(question, conclusion(at).longest),
  };
}

/** The answers that count, by question. */
export const findingsIn = ({ answers }: Pick<Summary, 'answers'>): Findings =>
  knownFindings(Object.fromEntries(answers.map(({ question, value }) => [question, value])));

/** What is known, whatever is shown. */
export function summary(log: Log, content = log.head.content): Summary {
  const at = triage(log);
  const { role, language, otherEmergency, told, under18: said, fired } = at.context;
  const { findings, answers, notAsked, aboveAnswers } = conclusion(at);
  const margin = marginOf(log);
  const under18 = said || (margin.party?.age ?? adult) < adult;
  return {
    conversation: log.head.conversation,
    log: log.head.number,
    run: log.head.run,
    revision: revision(log),
    role,
    language,
    answers,
    notAsked,
    retracted: fired
      .filter((one) => questionIds.some((id) => one.answers[id] !== undefined && one.answers[id] !== findings[id]))
      .map(({ rule, answers: on, step }) => ({ rule, answers: on, at: timeOf(log, step) })),
    toldBefore: told !== undefined && aboveAnswers ? toldAt(log, told) : undefined,
    otherEmergency,
    under18,
    margin,
    contentChanged: content !== log.head.content,
    recommendation: under18 ? recommendedToMinor(at) : recommendedToAdult(at),
  };
}

/** What the machine's answers come to. */
const conclusion = oncePer(({ context }: Triage) => {
  const longest = longestPath(context);
  // Not those that no path visits: a course of weakness that no longer is.
  const findings = findingsOn(context.answers, longest);
  return {
    longest,
    findings,
    answers: questionIds.flatMap((id) => {
      const value = findings[id];
      return value === undefined ? [] : [{ question: id, value }];
    }),
    notAsked: notAsked(context, longest),
    /** More was told under other content than the answers make now. */
    aboveAnswers: isBelow(urgency(findings), context.told?.urgency ?? 'routine'),
  };
});

const recommended = (at: Triage, isAdult: boolean): Recommendation =>
  recommend(conclusion(at).findings, at.hasTag('finished') && !isStopped(at), isAdult, at.context.told?.urgency);
const recommendedToAdult = oncePer((at: Triage) => recommended(at, true));
const recommendedToMinor = oncePer((at: Triage) => recommended(at, false));

/** Years. */
const adult = 18;

const toldAt = (log: Log, { step, ...what }: ToldThen): Summary['toldBefore'] => ({
  ...what,
  on: new Date(Date.parse(log.head.started) + timeOf(log, step) * 1000).toISOString(),
});

/** The second of the nth step of the course, from 1. */
const timeOf = ({ entries }: Log, step: number): number => entries.filter(isOfTheCourse)[step - 1]?.at ?? 0;

/** The questions that could still be asked, none at the end; those for the scanner only once a scan is advised. */
function notAsked({ answers, told }: Standing, longest: Path): Path {
  const open = longest.filter((id) => answers[id] === undefined);
  return scanIsAdvised(urgencyOf({ answers, told }))
    ? open
    : open.filter((id) => question(id).section !== 'MRI safety');
}

/** 1 <= number <= atMost, as long as the question is on the path. */
function progress(asked: QuestionId, longest: Path): Progress {
  const before = longest.filter((id) => questionIds.indexOf(id) < questionIds.indexOf(asked));
  return { number: before.length + 1, atMost: longest.length };
}

type Path = readonly QuestionId[];

/** Answers that lead to the most questions: any reason alone calls for a scan, and so for the scanner's. */
const leadingOn: Findings = {
  ...knownFindings(Object.fromEntries(questionIds.map((id) => [id, 'unsure']))),
  legPain: 'both',
  cancerHistory: 'yes',
  infection: 'yes',
  boneFragility: 'yes',
  spinalSurgery: 'recent',
};

/** Every question that this conversation has asked or could still ask. */
const longestPath = ({ role, answers }: Standing): Path => pathOf(role, { ...leadingOn, ...answers });
