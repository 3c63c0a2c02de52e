import { expect, test } from '@jest/globals';
import { type Answer, type Findings, type QuestionId, questionIds } from '../../machines/findings.ts';
import { everyImagingRow } from '../../machines/imagingRules.ts';
import { type Question, question } from '../../machines/questions.ts';
import { assignments, type Values } from './assignments.ts';
import { differs, toldApart } from './truthTable/comparison.ts';
import { everyRow } from './truthTable/concluded.ts';

/**
 * `recommend` against the truth table. Of answers that no cell tells apart one stands for all. The full product is still too
 * large, so: all red flags with each two findings of the background; all of the background beside the feeling in the legs;
 * then all about the scanner with all that the imaging depends on. What these take for independent is drawn at random from
 * everything in recommendation.test.ts, and each row is proved for all findings in ruleRows.test.ts.
 */
const inSection = (section: Question['section']): readonly QuestionId[] =>
  questionIds.filter((id) => question(id).section === section);
const background = inSection('background');
const scanner = inSection('MRI safety');
/** Leg weakness has its course, and of the bowel one grave answer stands for all. */
const otherRedFlags = inSection('red flags').filter((id) => !['legWeakness', 'weaknessCourse', 'bowel'].includes(id));

const toldApartIn = (questions: readonly QuestionId[], rows = everyRow): Values =>
  Object.fromEntries(questions.map((question) => [question, toldApart(question, rows)]));
/** With a weak leg nothing is routine, so what only a routine card says tells nothing apart. */
const notRoutine = everyRow.filter(({ is }) => is['disposition'] !== 'routine');
const orMissing = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).map(([question, some]) => [question, [undefined, ...(some ?? [])]]));

function wrongIn(...all: readonly Iterable<Findings>[]): { count: number; wrong: readonly Findings[] } {
  let count = 0;
  const wrong: Findings[] = [];
  for (const some of all)
    for (const f of some) {
      count += 1;
      if (differs(f, true)) wrong.push(f);
    }
  return { count, wrong: wrong.slice(0, 3) };
}

/** A further question makes more, and none may be lost. */
const atLeast = (count: number) => ({
  asymmetricMatch: (counted: unknown) => typeof counted === 'number' && counted >= count,
  toString: () => `at least ${count}`,
});

const wrongBefore = (all: Iterable<Findings>) => [...all].filter((f) => differs(f, false)).slice(0, 3);

/** Each assignment with at most this many answers that are not the first. */
const fewIn = (values: Values, most: number): readonly Findings[] => {
  const quiet = new Map<string, Answer | undefined>(Object.entries(values).map(([id, some]) => [id, some?.[0]]));
  return [...assignments(values)].filter(
    (f) => Object.entries(f).filter(([id, value]) => value !== quiet.get(id)).length <= most,
  );
};

function* together(some: readonly Findings[], others: readonly Findings[]): Generator<Findings> {
  for (const one of some) for (const other of others) yield { ...one, ...other };
}

test('every set of red flags, with each two findings of the background, is concluded as in the truth table', () => {
  const others: Values = {
    ...toldApartIn(otherRedFlags),
    bowel: ['normal', 'altered'],
  };
  const strong = assignments({ legWeakness: ['none'], ...others });
  const weak = assignments({ legWeakness: ['left', 'unsure'], ...toldApartIn(['weaknessCourse']), ...others });
  const both = assignments({ legWeakness: ['both'], weaknessCourse: ['stable'], ...others });
  const few = fewIn(toldApartIn(background), 2);
  expect(few.length).toBeGreaterThanOrEqual(96);
  expect(wrongIn(together([...strong, ...weak, ...both], few))).toEqual({ count: atLeast(86_400), wrong: [] });
});

test('all of the background, beside the feeling in the legs, is concluded as in the truth table', () => {
  const product = assignments({ legWeakness: ['none'], ...toldApartIn(['sensoryOrReflex', ...background]) });
  expect(wrongIn(product)).toEqual({ count: atLeast(6_480), wrong: [] });
});

/** What imaging looks at besides the scanner: urgency, with both legs weak or not, and the reasons for more than plain MRI. */
const chosen: Values = {
  legWeakness: ['left', 'both'],
  saddleNumbness: ['no', 'yes'],
  sensoryOrReflex: ['none', 'cord-signs'],
  cancerHistory: ['no', 'yes'],
  infection: ['no', 'yes'],
  ...toldApartIn(['spinalSurgery'], notRoutine),
  trauma: ['none', 'major'],
};
/** A question that a later row of the imaging rules reads comes along by itself; a suspected fracture has its own test below. */
const readByImaging = questionIds.filter((id) => everyImagingRow.some(({ when }) => when.some((line) => id in line)));
const beforeScanner: Values = {
  ...toldApartIn(
    readByImaging.filter((id) => !(id in chosen) && !scanner.includes(id) && id !== 'boneFragility'),
    notRoutine,
  ),
  ...chosen,
};

test('all about the scanner gives the imaging of the truth table, when all was asked and before', () => {
  const asked = { ...beforeScanner, ...toldApartIn(scanner) };
  const missing = orMissing(toldApartIn(['implantedDevice', 'metalFragments', 'pregnancy']));
  expect(wrongIn(assignments(asked))).toEqual({ count: atLeast(27_648), wrong: [] });
  expect(wrongBefore(assignments({ ...asked, ...missing, spinalSurgery: ['no', 'past'] }))).toEqual([]);
});

test('a suspected fracture alone is imaged as in the truth table, whatever else is known for the scanner', () => {
  const soon: Values = { ...toldApartIn(['boneFragility', 'legPain']), trauma: ['none', 'minor'] };
  const product = [...assignments({ ...soon, ...orMissing(toldApartIn(scanner)) })];
  expect(wrongIn(product)).toEqual({ count: atLeast(13_824), wrong: [] });
  expect(wrongBefore(product)).toEqual([]);
});
