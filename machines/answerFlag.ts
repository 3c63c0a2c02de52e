import { answersMeeting, type Criteria } from './criteria.ts';
import type { Findings, QuestionId } from './findings.ts';
import { type ImagingRuleId, imagingRows } from './imagingRules.ts';
import type { Urgency } from './urgency.ts';
import { emergencyRows, soonRows, urgentRows } from './urgencyRules.ts';

/** What one answer weighs: the urgency that it leads to, alone or together with others. */
export type AnswerFlag = Exclude<Urgency, 'routine'> | 'none';

/** The weight of the answer to one question among all findings, by the rules themselves. Pure. */
export function answerFlag(f: Findings, question: QuestionId): AnswerFlag {
  const weighsIn = (rows: readonly { readonly when: Criteria }[]) => rows.some(({ when }) => weighs(f, question, when));
  if (weighsIn(emergencyRows)) return 'emergency';
  if (weighsIn(urgentRows)) return 'urgent';
  return weighsIn(soonRows) ? 'soon' : 'none';
}

/** Infection, cancer or cord signs, an operated spine: they change the scan, so whoever receives the person must hear them. */
const toHandOver: ReadonlySet<ImagingRuleId> = new Set(['M2', 'M3', 'M4']);

/** Whether an answer must be told to whoever receives the person, beside those that decide the urgency. Pure. */
export const isHandedOver = (f: Findings, question: QuestionId): boolean =>
  imagingRows.some((row) => toHandOver.has(row.id) && weighs(f, question, row.when));

const weighs = (f: Findings, question: QuestionId, when: Criteria): boolean =>
  answersMeeting(f, when)[question] !== undefined;
