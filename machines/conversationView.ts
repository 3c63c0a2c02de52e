import type { AskedAside, Log, Proposal } from './answerLog.ts';
import { revision } from './answerLog.ts';
import {
  type Answer,
  type Findings,
  findingsOn,
  isQuestionId,
  knownFindings,
  type QuestionId,
  questionIds,
  type Role,
} from './findings.ts';
import { scanIsAdvised } from './imagingRules.ts';
import type { Margin } from './margin.ts';
import { oncePerLog } from './oncePerLog.ts';
import { question } from './questions.ts';
import { type Recommendation, recommend } from './recommendation.ts';
import { type OtherEmergency, type Retracted, type Standing, standing } from './standing.ts';
import { type Walk, walk } from './triageMachine.ts';
import { emergencyRows, urgency } from './urgencyRules.ts';

/** What every view shows. */
type Common = {
  readonly conversation: string;
  readonly log: number;
  readonly run: string | undefined;
  readonly revision: number;
  readonly role: Role;
  readonly language: string;
  /** The answers that count, in the order of asking. */
  readonly answers: readonly { readonly question: QuestionId; readonly value: Answer }[];
  readonly notAsked: readonly QuestionId[];
  readonly retracted: readonly Retracted[];
  readonly otherEmergency: OtherEmergency;
  readonly under18: boolean;
  /** Notes, judgement, party and the like, which no rule reads. */
  readonly margin: Margin;
  /** The questions, rules or texts are others than when the log began. */
  readonly contentChanged: boolean;
  /** From what is known so far; exact when complete. */
  readonly recommendation: Recommendation;
};

export type QuestionView = Common & {
  readonly kind: 'question';
  readonly question: QuestionId;
  /** Asked once more in simpler words, since the first answer was "not sure". */
  readonly simpler: boolean;
  /** The answer that stands, when it is asked in order to change it. */
  readonly changing: Answer | undefined;
  /** This is the `number`th question; there are at most `atMost`. */
  readonly progress: Progress;
};
/** Told at once, before any other question. */
export type EmergencyView = Common & { readonly kind: 'emergency' };
export type RecommendationView = Common & { readonly kind: 'recommendation'; readonly stopped: boolean };
export type ConfirmationView = Common & { readonly kind: 'confirmation'; readonly of: Proposal };
export type View = QuestionView | EmergencyView | RecommendationView | ConfirmationView;

export type Progress = { readonly number: number; readonly atMost: number };

/**
 * What a log is to show now. Pure.
 * @param content the version of the clinical content that is in force; without it, the one that the log began under.
 */
export function view(log: Log, content = log.head.content): View {
  const shows = viewOf(log);
  return content === log.head.content ? shows : { ...shows, contentChanged: true };
}

const viewOf = oncePerLog((log: Log): View => {
  const stands = standing(log);
  const walked = walk(stands);
  const longest = longestPath(stands);
  const common = { ...commonView(log, stands, walked, longest), contentChanged: false };
  const { asked } = stands;
  if (asked?.kind === 'confirmation') return { ...common, kind: 'confirmation', of: asked.of };
  const next = questionToAsk(asked, walked);
  if (next !== undefined) {
    return {
      ...common,
      kind: 'question',
      question: next,
      simpler: stands.simpler.includes(next),
      changing: asked?.kind === 'change' ? stands.answers[next] : undefined,
      progress: progress(next, longest),
    };
  }
  if (walked.at === 'interrupted') return { ...common, kind: 'emergency' };
  return { ...common, kind: 'recommendation', stopped: walked.at === 'stopped' };
});

function questionToAsk(asked: AskedAside | undefined, walked: Walk): QuestionId | undefined {
  if (asked?.kind === 'change' && isQuestionId(asked.question)) return asked.question;
  return walked.at === 'question' ? walked.question : undefined;
}

/** The answers that count, by question. */
export const findingsIn = ({ answers }: View): Findings =>
  knownFindings(Object.fromEntries(answers.map(({ question, value }) => [question, value])));

function commonView(log: Log, stands: Standing, walked: Walk, longest: Path): Omit<Common, 'contentChanged'> {
  // Not those that no walk visits: a course of weakness that no longer is.
  const findings = findingsOn(stands.answers, longest);
  return {
    conversation: log.head.conversation,
    log: log.head.number,
    run: log.head.run,
    revision: revision(log),
    role: stands.role,
    language: stands.language,
    answers: questionIds.flatMap((id) => {
      const value = findings[id];
      return value === undefined ? [] : [{ question: id, value }];
    }),
    notAsked: notAsked(stands, longest),
    retracted: stands.retracted,
    otherEmergency: stands.otherEmergency,
    under18: stands.under18,
    margin: stands.margin,
    recommendation: recommend(findings, walked.at === 'finished', !stands.under18),
  };
}

/** The questions that could still be asked, none at the end; those for the scanner only once a scan is advised. */
function notAsked({ answers }: Standing, longest: Path): Path {
  const open = longest.filter((id) => answers[id] === undefined);
  return scanIsAdvised(urgency(answers)) ? open : open.filter((id) => question(id).section !== 'MRI safety');
}

/** 1 <= number <= atMost, as long as the question is on the path. */
function progress(asked: QuestionId, longest: Path): Progress {
  const before = longest.filter((id) => questionIds.indexOf(id) < questionIds.indexOf(asked));
  return { number: before.length + 1, atMost: longest.length };
}

type Path = readonly QuestionId[];

const everyEmergency = emergencyRows.map((row) => row.id);

/** Answers that lead to the most questions: any reason alone calls for a scan, and so for the scanner's. */
const leadingOn: Findings = {
  ...knownFindings(Object.fromEntries(questionIds.map((id) => [id, 'unsure']))),
  legPain: 'both',
  cancerHistory: 'yes',
  infection: 'yes',
  boneFragility: 'yes',
  spinalSurgery: 'recent',
};

/** Every question that this conversation has asked or could still ask; nothing interrupts it. */
function longestPath({ role, answers }: Standing): Path {
  const { path } = walk({ role, answers: { ...leadingOn, ...answers }, acknowledged: everyEmergency, stopped: false });
  return path;
}
