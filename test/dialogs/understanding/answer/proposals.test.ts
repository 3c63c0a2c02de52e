import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { proposed } from '../../../../dialogs/understanding/answer/proposals.ts';
import type { Settled } from '../../../../dialogs/understanding/answer/settle.ts';
import { gravest, isReassuring } from '../../../../dialogs/understanding/readings/gravity.ts';
import { type Answer, answersTo, type QuestionId, questionIds } from '../../../../machines/findings.ts';

const answer = (question: QuestionId) => fc.constantFrom(...answersTo(question));
const place = (question: QuestionId, value: Answer): number => gravest(question).indexOf(value);

const settledOn = (question: QuestionId): fc.Arbitrary<Settled> =>
  fc.oneof(
    fc.constant({ is: 'nothing' as const }),
    fc.constant({ is: 'present' as const }),
    fc.record({ is: fc.constant('doubt' as const), guess: fc.option(answer(question), { nil: undefined }) }),
    fc.record({ is: fc.constant('doubt' as const), guess: answer(question), unopposed: fc.constant(true as const) }),
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

test('likeness alone believes nothing, believes nothing reassuring but that it is not known, and proposes nothing milder than what was said', () => {
  fc.assert(
    fc.property(cases, ({ question, settled, likeliest, probability, isOneSided }) => {
      const after = proposed(question, settled, '', () => [{ value: likeliest, probability }], isOneSided);
      if (settled.is === 'value') expect(after).toEqual(settled);
      if (after.is === 'value' && settled.is !== 'value') {
        expect(settled).toEqual({ is: 'doubt', guess: after.value, unopposed: true });
        expect(after.value === 'unsure' || !isReassuring(question, after.value)).toBe(true);
        expect([likeliest, isOneSided]).toEqual([after.value, true]);
      }
      if (after.is !== 'doubt' || after.guess === undefined) return;
      const before = settled.is === 'doubt' ? settled.guess : undefined;
      if (before === undefined || before === 'unsure' || before === after.guess) return;
      expect(place(question, after.guess)).toBeLessThan(place(question, before));
    }),
    { numRuns: 5_000 },
  );
});
