import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LikelyAnswer } from '../../../../dialogs/understanding/answer/likelyAnswer.ts';
import { proposed } from '../../../../dialogs/understanding/answer/proposals.ts';
import type { Settled } from '../../../../dialogs/understanding/answer/settle.ts';
import { gravest, isGrave } from '../../../../dialogs/understanding/gravity.ts';
import { type Answer, answersTo, type QuestionId, questionIds } from '../../../../machines/findings.ts';

const answer = (question: QuestionId) => fc.constantFrom(...answersTo(question));
const place = (question: QuestionId, value: Answer): number => gravest(question).indexOf(value);

const settledOn = (question: QuestionId): fc.Arbitrary<Settled> =>
  fc.oneof(
    fc.constant({ is: 'nothing' as const }),
    fc.constant({ is: 'present' as const }),
    fc.record({ is: fc.constant('doubt' as const), guess: fc.option(answer(question), { nil: undefined }) }),
    fc.record({ is: fc.constant('doubt' as const), guess: answer(question), hinted: fc.constant(true as const) }),
    fc.record({
      is: fc.constant('doubt' as const),
      guess: answer(question),
      unopposed: fc.constant(true as const),
      hinted: fc.constant(true as const),
    }),
    fc.record({ is: fc.constant('value' as const), value: answer(question) }),
  );

const probability = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.94, max: 1, noNaN: true }));

/** A question, what the phrases came to, and what is likeliest. */
const cases = fc.constantFrom(...questionIds).chain((question) =>
  fc.record({
    question: fc.constant(question),
    settled: settledOn(question),
    likeliest: fc.oneof(answer(question), fc.constant('present'), fc.constant('of other content')),
    probability,
    mild: probability,
    known: fc.boolean(),
    isOneSided: fc.boolean(),
  }),
);

const likely = (value: string, at: number, mild: number, known: boolean): LikelyAnswer => ({
  values: [{ value, probability: at }],
  mild: () => mild,
  isKnown: () => known,
  isAllRead: false,
});

test('likeness believes alone only what is grave, with a phrase for all of it what is not, and proposes nothing milder than what was said', () => {
  fc.assert(
    fc.property(cases, ({ question, settled, likeliest, probability: at, mild, known, isOneSided }) => {
      const after = proposed(question, settled, likely(likeliest, at, mild, known), isOneSided);
      if (settled.is === 'value') expect(after).toEqual(settled);
      if (after.is === 'value' && settled.is !== 'value') {
        expect([likeliest, at > 0.95]).toEqual([after.value, true]);
        if (settled.is !== 'nothing') expect(settled).toMatchObject({ is: 'doubt', guess: after.value, hinted: true });
        if (!isGrave(question, after.value)) {
          expect([settled, known, mild > 0.98]).toMatchObject([{ is: 'doubt', unopposed: true }, true, true]);
          expect(after.value).not.toBe('unsure');
        }
      }
      if (after.is !== 'doubt' || after.guess === undefined) return;
      const before = settled.is === 'doubt' ? settled.guess : undefined;
      if (before === undefined || before === 'unsure' || before === after.guess) return;
      expect(place(question, after.guess)).toBeLessThan(place(question, before));
    }),
    { numRuns: 5_000 },
  );
});

test('a side is believed only where no second one is spoken of', () => {
  const settled: Settled = { is: 'doubt', guess: 'left', unopposed: true, hinted: true };
  const sure = likely('left', 0.99, 0.99, true);
  expect(proposed('legWeakness', settled, sure, true)).toEqual({ is: 'value', value: 'left' });
  expect(proposed('legWeakness', settled, sure, false)).toEqual(settled);
});
