import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { proposed } from '../../../../dialogs/understanding/answer/proposals.ts';
import type { Settled } from '../../../../dialogs/understanding/answer/settle.ts';
import { gravest, isGrave, isReassuring } from '../../../../dialogs/understanding/gravity.ts';
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

/** A question, what the phrases came to, and one value that is likeliest. */
const cases = fc.constantFrom(...questionIds).chain((question) =>
  fc.record({
    question: fc.constant(question),
    settled: settledOn(question),
    likeliest: fc.oneof(answer(question), fc.constant('present'), fc.constant('of other content')),
    probability: fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.97, max: 1, noNaN: true })),
    isOneSided: fc.boolean(),
  }),
);

test('likeness alone believes nothing, believes of what is opposed only what is grave, nothing reassuring, and proposes nothing milder than what was said', () => {
  fc.assert(
    fc.property(cases, ({ question, settled, likeliest, probability, isOneSided }) => {
      const after = proposed(question, settled, '', () => [{ value: likeliest, probability }], isOneSided);
      if (settled.is === 'value') expect(after).toEqual(settled);
      if (after.is === 'value' && settled.is !== 'value') {
        expect(settled).toMatchObject({ is: 'doubt', guess: after.value, hinted: true });
        expect(likeliest).toBe(after.value);
        expect(isReassuring(question, after.value)).toBe(false);
        if (!isGrave(question, after.value)) expect([settled, isOneSided]).toMatchObject([{ unopposed: true }, true]);
      }
      if (after.is !== 'doubt' || after.guess === undefined) return;
      const before = settled.is === 'doubt' ? settled.guess : undefined;
      if (before === undefined || before === 'unsure' || before === after.guess) return;
      expect(place(question, after.guess)).toBeLessThan(place(question, before));
    }),
    { numRuns: 5_000 },
  );
});

test('what a phrase hints at is believed where likeness is sure of it and it is grave', () => {
  const hinted = (guess: Answer, probability: number) =>
    proposed('saddleNumbness', { is: 'doubt', guess, hinted: true }, '', () => [{ value: guess, probability }], true);
  expect(hinted('yes', 0.99)).toEqual({ is: 'value', value: 'yes' });
  expect(hinted('yes', 0.9)).toMatchObject({ is: 'doubt', guess: 'yes' });
  expect(hinted('no', 0.99)).toMatchObject({ is: 'doubt', guess: 'no' });
});
