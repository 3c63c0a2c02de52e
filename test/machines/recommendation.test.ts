import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerFlag } from '../../machines/answerFlag.ts';
import type { Findings } from '../../machines/findings.ts';
import { recommend } from '../../machines/recommendation.ts';
import { mostlyQuiet, someFindings } from './arbitraries.ts';
import { differs } from './truthTable/comparison.ts';

test('any findings, with any answer missing, are concluded as in the truth table', () => {
  fc.assert(
    fc.property(
      fc.oneof(someFindings(), mostlyQuiet),
      fc.boolean(),
      fc.boolean(),
      (f, complete, adult) => !differs(f, complete, adult),
    ),
    { numRuns: 3_000 },
  );
});

test('it is of an adult unless told otherwise', () => {
  expect(recommend({}, true)).toEqual(recommend({}, true, true));
  expect(recommend({}, true).disposition).toBe('routine');
});

test('routine is concluded only of an adult whom everything was asked; nobody else is told that no imaging is needed', () => {
  fc.assert(
    fc.property(someFindings(), fc.boolean(), fc.boolean(), (f, complete, adult) => {
      const { disposition, urgency, imaging, actions } = recommend(f, complete, adult);
      const routine = urgency === 'routine' && complete && adult;
      expect(disposition === 'routine').toBe(routine);
      const scanned = urgency === 'emergency' || urgency === 'urgent';
      expect(imaging !== null).toBe(scanned || (urgency === 'soon' && complete && adult && f.boneFragility === 'yes'));
      expect(disposition === 'soon').toBe(urgency === 'soon' && complete && adult);
      for (const told of Object.values(actions)) {
        expect(told.includes('noImagingNow')).toBe(routine);
        expect(told.includes('safetyNet')).toBe(urgency !== 'emergency');
        expect(told.length).toBeGreaterThan(1);
      }
    }),
    { numRuns: 500 },
  );
});

test('findings that somebody changes in place are judged anew: a bot may gather them in one object', () => {
  const f: { -readonly [Q in keyof Findings]: Findings[Q] } = { bladder: 'normal' };
  expect(recommend(f, false).urgency).toBe('routine');
  expect(answerFlag(f, 'bladder')).toBe('none');
  f.bladder = 'retention';
  expect(recommend(f, false).urgency).toBe('emergency');
  expect(answerFlag(f, 'bladder')).toBe('emergency');
});
