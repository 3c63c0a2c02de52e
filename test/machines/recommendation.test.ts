import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Findings, QuestionId } from '../../machines/findings.ts';
import { recommend } from '../../machines/recommendation.ts';
import { someFindings } from './arbitraries.ts';
import { assignments, type Values } from './assignments.ts';
import { differs, toldApart } from './truthTable/comparison.ts';

/**
 * `recommend` against the truth table. Of answers that no cell tells apart one stands for all. The full product is still too
 * large, so: all red flags and background before an ordinary scanner; then all about the scanner with all that the imaging
 * depends on; then what these take for independent, drawn at random from everything.
 */
const red = ['saddleNumbness', 'bladder', 'bowel', 'sensoryOrReflex'] as const;
const background = ['legPain', 'cancerHistory', 'infection', 'trauma', 'spinalSurgery'] as const;
const scanner = ['implantedDevice', 'metalFragments', 'pregnancy', 'claustrophobia', 'mriAccess'] as const;

const toldApartIn = (questions: readonly QuestionId[]): Values =>
  Object.fromEntries(questions.map((question) => [question, toldApart(question)]));
const orMissing = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([question, some]) => [question, [undefined, ...(some ?? [])]]));

const wrongIn = (all: Iterable<Findings>, complete: boolean): { count: number; wrong: readonly Findings[] } => {
  let count = 0;
  const wrong: Findings[] = [];
  for (const f of all) {
    count += 1;
    if (differs(f, complete)) wrong.push(f);
  }
  return { count, wrong: wrong.slice(0, 3) };
};

test('every set of red flags and background is concluded as in the truth table', () => {
  const others = toldApartIn([...red, ...background]);
  const weak = { legWeakness: ['left', 'both', 'unsure'], ...toldApartIn(['weaknessCourse']) } as const;
  expect(wrongIn(assignments({ legWeakness: ['none'], ...others }), true)).toEqual({ count: 9720, wrong: [] });
  expect(wrongIn(assignments({ ...weak, ...others }), true)).toEqual({ count: 116_640, wrong: [] });
});

/** What imaging looks at besides the scanner: urgency, with both legs weak or not, and the reasons for more than plain MRI. */
const beforeScanner: Values = {
  legWeakness: ['left', 'both'],
  saddleNumbness: ['no', 'yes'],
  sensoryOrReflex: ['none', 'cord-signs'],
  ...toldApartIn(['cancerHistory', 'infection', 'spinalSurgery']),
  trauma: ['none', 'major'],
};

test('all about the scanner gives the imaging of the truth table, when all was asked and before', () => {
  const asked = { ...beforeScanner, ...toldApartIn(scanner) };
  const missing = orMissing(toldApartIn(['implantedDevice', 'metalFragments', 'pregnancy']));
  const halfAsked = { ...asked, ...missing };
  expect(wrongIn(assignments(asked), true)).toEqual({ count: 20_736, wrong: [] });
  expect(wrongIn(assignments(halfAsked), false)).toEqual({ count: 55_296, wrong: [] });
});

test('any findings, with any answer missing, are concluded as in the truth table', () => {
  fc.assert(
    fc.property(someFindings(), fc.boolean(), fc.boolean(), (f, complete, adult) => !differs(f, complete, adult)),
    { numRuns: 10_000 },
  );
});

test('routine is concluded only of an adult whom everything was asked; nobody else is told that no imaging is needed', () => {
  fc.assert(
    fc.property(someFindings(), fc.boolean(), fc.boolean(), (f, complete, adult) => {
      const { disposition, urgency, imaging, actions } = recommend(f, complete, adult);
      const routine = urgency === 'routine' && complete && adult;
      expect(disposition === 'routine').toBe(routine);
      expect(imaging === null).toBe(urgency === 'routine');
      for (const told of Object.values(actions)) {
        expect(told.includes('noImagingNow')).toBe(routine);
        expect(told.includes('safetyNet')).toBe(urgency !== 'emergency');
        expect(told.length).toBeGreaterThan(1);
      }
    }),
    { numRuns: 2_000 },
  );
});
