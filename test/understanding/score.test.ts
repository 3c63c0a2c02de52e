import { expect, test } from '@jest/globals';
import { keptSets, type Score, scoreOf, sentencesIn } from './score.ts';

const part = (score: Score, ...of: readonly (keyof Score)[]): number => {
  const sum = (some: readonly (keyof Score)[]): number => some.reduce((total, verdict) => total + score[verdict], 0);
  return sum(of) / sum(Object.keys(score) as (keyof Score)[]);
};

test.each(keptSets)('%s stays at the marks', (path) => {
  const score = scoreOf(sentencesIn(path));
  expect(part(score, 'false no', 'milder alone')).toBeLessThanOrEqual(0.0015);
  expect(score['missed emergency']).toBe(0);
  expect(part(score, 'wrong', 'false emergency')).toBeLessThanOrEqual(0.02);
  expect(part(score, 'right', 'guessed')).toBeGreaterThanOrEqual(0.9);
});
