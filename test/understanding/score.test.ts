import { expect, test } from '@jest/globals';
import { halves, heardAsNo, scoreOf, sentences } from './score.ts';

test.each(['en', 'es'])('%s: both halves of the evaluation set stay at the marks', (language) => {
  for (const half of halves) {
    const of = sentences(language, half);
    const score = scoreOf(of);
    expect(score['wrong no']).toBe(0);
    expect(score.wrong / of.length).toBeLessThanOrEqual(0.02);
    expect(score.right / of.length).toBeGreaterThanOrEqual(0.85);
  }
});

test.each(['en', 'es'])('%s: what only sounds like a "no" is never taken for one', (language) => {
  expect(heardAsNo(language)).toEqual([]);
});
