import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerFlag, isHandedOver } from '../../machines/answerFlag.ts';
import { answersTo, type Findings, knownFindings, questionIds } from '../../machines/findings.ts';
import { emergencyRules, urgency } from '../../machines/urgencyRules.ts';

const someFindings = fc
  .tuple(...questionIds.map((id) => fc.option(fc.constantFrom(...answersTo(id)), { nil: undefined })))
  .map((values) => knownFindings(Object.fromEntries(questionIds.map((id, index) => [id, values[index] ?? '']))));

const flags = (f: Findings) => questionIds.map((question) => answerFlag(f, question));

test('some answer is an emergency sign exactly when an emergency rule fires, and likewise for urgent', () => {
  fc.assert(
    fc.property(someFindings, (f) => {
      expect(flags(f).includes('emergency')).toBe(emergencyRules(f).length > 0);
      expect(flags(f).every((flag) => flag === 'none')).toBe(urgency(f) === 'routine');
    }),
  );
});

test('weakness with cancer weighs as an emergency on both, a normal feeling beside them on none', () => {
  const f: Findings = { legWeakness: 'left', cancerHistory: 'yes', sensoryOrReflex: 'none' };
  expect(answerFlag(f, 'legWeakness')).toBe('emergency');
  expect(answerFlag(f, 'cancerHistory')).toBe('emergency');
  expect(answerFlag(f, 'sensoryOrReflex')).toBe('none');
});

test('weakness alone weighs as a reason to be seen today', () => {
  expect(flags({ legWeakness: 'left', weaknessCourse: 'stable' })).toEqual(
    questionIds.map((id) => (id === 'legWeakness' ? 'urgent' : 'none')),
  );
});

test('an answer that was not given weighs nothing', () => {
  expect(answerFlag({}, 'bladder')).toBe('none');
});

test('infection, cancer, cord signs and an operated spine are handed over, whatever else is found; nothing else is', () => {
  const handedOver = (f: Findings) => questionIds.filter((question) => isHandedOver(f, question));
  fc.assert(
    fc.property(someFindings, (f) => {
      const expected = questionIds.filter(
        (question) =>
          (question === 'infection' && f.infection === 'yes') ||
          (question === 'cancerHistory' && f.cancerHistory === 'yes') ||
          (question === 'sensoryOrReflex' && f.sensoryOrReflex === 'cord-signs') ||
          (question === 'spinalSurgery' && (f.spinalSurgery === 'recent' || f.spinalSurgery === 'past')),
      );
      expect(handedOver(f)).toEqual(expected);
    }),
  );
});
