import { isDeepStrictEqual } from 'node:util';
import { type Answer, answersTo, type Findings, type QuestionId } from '../../../machines/findings.ts';
import { recommend } from '../../../machines/recommendation.ts';
import { concluded, everyRow } from './concluded.ts';
import type { Row } from './truthTable.ts';

/** Whether the machine's rules and the truth table come to anything else at all. */
export function differs(f: Findings, complete: boolean, adult = true): boolean {
  const { imaging, conditions, ...rest } = recommend(f, complete, adult);
  const got = {
    ...rest,
    imaging: imaging === null ? null : { ...imaging, provisional: imaging.provisional.toSorted() },
    conditions: conditions.toSorted(),
  };
  return !isDeepStrictEqual(got, concluded(f, complete, adult));
}

/** The answers to a question, one for each set of them that every cell of these rows treats alike. */
export function toldApart(question: QuestionId, rows: readonly Row[] = everyRow): readonly Answer[] {
  const cells = rows.map(({ is }) => is[question] ?? '').filter((cell) => cell !== '');
  const kind = (value: Answer) => cells.map((cell) => cell.split(' / ').includes(value)).join();
  return [...Map.groupBy(answersTo(question), kind).values()].flatMap(([one]) => one ?? []);
}
