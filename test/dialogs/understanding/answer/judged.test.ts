import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judged } from '../../../../dialogs/understanding/answer/judged.ts';
import type { LikelyAnswer } from '../../../../dialogs/understanding/answer/likelyAnswer.ts';
import type { Settled } from '../../../../dialogs/understanding/answer/settle.ts';
import { isAsUrgent, isGrave, isGraver, isReassuring } from '../../../../dialogs/understanding/gravity.ts';
import { valuesOf } from '../../../../dialogs/understanding/likely/subjects.ts';
import { answersTo, type QuestionId, questionIds } from '../../../../machines/findings.ts';

const answer = (question: QuestionId) => fc.constantFrom(...answersTo(question));

const settledOn = (question: QuestionId): fc.Arbitrary<Settled> =>
  fc.oneof(
    fc.constant({ is: 'nothing' as const }),
    fc.constant({ is: 'present' as const }),
    fc.record({ is: fc.constant('doubt' as const), guess: fc.option(answer(question), { nil: undefined }) }),
    fc.record({ is: fc.constant('value' as const), value: answer(question) }),
  );

const probability = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0.85, max: 1, noNaN: true }));

/** A question, what the phrases came to, and how likely the likeliest value is; another has all that is left. */
const cases = fc.constantFrom(...questionIds).chain((question) =>
  fc.record({
    question: fc.constant(question),
    settled: settledOn(question),
    likeliest: fc.constantFrom(...valuesOf(question)),
    other: fc.constantFrom(...valuesOf(question)),
    at: probability,
    isKnown: fc.boolean(),
    isTakenBack: fc.boolean(),
    isOutdated: fc.boolean(),
    mayOppose: fc.boolean(),
  }),
);

type Case = typeof cases extends fc.Arbitrary<infer One> ? One : never;

function likelyIn({ likeliest, other, at, isKnown, isTakenBack, isOutdated, mayOppose }: Case): LikelyAnswer {
  const both = [
    { value: likeliest, probability: likeliest === other ? 1 : at },
    { value: other, probability: likeliest === other ? 1 : 1 - at },
  ];
  return {
    values: both.slice(likeliest === other ? 1 : 0).sort((a, b) => b.probability - a.probability),
    isKnown,
    isTakenBack: () => isTakenBack,
    isOutdated,
    leavesWords: true,
    mayOppose,
    isOfWriter: false,
    tellsMore: false,
  };
}

const probabilityOf = ({ values }: LikelyAnswer, is: (value: string) => boolean): number =>
  values.reduce((sum, { value, probability: each }) => (is(value) ? sum + each : sum), 0);

test('a mild value is believed only where likeness is sure of it too', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const likely = likelyIn(one);
      const after = judged(one.question, one.settled, likely);
      if (after.is !== 'value' || isGrave(one.question, after.value)) return;
      if (one.question === 'spinalSurgery' && after.value !== 'no') return; // of dates the phrases know more
      const at = probabilityOf(likely, (value) => value === after.value);
      expect(at).toBeGreaterThan(isReassuring(one.question, after.value) ? 0.85 : 0.2);
      // of what the phrases did not say it must be the surer the more speaks against it
      if (one.settled.is === 'value' && one.settled.value === after.value) return;
      const said = one.settled.is === 'value' ? one.settled.value : one.settled.is === 'doubt' && one.settled.guess;
      const saysElse = said !== undefined && said !== false && said !== after.value;
      const isOpen = one.settled.is === 'present' || (one.settled.is === 'doubt' && one.settled.guess === undefined);
      const against =
        Number(isOpen) +
        Number(one.isTakenBack) +
        Number(one.mayOppose && isReassuring(one.question, after.value)) +
        Number(one.settled.is === 'nothing') +
        Number(saysElse);
      expect([1 - at < 0.05 / 5 ** against, one.isKnown]).toEqual([true, true]);
    }),
    { numRuns: 20_000 },
  );
});

test('a grave value that phrases say gives way only to a graver one that is likely or one as urgent that is likelier, and is left in doubt, as itself, only where likeness is less sure of what is grave', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const { question, settled } = one;
      if (settled.is !== 'value' || !isGrave(question, settled.value)) return;
      const likely = likelyIn(one);
      const after = judged(question, settled, likely);
      const grave = probabilityOf(likely, (value) =>
        answersTo(question).some((each) => each === value && isGrave(question, each)),
      );
      const other = answersTo(question).find((each) => {
        const at = probabilityOf(likely, (value) => value === each);
        return (
          each !== settled.value &&
          ((isGraver(question, each, settled.value) && at > 0.5) ||
            (isAsUrgent(question, each, settled.value) && at > 0.9))
        );
      });
      if (other !== undefined) expect(after).toEqual({ is: 'value', value: other });
      else if (grave < (one.isOutdated ? 0.95 : 0.6)) expect(after).toEqual({ is: 'doubt', guess: settled.value });
      else expect(after).toEqual(settled);
    }),
    { numRuns: 20_000 },
  );
});

test('what the phrases say stands beside something else that is told for certain', () => {
  fc.assert(
    fc.property(cases, (one) => {
      if (one.settled.is !== 'value' || isGrave(one.question, one.settled.value)) return;
      expect(judged(one.question, one.settled, { ...likelyIn(one), tellsMore: true })).toEqual(one.settled);
    }),
  );
});

test('where nothing was learned, what the phrases say stands', () => {
  fc.assert(
    fc.property(cases, (one) => {
      expect(judged(one.question, one.settled, { ...likelyIn(one), values: [] })).toEqual(one.settled);
    }),
  );
});

test('of a course that has turned the worst is believed only where likeness is surer of it', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const likely = { ...likelyIn(one), isOutdated: true };
      const after = judged('weaknessCourse', one.settled, likely);
      if (one.question !== 'weaknessCourse' || after.is !== 'value' || after.value !== 'worsening') return;
      expect(probabilityOf(likely, (value) => value === 'worsening')).toBeGreaterThanOrEqual(0.95);
    }),
    { numRuns: 20_000 },
  );
});
