import { type Findings, findingsOn, type QuestionId } from './findings.ts';
import { type ImagingRuleId, imagingRows } from './imagingRules.ts';
import { emergencyRows, urgentRows } from './urgencyRules.ts';

/** What one answer weighs: it makes an emergency, or a reason to be seen today, alone or together with others. */
export type AnswerFlag = 'emergency' | 'urgent' | 'none';

/** The weight of the answer to one question among all findings, asked of the rules themselves. Pure. */
export function answerFlag(f: Findings, question: QuestionId): AnswerFlag {
  if (emergencyRows.some((row) => weighs(row, f, question))) return 'emergency';
  return urgentRows.some((row) => weighs(row, f, question)) ? 'urgent' : 'none';
}

type Row = { readonly on: readonly QuestionId[]; readonly when: (f: Findings) => boolean };

/** Infection, cancer or cord signs, an operated spine: they change the scan, so whoever receives the person must hear them. */
const toHandOver: ReadonlySet<ImagingRuleId> = new Set(['M2', 'M3', 'M4']);

/** Whether an answer must be told to whoever receives the person, beside those that decide the urgency. Pure. */
export const isHandedOver = (f: Findings, question: QuestionId): boolean =>
  imagingRows.some((row) => toHandOver.has(row.id) && weighs(row, f, question));

/** Whether an answer helps to fire a row: some of the row's other answers fire it with this one, and not without. */
export function weighs({ on, when }: Row, f: Findings, question: QuestionId): boolean {
  // What does not fire on all answers fires on none of their parts.
  if (!on.includes(question) || !when(f)) return false;
  const others = on.filter((other) => other !== question);
  return subsetsOf(others).some((some) => when(findingsOn(f, [...some, question])) && !when(findingsOn(f, some)));
}

function subsetsOf([first, ...rest]: readonly QuestionId[]): readonly (readonly QuestionId[])[] {
  if (first === undefined) return [[]];
  return subsetsOf(rest).flatMap((subset) => [subset, [first, ...subset]]);
}
