import { describe, expect, test } from '@jest/globals';
import type { Findings } from '../../../machines/findings.ts';
import { imagingRows } from '../../../machines/imagingRules.ts';
import { emergencyRows, urgentRows } from '../../../machines/urgencyRules.ts';
import { assignments, firingAnswers, type Way } from '../../../src/reviewPack/firingAnswers.ts';
import { imagingEffect, usualImaging } from '../../../src/reviewPack/imagingEffect.ts';

const rows = [...emergencyRows, ...urgentRows, ...imagingRows];
const holds = (way: Way, f: Findings): boolean =>
  way.every(({ question, values }) => values.some((value) => f[question] === value));

describe.each(rows)('$id', (row) => {
  const ways = firingAnswers(row);

  test('fires exactly where the pack says so, over all answers to its questions', () => {
    for (const f of assignments(row.on)) {
      const said = ways.length === 0 || ways.some((way) => holds(way, f));
      expect([f, said]).toEqual([f, row.when(f)]);
    }
  });
});

test('two ways to fire stand apart, and answers that do the same stand together', () => {
  const row = rows.find(({ id }) => id === 'E7');
  expect(row && firingAnswers(row)).toEqual([
    [
      { question: 'cancerHistory', values: ['yes'] },
      { question: 'sensoryOrReflex', values: ['mild'] },
    ],
    [
      { question: 'cancerHistory', values: ['yes'] },
      { question: 'legWeakness', values: ['left', 'right', 'both', 'unsure'] },
    ],
  ]);
});

test('answers that do not combine freely are told one by one', () => {
  const row = {
    on: ['saddleNumbness', 'legPain'],
    when: (f: Findings) =>
      (f.saddleNumbness === 'no' && f.legPain === 'one') || (f.saddleNumbness === 'yes' && f.legPain === 'both'),
  } as const;
  expect(firingAnswers(row)).toHaveLength(2);
});

describe('what an imaging rule changes', () => {
  const reader = { language: 'en', role: 'clinician' } as const;
  const effectOf = (id: string) =>
    imagingRows
      .filter((row) => row.id === id)
      .flatMap((row) => firingAnswers(row).flatMap((way) => imagingEffect(reader, way)));

  test('the usual scan is the one without any of them', () => {
    expect(usualImaging()).toMatchObject({
      modality: 'mri',
      region: 'lumbar',
      contrast: 'without',
      safetyCheck: false,
    });
  });

  test.each([
    ['M2', 'contrast: with and without'],
    ['M3', 'region: whole spine'],
    ['M5', 'modality: CT'],
    ['M6', 'alternative: MRI by transfer'],
    ['M8', 'safety check: yes'],
  ])('%s: %s', (id, line) => {
    expect(effectOf(id)).toContain(line);
  });

  test.each(imagingRows.filter(({ on }) => on.length > 0))('$id changes something', ({ id }) => {
    expect(effectOf(id).length).toBeGreaterThan(0);
  });
});
