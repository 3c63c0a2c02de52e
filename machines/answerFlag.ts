import { answersMeeting, type Criteria } from './criteria.ts';
import type { Findings, QuestionId } from './findings.ts';
import { type ImagingRuleId, imagingRows } from './imagingRules.ts';
import type { Urgency } from './urgency.ts';
import { emergencyRows, soonRows, urgentRows } from './urgencyRules.ts';

/** What one answer weighs: the urgency that it leads to, alone or together with others. */
export type AnswerFlag = Exclude<Urgency, 'routine'> | 'none';

/** The weight of the answer to one question among all findings, by the rules themselves. Pure. */
export const answerFlag = (f: Findings, question: QuestionId): AnswerFlag => answerFlags(f).get(question) ?? 'none';

/** The weight of each answer that weighs anything. Pure. */
export const answerFlags = (f: Findings): ReadonlyMap<string, AnswerFlag> =>
  // The gravest is written last.
  new Map([
    ...flagged(f, soonRows, 'soon'),
    ...flagged(f, urgentRows, 'urgent'),
    ...flagged(f, emergencyRows, 'emergency'),
  ]);

const flagged = (
  f: Findings,
  rows: readonly { readonly when: Criteria }[],
  flag: AnswerFlag,
): readonly (readonly [string, AnswerFlag])[] =>
  rows.flatMap(({ when }) => Object.keys(answersMeeting(f, when)).map((question) => [question, flag] as const));

/** Infection, cancer or cord signs, an operated spine: they change the scan, so whoever receives the person must hear them. */
const toHandOver: ReadonlySet<ImagingRuleId> = new Set(['M2', 'M3', 'M4']);

/** Whether an answer must be told to whoever receives the person, beside those that decide the urgency. Pure. */
export const isHandedOver = (f: Findings, question: QuestionId): boolean =>
  imagingRows.some((row) => toHandOver.has(row.id) && weighs(f, question, row.when));

const weighs = (f: Findings, question: QuestionId, when: Criteria): boolean =>
  answersMeeting(f, when)[question] !== undefined;
