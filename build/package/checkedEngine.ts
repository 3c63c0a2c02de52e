import * as z from 'zod';
import { checked, optionalText, plainObject } from '../../dialogs/checked.ts';
import { type Entry, type Log, logSchema, revision as revisionOf } from '../../machines/answerLog.ts';
import { type Because, because as becauseOf } from '../../machines/because.ts';
import { findingsIn as findingsOf, type Summary, type View, view as viewOf } from '../../machines/conversationView.ts';
import {
  type Answer,
  questionIds as allQuestions,
  answersTo as answersOf,
  type Findings,
  findingsSchema as findingsSchemaOf,
  isProfessional as isProfessionalRole,
  type QuestionId,
  questionIdSchema,
  type Role,
  roleSchema,
} from '../../machines/findings.ts';
import { type Question, question as questionOf } from '../../machines/questions.ts';
import { type Recommendation, recommend as recommendOf } from '../../machines/recommendation.ts';
import { type Claim, type ClaimId, claimIds, claim as claimOf } from '../../machines/sources.ts';

const wholeSchema = z.boolean('must be true where every question was asked, else false');
/** What is known so far. A missing key means "not asked yet", never "no". */
export const findingsSchema = plainObject(findingsSchemaOf);
const answersSchema = z.looseObject({
  answers: z.array(z.looseObject({ question: z.string(), value: z.string() })),
});

/** The questions; a copy, since what a caller does to it must not reach the rules. */
export const questionIds: readonly QuestionId[] = [...allQuestions];

/**
 * What findings lead to. Pure.
 * @param complete whether every question was asked; while false the urgency is a lower bound.
 * @throws TypeError for a question or an answer that there is not, and for `complete` where one is missing.
 */
export function recommend(findings: Findings, complete: boolean): Recommendation {
  return recommendOf(...whole('recommend', findings, complete));
}

/**
 * Which answers decided it, and what it would be without them. Pure.
 * @throws TypeError for a question or an answer that there is not, and for `complete` where one is missing.
 */
export function because(findings: Findings, complete: boolean): Because {
  return becauseOf(...whole('because', findings, complete));
}

/** A missing answer means "not asked", never "no": it is not for the caller to say that all was asked. */
function whole(what: string, given: Findings, isComplete: boolean): readonly [Findings, boolean] {
  const findings = checked(`${what}, findings`, findingsSchema, given);
  const complete = checked(`${what}, complete`, wholeSchema, isComplete);
  const missing = complete ? notAnswered(findings) : [];
  if (missing.length > 0)
    throw new TypeError(`${what}, complete: is true, but there is no answer to ${missing.join(', ')}; "unsure" is one`);
  return [findings, complete];
}

function notAnswered(findings: Findings): readonly QuestionId[] {
  const all: Entry = { kind: 'answered', findings: { ...findings }, at: 0 };
  // Said twice, since "unsure" said once leaves its question open.
  return viewOf({ head: ofAnybody, entries: [all, all] }).notAsked;
}
const ofAnybody = {
  conversation: 'findings',
  number: 1,
  started: '2026-01-01T00:00:00Z',
  channel: 'engine',
  role: 'self',
  language: 'en',
  content: '',
} as const;

/**
 * What a log is to show now. Pure.
 * @param content the version of the clinical content that is in force; without it, the one that the log began under.
 * @throws TypeError for what is no log. Answers of other versions are passed over, and asked again.
 */
export function view(log: Log, content?: string): View {
  // Read anew each time: a caller may add to the entries of a log that was seen already.
  return viewOf(checked('view, log', logSchema, log), checked('view, content', optionalText, content));
}

/** The number of entries. @throws TypeError for what is no log. */
export const revision = (log: Log): number => revisionOf(checked('revision, log', logSchema, log));

/** The answers that count in a view, by question. @throws TypeError for what is no view. */
export function findingsIn(view: Pick<Summary, 'answers'>): Findings {
  checked('findingsIn, view', answersSchema, view);
  return findingsOf(view);
}

/** Whether it is a nurse or a clinician. @throws TypeError for a role that there is not. */
export const isProfessional = (role: Role): boolean =>
  isProfessionalRole(checked('isProfessional, role', roleSchema, role));

/** The answers that a question takes, "unsure" last. @throws TypeError where there is no such question. */
export const answersTo = (question: QuestionId): readonly Answer[] => [
  ...answersOf(checked('answersTo, question', questionIdSchema, question)),
];

/** What a question is for. @throws TypeError where there is no such question. */
export const question = (id: QuestionId): Question =>
  structuredClone(questionOf(checked('question, id', questionIdSchema, id)));

/** A statement with its source. @throws TypeError where there is no such claim. */
export const claim = (id: ClaimId): Claim => structuredClone(claimOf(checked('claim, id', z.enum(claimIds), id)));
