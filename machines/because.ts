import { type Findings, type QuestionId, questionIds } from './findings.ts';
import { type RuleId, recommend } from './recommendation.ts';
import { answersBehind } from './ruleRows.ts';
import type { Urgency } from './urgency.ts';

/** Which answers fired which rule, and what the urgency would be without some of them. */
export type Because = {
  /** The rules that fired, each with the answers that fire it. */
  readonly fired: readonly { readonly rule: RuleId; readonly answers: Findings }[];
  /** The smallest sets of answers that decide the urgency, and what it would be without them; the smallest first. */
  readonly without: readonly Without[];
};

/** Answers without which it would be less urgent, and how urgent then. */
export type Without = { readonly questions: readonly QuestionId[]; readonly urgency: Urgency };

/** Why the findings lead to their recommendation, found by asking `recommend` again without some of them. Pure. */
export function because(findings: Findings, complete: boolean): Because {
  const { rules } = recommend(findings, complete);
  return {
    fired: rules.map((rule) => ({ rule, answers: answersBehind(rule, findings) })),
    without: decisive(findings, complete),
  };
}

/** Whatever lowers the urgency must leave out an answer of each rule that decides it, so only these are tried. */
function decisive(findings: Findings, complete: boolean): readonly Without[] {
  const { urgency } = recommend(findings, complete);
  const found: Without[] = [];
  let sets: readonly (readonly QuestionId[])[] = [[]];
  while (sets.length > 0) {
    const larger = new Map<string, readonly QuestionId[]>();
    for (const questions of sets) {
      if (found.some((smaller) => smaller.questions.every((id) => questions.includes(id)))) continue;
      const left = leavingOut(findings, questions);
      const then = recommend(left, complete);
      if (then.urgency !== urgency) found.push({ questions, urgency: then.urgency });
      else {
        const [rule] = then.rules;
        const firing = rule === undefined ? {} : answersBehind(rule, left);
        for (const question of questionIds.filter((id) => firing[id] !== undefined)) {
          const set = questionIds.filter((id) => id === question || questions.includes(id));
          larger.set(set.join(), set);
        }
      }
    }
    sets = [...larger.values()];
  }
  return found;
}

function leavingOut(findings: Findings, questions: readonly QuestionId[]): Findings {
  return questions.reduce((left, question) => {
    const { [question]: _, ...others } = left;
    return others;
  }, findings);
}
