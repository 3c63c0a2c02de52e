import { expect, test } from '@jest/globals';
import type { Findings, QuestionId } from '../../machines/findings.ts';
import { assignments, type Values } from './assignments.ts';
import { differs, toldApart } from './truthTable/comparison.ts';
import { everyRow } from './truthTable/concluded.ts';

/**
 * `recommend` against the truth table. Of answers that no cell tells apart one stands for all. The full product is still too
 * large, so: all red flags and background before an ordinary scanner; then all about the scanner with all that the imaging
 * depends on; what these take for
 * independent is drawn at random from everything in recommendation.test.ts.
 */
const red = ['saddleNumbness', 'bladder', 'bowel', 'sensoryOrReflex'] as const;
const background = ['legPain', 'cancerHistory', 'infection', 'trauma', 'spinalSurgery'] as const;
const scanner = ['implantedDevice', 'metalFragments', 'pregnancy', 'claustrophobia', 'mriAccess'] as const;

const toldApartIn = (questions: readonly QuestionId[], rows = everyRow): Values =>
  Object.fromEntries(questions.map((question) => [question, toldApart(question, rows)]));
/** With a weak leg nothing is routine, so what only a routine card says tells nothing apart. */
const notRoutine = everyRow.filter(({ is }) => is['disposition'] !== 'routine');
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
  const besideWeakness = toldApartIn([...red, ...background], notRoutine);
  const weak = { legWeakness: ['left', 'both', 'unsure'], ...toldApartIn(['weaknessCourse']) } as const;
  expect(wrongIn(assignments({ legWeakness: ['none'], ...others }), true)).toEqual({ count: 58_320, wrong: [] });
  expect(wrongIn(assignments({ ...weak, ...besideWeakness }), true)).toEqual({ count: 77_760, wrong: [] });
});

/** What imaging looks at besides the scanner: urgency, with both legs weak or not, and the reasons for more than plain MRI. */
const beforeScanner: Values = {
  legWeakness: ['left', 'both'],
  saddleNumbness: ['no', 'yes'],
  sensoryOrReflex: ['none', 'cord-signs'],
  ...toldApartIn(['cancerHistory', 'infection', 'spinalSurgery'], notRoutine),
  trauma: ['none', 'major'],
};

test('all about the scanner gives the imaging of the truth table, when all was asked and before', () => {
  const asked = { ...beforeScanner, ...toldApartIn(scanner) };
  const missing = orMissing(toldApartIn(['implantedDevice', 'metalFragments', 'pregnancy']));
  const halfAsked = { ...asked, ...missing };
  expect(wrongIn(assignments(asked), true)).toEqual({ count: 20_736, wrong: [] });
  expect(wrongIn(assignments(halfAsked), false)).toEqual({ count: 55_296, wrong: [] });
});
