import { weighs } from './answerFlag.ts';
import { type Findings, findingsOn, type QuestionId, questionIds } from './findings.ts';
import { imagingRows } from './imagingRules.ts';
import { type RuleId, recommend } from './recommendation.ts';
import { rowOf, type Urgency } from './urgencyRules.ts';

export type Because = {
  /** The rules that fired, each with the answers that fire it. */
  readonly fired: readonly { readonly rule: RuleId; readonly answers: Findings }[];
  /** The smallest sets of answers that decide the urgency, and what it would be without them; the smallest first. */
  readonly without: readonly Without[];
};

export type Without = { readonly questions: readonly QuestionId[]; readonly urgency: Urgency };

/** Why the findings lead to their recommendation, found by asking `recommend` again without some of them. Pure. */
export function because(findings: Findings, complete: boolean): Because {
  const { rules } = recommend(findings, complete);
  return {
    fired: rules.map((rule) => ({ rule, answers: findingsOn(findings, answersThatFire(rule, findings)) })),
    without: decisive(findings, complete),
  };
}

/** The questions whose answers fire a rule, alone or together with others of them. */
function answersThatFire(rule: RuleId, findings: Findings): readonly QuestionId[] {
  const row = rowOf(rule) ?? imagingRows.find((one) => one.id === rule);
  return row?.on.filter((question) => weighs(row, findings, question)) ?? [];
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
        for (const question of rule === undefined ? [] : answersThatFire(rule, left)) {
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
