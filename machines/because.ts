import { type Findings, findingsOn, type QuestionId, questionIds } from './findings.ts';
import { imagingRows } from './imagingRules.ts';
import { type RuleId, recommend } from './recommendation.ts';
import { rowOf, type Urgency } from './urgencyRules.ts';

export type Because = {
  /** The rules that fired, each with the answers that it rests on. */
  readonly fired: readonly { readonly rule: RuleId; readonly answers: Findings }[];
  /** What the urgency would be without these answers: the smallest sets that change it. */
  readonly without: readonly { readonly questions: readonly QuestionId[]; readonly urgency: Urgency }[];
};

/** Why the findings lead to their recommendation, found by asking `recommend` again without some of them. */
export function because(findings: Findings, complete: boolean): Because {
  const { rules, urgency } = recommend(findings, complete);
  const fired = rules.map((rule) => ({ rule, answers: findingsOn(findings, questionsOf(rule)) }));
  const decisive = questionIds.filter((id) =>
    fired.some(({ rule, answers }) => rowOf(rule) && answers[id] !== undefined),
  );
  const urgencyWithout = (questions: readonly QuestionId[]): Urgency =>
    recommend(
      findingsOn(
        findings,
        questionIds.filter((id) => !questions.includes(id)),
      ),
      complete,
    ).urgency;

  const smallest: (readonly QuestionId[])[] = [];
  for (const set of subsets(decisive).toSorted((a, b) => a.length - b.length)) {
    const alreadyFound = smallest.some((smaller) => smaller.every((id) => set.includes(id)));
    if (!alreadyFound && urgencyWithout(set) !== urgency) smallest.push(set);
  }
  return { fired, without: smallest.map((questions) => ({ questions, urgency: urgencyWithout(questions) })) };
}

const questionsOf = (rule: RuleId): readonly QuestionId[] =>
  rowOf(rule)?.on ?? imagingRows.find((row) => row.id === rule)?.on ?? [];

/** All non-empty subsets; at most eleven questions decide, so at most 2047. */
const subsets = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  items.reduce<readonly (readonly T[])[]>((all, item) => [...all, ...all.map((set) => [...set, item]), [item]], []);
