import { describe, expect, test } from '@jest/globals';
import { type Criteria, meets, questionsOf } from '../../machines/criteria.ts';
import { type Answer, answersTo, type Findings, type QuestionId, questionIds } from '../../machines/findings.ts';
import { fractureRows, imagingRows } from '../../machines/imagingRules.ts';
import { urgencyRows } from '../../machines/urgencyRules.ts';
import { assignments, onlyReadable, type Values, withAnswer } from './assignments.ts';
import { imagingTable, urgencyTable } from './truthTable/concluded.ts';
import type { Row } from './truthTable/truthTable.ts';

/**
 * All findings at once: criteria look at no other question than those they name (here they would be caught), so the
 * product of those, missing answers included, proves a rule for every set of findings. Its reasons are taken together.
 */
type Rule = { readonly id: string; readonly reasons: readonly Criteria[] };
const rows: readonly { readonly id: string; readonly when: Criteria }[] = [
  ...urgencyRows,
  ...fractureRows,
  ...imagingRows,
];
const rules: readonly Rule[] = [...Map.groupBy(rows, ({ id }) => id)].map(([id, some]) => ({
  id,
  reasons: some.map(({ when }) => when),
}));
const ruleTable = [...urgencyTable, ...imagingTable];
const on = ({ reasons }: Rule) => questionsOf(reasons.flat());
const fires = (rule: Rule, f: Findings): boolean => rule.reasons.some((when) => meets(onlyReadable(f, on(rule)), when));

test('the machine and the truth table have the same rules in the same order', () => {
  expect(rules.map(({ id }) => id)).toEqual([...new Set(ruleTable.map(({ is }) => is['rule']))]);
});

test('the truth table names only answers that exist', () => {
  for (const { is, asks } of ruleTable) {
    for (const question of questionIds.filter((id) => asks.includes(id))) {
      for (const value of (is[question] ?? '').split(' / ')) expect(answersTo(question)).toContain(value);
    }
  }
});

test('the lines of criteria share no question, so each answer that meets one is needed or could be', () => {
  for (const { id, when } of rows) {
    const asked = when.flatMap((line) => questionsOf([line]));
    expect([id, asked]).toEqual([id, [...new Set(asked)]]);
  }
});

describe.each(rules)('$id', (rule) => {
  const cells = ruleTable.filter(({ is }) => is['rule'] === rule.id);
  const product = [...assignments(toldApartBy(rule, cells))];
  const firing = product.filter((f) => fires(rule, f));

  test('rests on the questions that the truth table names', () => {
    const named = questionIds.filter((id) => cells.some(({ asks }) => asks.includes(id)));
    expect(on(rule)).toEqual(named);
  });

  test('fires exactly where the truth table says', () => {
    // What a table row asks of the urgency is taken as given here: which rows apply when is the recommendation's.
    const given = { urgency: cells[0]?.is['urgency']?.split(' / ')[0], complete: 'yes', adult: 'yes' };
    const wrong = product.filter((f) => fires(rule, f) !== cells.some((row) => row.holds({ ...given, ...f })));
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  test('keeps firing when an answer is added', () => {
    const more = firing.flatMap((f) =>
      on(rule)
        .filter((id) => f[id] === undefined)
        .flatMap((id) => answersTo(id).map((value) => withAnswer(f, id, value))),
    );
    expect(more.filter((f) => !fires(rule, f)).slice(0, 3)).toEqual([]);
  });

  test('never takes "not sure" for less than no', () => {
    const unsure = firing.flatMap((f) =>
      on(rule)
        .filter((id) => isNo(f[id]))
        .map((id) => withAnswer(f, id, 'unsure')),
    );
    expect(unsure.filter((f) => !fires(rule, f)).slice(0, 3)).toEqual([]);
  });
});

/** A missing answer, and of the answers that neither the rule nor the table tells apart one for all; "not sure" always. */
function toldApartBy(rule: Rule, cells: readonly Row[]): Values {
  const lines = rule.reasons.flat();
  const kind = (id: QuestionId, value: Answer) =>
    JSON.stringify([
      value === 'unsure',
      isNo(value),
      ...lines.map((line) => line[id]?.some((one) => one === value)),
      ...cells.map(({ is }) => is[id]?.split(' / ').includes(value)),
    ]);
  return Object.fromEntries(
    on(rule).map((id) => [
      id,
      [
        undefined,
        ...[...Map.groupBy(answersTo(id), (value) => kind(id, value)).values()].flatMap(([one]) => one ?? []),
      ],
    ]),
  );
}

function isNo(value: string | undefined): boolean {
  return value === 'no' || value === 'none' || value === 'normal';
}
