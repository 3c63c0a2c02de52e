import { describe, expect, test } from '@jest/globals';
import { actionIds, actionRow } from '../../machines/actions.ts';
import { conditionSources } from '../../machines/conditionSources.ts';
import { questionIds } from '../../machines/findings.ts';
import { everyImagingRow, noteIds, noteSources } from '../../machines/imagingRules.ts';
import { practicePointIds, practicePointSources } from '../../machines/practicePoints.ts';
import { question } from '../../machines/questions.ts';
import { background, type ClaimId, claim, claims } from '../../machines/sources.ts';
import { conditions, urgencyRows } from '../../machines/urgencyRules.ts';
import { imagingTable, urgencyTable } from './truthTable/concluded.ts';

const rules = [...urgencyRows, ...everyImagingRow];

/** Everything that is said to somebody, with what it rests on. */
const said: readonly (readonly [string, readonly ClaimId[]])[] = [
  ...questionIds.map((id) => [`question ${id}`, question(id).why] as const),
  ...rules.map(({ id, because }) => [`rule ${id}`, because] as const),
  ...actionIds.map((id) => [`action ${id}`, actionRow(id).because] as const),
  ...noteIds.map((id) => [`note ${id}`, noteSources(id)] as const),
  ...practicePointIds.map((id) => [`practice point ${id}`, practicePointSources(id)] as const),
  ...conditions.map((id) => [`condition ${id}`, conditionSources(id)] as const),
];

test.each(said)('%s has a source, each once', (_, sources) => {
  expect(sources.length).toBeGreaterThan(0);
  expect(new Set(sources).size).toBe(sources.length);
});

test('a claim is found by its id', () => {
  for (const id of said.flatMap(([, sources]) => sources)) expect(claims).toContainEqual(claim(id));
});

test('every claim is behind something that is said, or is background with a reason', () => {
  const used = new Set<string>(said.flatMap(([, sources]) => sources));
  expect(claims.map(({ id }) => id).filter((id) => !used.has(id))).toEqual(Object.keys(background));
  for (const reason of Object.values(background)) expect(reason).not.toBe('');
});

test('a rule carries the marks of its row in the decision table, and only an article rule claims the article', () => {
  for (const [id, reasons] of Map.groupBy(rules, (row) => row.id)) {
    const because = reasons.flatMap((row) => row.because);
    const cell = [...urgencyTable, ...imagingTable].find(({ is }) => is['rule'] === id)?.is['marks'] ?? '';
    const marks = cell.split(' + ');
    const carried = new Set(because.map((source) => claim(source).source.mark));
    expect([id, marks.filter((mark) => ![...carried].some((one) => one === mark))]).toEqual([id, []]);
    expect([id, carried.has('article')]).toEqual([id, marks.includes('article')]);
  }
});

describe('a claim', () => {
  test.each(claims)('$id says one thing, once, and from where', ({ says, source }) => {
    expect(says).toMatch(/^[A-Z].+[.)]$/);
    expect(claims.filter((other) => other.says === says)).toHaveLength(1);
    if (source.mark === 'article') {
      expect(source.references.length).toBeGreaterThan(0);
      expect([...new Set(source.references)].toSorted()).toEqual(source.references);
    }
    if (source.mark === 'guideline') expect(source.place).not.toBe('');
  });
});

/** The article, statement by statement in its own order, and the claims that restate it; checked by reading it. */
const article: Readonly<Record<string, readonly ClaimId[]>> = {
  'direct recommendation': ['imagingNowForWeakness'],
  'why now': ['weaknessIsADeficit', 'delayWorsensOutcome', 'weaknessSetsApart'],
  'MRI over CT': ['mriShowsSoftTissue', 'mriHasNoRadiation', 'mriFindsSeriousCauses'],
  'when CT': ['ctWhenMriImpossible', 'ctWithIncompatibleDevice', 'ctWhenMriDelayed'],
  'red flags': [
    'lookForFurtherDeficits',
    'saddleNumbnessIsRedFlag',
    'bladderOrBowelIsRedFlag',
    'bothLegsSuggestCaudaEquina',
    'progressionIsRedFlag',
    'sensoryOrReflexLossIsRedFlag',
  ],
  conditions: [
    'caudaEquinaWithin48Hours',
    'malignantCompressionIsUrgent',
    'infectionNeedsAntibiotics',
    'herniationMayNeedSurgery',
  ],
  'no conservative trial first': [
    'noTrialOfConservativeTherapy',
    'simpleBackPainCanWait',
    'noImagingForSimpleBackPain',
  ],
  'no radiographs first': ['noRadiographFirst', 'radiographHasNoRole'],
  'findings and symptoms': ['findingsAreCommon', 'correlateWithWeakness'],
  contrast: ['noContrastForDiscDisease', 'contrastForThreeReasons'],
  interpretation: ['correlateWithExamination', 'someAreMisclassified', 'specialistPlansTreatment'],
};

test('every statement of the article is a claim with its mark, and no other claim has that mark', () => {
  const marked = claims.filter(({ source }) => source.mark === 'article').map(({ id }) => id);
  expect(marked.toSorted()).toEqual(Object.values(article).flat().toSorted());
});

test('what is marked unverified says no more than that; a place that was read is named', () => {
  const places = new Set(claims.map(({ source }) => (source.mark === 'guideline' ? source.place : 'none')));
  for (const place of places)
    expect(place === 'none' || place === 'unverified' || /\bread$/.test(place) || /, read:/.test(place)).toBe(true);
});
