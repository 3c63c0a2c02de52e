import { describe, expect, test } from '@jest/globals';
import { answersTo, type Findings, type QuestionId, questionIds } from '../../machines/findings.ts';
import { imagingRows } from '../../machines/imagingRules.ts';
import { emergencyRows, urgentRows } from '../../machines/urgencyRules.ts';
import { assignments, everyValue, onlyReadable, withAnswer } from './assignments.ts';
import { imagingTable, urgencyTable } from './truthTable/concluded.ts';

/**
 * All 2.4 · 10¹¹ findings at once: a row that reads no other question than those it names (here it would be caught) is
 * a function of those alone, so their full product, missing answers included, proves it for every set of findings.
 */
type Rule = {
  readonly id: string;
  readonly when: (f: Findings) => boolean;
  readonly on: readonly QuestionId[];
};
const rules: readonly Rule[] = [...emergencyRows, ...urgentRows, ...imagingRows];
const ruleTable = [...urgencyTable, ...imagingTable];
const fires = ({ when, on }: Rule, f: Findings): boolean => when(onlyReadable(f, on));

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

describe.each(rules)('$id', (rule) => {
  const rows = ruleTable.filter(({ is }) => is['rule'] === rule.id);

  test('rests on the questions that the truth table names', () => {
    expect(new Set(rule.on)).toEqual(new Set(rows.flatMap(({ asks }) => asks)));
  });

  test('fires exactly where the truth table says', () => {
    for (const f of assignments(everyValue(rule.on))) {
      expect([f, fires(rule, f)]).toEqual([f, rows.some((row) => row.holds(f))]);
    }
  });

  test('keeps firing when an answer is added', () => {
    for (const f of assignments(everyValue(rule.on))) {
      if (!fires(rule, f)) continue;
      for (const question of rule.on.filter((id) => f[id] === undefined)) {
        for (const value of answersTo(question)) {
          const more = withAnswer(f, question, value);
          expect([more, fires(rule, more)]).toEqual([more, true]);
        }
      }
    }
  });

  test('never takes "not sure" for less than no', () => {
    for (const f of assignments(everyValue(rule.on))) {
      if (!fires(rule, f)) continue;
      for (const question of rule.on.filter((id) => isNo(f[id]))) {
        const unsure = withAnswer(f, question, 'unsure');
        expect([unsure, fires(rule, unsure)]).toEqual([unsure, true]);
      }
    }
  });
});

const isNo = (value: string | undefined): boolean => value === 'no' || value === 'none' || value === 'normal';
