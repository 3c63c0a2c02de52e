import { expect, test } from '@jest/globals';
import { saidByPhrases as understand } from '../../../dialogs/understanding/understand.ts';

const today = new Date('2026-11-28');
const courseIn = (text: string, locale: string): string | undefined => {
  const heard = understand(text, 'weaknessCourse', locale, today);
  return 'findings' in heard ? heard.findings?.weaknessCourse : undefined;
};

test.each([
  'no para de empeorar',
  'no ha parado de ir a peor',
  'no deja de ir a peor',
  'nunca deja de empeorar',
  'en vez de mejorar empeora',
  'en lugar de ir a mejor va a peor',
])('"%s" is worsening', (text) => {
  expect(courseIn(text, 'es')).toBe('worsening');
});

test.each(['cada vez menos débil', 'desde ayer menos floja', 'cada día menos torpe'])('"%s" is improving', (text) => {
  expect(courseIn(text, 'es')).toBe('improving');
});

test.each([
  ['es', 'ni un día mejor'],
  ['es', 'ni un día sin empeorar'],
  ['es', 'no llevo ni un día mejor'],
  ['es', 'no lleva ni dos días estable'],
  ['es', 'lejos de mejorar'],
  ['en', 'not even a day better'],
  ['en', "it's not been a day better"],
])('%s: a time in which it was not better is no better: "%s"', (locale, text) => {
  expect(courseIn(text, locale)).toBeUndefined();
});
