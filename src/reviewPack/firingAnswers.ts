import { type Answer, answersTo, type Findings, finding, type QuestionId } from '../../machines/findings.ts';

type Row = { readonly on: readonly QuestionId[]; readonly when: (f: Findings) => boolean };

/** One way to fire a rule: each question with the answers of which one is needed. */
export type Way = readonly { readonly question: QuestionId; readonly values: readonly Answer[] }[];

/**
 * The answers that fire a rule, found by trying all there are to its questions: every smallest set, those that differ in
 * one question drawn together. No way at all means that it always fires.
 */
export function firingAnswers({ on, when }: Row): readonly Way[] {
  const smallest = assignments(on).filter(
    (f) => when(f) && answered(f, on).every((question) => !when(without(f, question))),
  );
  const sameQuestions = Map.groupBy(smallest, (f) => answered(f, on).join());
  return [...sameQuestions.values()].flatMap((some) => drawnTogether(some, on)).filter((way) => way.length > 0);
}

function drawnTogether(some: readonly Findings[], on: readonly QuestionId[]): readonly Way[] {
  const [first = {}] = some;
  const together = answered(first, on).map((question) => ({
    question,
    values: answersTo(question).filter((value) => some.some((f) => f[question] === value)),
  }));
  const combinations = together.reduce((product, { values }) => product * values.length, 1);
  return combinations === some.length
    ? [together]
    : some.map((f) => answered(f, on).map((question) => ({ question, values: valuesOf(f, question) })));
}

const answered = (f: Findings, on: readonly QuestionId[]) => on.filter((question) => f[question] !== undefined);

function valuesOf(f: Findings, question: QuestionId): readonly Answer[] {
  const value = f[question];
  return value === undefined ? [] : [value];
}

function without(f: Findings, question: QuestionId): Findings {
  const { [question]: _, ...others } = f;
  return others;
}

/** Every set of answers to some questions, unanswered ones included. */
export const assignments = (on: readonly QuestionId[]): readonly Findings[] =>
  on.reduce<readonly Findings[]>(
    (all, question) =>
      all.flatMap((f) => [f, ...answersTo(question).map((value) => ({ ...f, ...finding(question, value) }))]),
    [{}],
  );
