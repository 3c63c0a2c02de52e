import * as z from 'zod';
import { entrySchema, type Log, logHeadSchema } from '../../machines/answerLog.ts';
import { type Because, because as becauseOf } from '../../machines/because.ts';
import { type View, view as viewOf } from '../../machines/conversationView.ts';
import {
  type Answer,
  answersTo as answersOf,
  type Findings,
  findingsSchema,
  type QuestionId,
  questionIdSchema,
} from '../../machines/findings.ts';
import { type Question, question as questionOf } from '../../machines/questions.ts';
import { type Recommendation, recommend as recommendOf } from '../../machines/recommendation.ts';
import { type Claim, type ClaimId, claimIds, claim as claimOf } from '../../machines/sources.ts';
import { checked } from './checked.ts';

const wholeSchema = z.boolean('must be true where every question was asked, else false');
const logSchema = z.object({ head: logHeadSchema, entries: z.array(entrySchema) });

/**
 * What findings lead to. Pure.
 * @param complete whether every question was asked; while false the urgency is a lower bound.
 * @throws TypeError for a question or an answer that there is not.
 */
export const recommend = (findings: Findings, complete: boolean): Recommendation =>
  recommendOf(
    checked('recommend, findings', findingsSchema, findings),
    checked('recommend, complete', wholeSchema, complete),
  );

/**
 * Which answers decided it, and what it would be without them. Pure.
 * @throws TypeError for a question or an answer that there is not.
 */
export const because = (findings: Findings, complete: boolean): Because =>
  becauseOf(
    checked('because, findings', findingsSchema, findings),
    checked('because, complete', wholeSchema, complete),
  );

/**
 * What a log is to show now. Pure.
 * @param content the version of the clinical content that is in force; without it, the one that the log began under.
 * @throws TypeError for what is no log. Answers of other versions are passed over, and asked again.
 */
export function view(log: Log, content?: string): View {
  checked('view, log', logSchema, log);
  return viewOf(log, content);
}

/** The answers that a question takes, "unsure" last. @throws TypeError where there is no such question. */
export const answersTo = (question: QuestionId): readonly Answer[] =>
  answersOf(checked('answersTo, question', questionIdSchema, question));

/** What a question is for. @throws TypeError where there is no such question. */
export const question = (id: QuestionId): Question => questionOf(checked('question, id', questionIdSchema, id));

/** A statement with its source. @throws TypeError where there is no such claim. */
export const claim = (id: ClaimId): Claim => claimOf(checked('claim, id', z.enum(claimIds), id));
