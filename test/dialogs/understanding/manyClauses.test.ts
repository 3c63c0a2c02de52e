import { expect, test } from '@jest/globals';
import { read } from '../../../dialogs/understanding/readings/readings.ts';
import { typedIn } from '../../../dialogs/understanding/understand.ts';

/** How often words of time are looked for in so many clauses. */
function looks(clauses: number): number {
  const typed = typedIn('numb.\n'.repeat(clauses), 'saddleNumbness', 'en', new Date(), 'self');
  const { time } = typed.language;
  let count = 0;
  const counted = {
    ...time.changed,
    find(words: readonly string[]) {
      count += 1;
      return time.changed.find(words);
    },
  };
  read({ ...typed, language: { ...typed.language, time: { ...time, changed: counted } } });
  return count;
}

test('a message of many clauses is looked through no more often than one of few: two thousand characters hold up nobody', () => {
  expect(looks(3)).toBeGreaterThan(0);
  expect(looks(300)).toBe(looks(3));
});
