import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type Answer,
  answersTo,
  type Findings,
  knownFindings,
  type QuestionId,
  questionIds,
} from '../../machines/findings.ts';
import { question } from '../../machines/questions.ts';
import { isBelow } from '../../machines/urgency.ts';
import { suspectedConditions, urgency, urgencyRows } from '../../machines/urgencyRules.ts';
import { withAnswer } from './assignments.ts';

/** A graver finding never suspects less: neither the urgency nor the set of suspected conditions ever shrinks. */
const shrinks = (f: Findings, g: Findings): boolean =>
  isBelow(urgency(g), urgency(f)) || suspectedConditions(f).some((one) => !suspectedConditions(g).includes(one));

const tierOf = (id: QuestionId, value: Answer | undefined): number =>
  value === undefined ? -1 : question(id).graver.findIndex((tier) => tier.includes(value));
/** An answer that is as grave or graver; a missing answer is below all. */
const atLeast = (id: QuestionId, value: Answer | undefined): readonly (Answer | undefined)[] =>
  [undefined, ...answersTo(id)].filter((one) => tierOf(id, one) >= tierOf(id, value));

test('each question orders each of its answers once, "not sure" above what denies and below the gravest', () => {
  for (const id of questionIds) {
    const { graver } = question(id);
    expect([id, graver.flat().toSorted()]).toEqual([id, answersTo(id).toSorted()]);
    const [mildest = []] = graver;
    expect([id, mildest.includes('unsure'), graver.at(-1)?.includes('unsure')]).toEqual([id, false, false]);
  }
});

/**
 * All findings at once. Rows keep firing when answers are added (ruleRows.test.ts) and have two lines at most. So whatever
 * a row gives by one answer and one other, and loses when the first grows graver, is lost too where nothing else is known:
 * every two questions with all their answers prove it for any findings.
 */
test('no answer that grows graver, beside any other answer, lowers the urgency or takes a suspicion away', () => {
  expect(urgencyRows.filter(({ when }) => when.length > 2)).toEqual([]);
  const shrunk: unknown[] = [];
  for (const id of questionIds)
    for (const other of questionIds.filter((one) => one !== id))
      for (const beside of [undefined, ...answersTo(other)])
        for (const value of [undefined, ...answersTo(id)]) {
          const f = withAnswer(withAnswer({}, other, beside), id, value);
          for (const more of atLeast(id, value)) {
            const g = withAnswer(withAnswer({}, other, beside), id, more);
            if (shrinks(f, g)) shrunk.push([f, g]);
          }
        }
  expect(shrunk.slice(0, 3)).toEqual([]);
});

const someAnswer = (id: QuestionId): fc.Arbitrary<readonly [Answer | undefined, Answer | undefined]> =>
  fc
    .constantFrom(undefined, ...answersTo(id))
    .chain((value) => fc.tuple(fc.constant(value), fc.constantFrom(...atLeast(id, value))));

test('nor do any findings of which several grow graver at once', () => {
  fc.assert(
    fc.property(fc.tuple(...questionIds.map(someAnswer)), (both) => {
      const side = (at: 0 | 1) =>
        knownFindings(Object.fromEntries(questionIds.map((id, index) => [id, both[index]?.[at] ?? ''])));
      expect(shrinks(side(0), side(1))).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});
