import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { handOverGuesses } from '../../../src/desk/handOverGuesses.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** How many of so many wrong tries at a call were looked at, each by the next of these addresses. */
async function looked(
  { mayTry, mayTryAt, wasWrong }: ReturnType<typeof handOverGuesses>,
  tries: number,
  addressOf: (n: number) => string,
): Promise<number> {
  let count = 0;
  for (let n = 0; n < tries; n += 1) {
    const address = addressOf(n);
    if (!(await mayTry(address)) || !(await mayTryAt(address, 'K7QX2M4'))) continue;
    wasWrong(address, 'K7QX2M4');
    count += 1;
  }
  return count;
}

test('one address tries ten times a minute, whatever call it tries at', async () => {
  const guesses = handOverGuesses();
  expect(await looked(guesses, 50, () => 'a')).toBe(10);
  expect(await guesses.mayTry('a')).toBe(false);
  jest.advanceTimersByTime(61_000);
  expect(await guesses.mayTry('a')).toBe(true);
});

test('however many addresses try at one call, they share ten tries a second after the first of each', async () => {
  const guesses = handOverGuesses();
  const many = (n: number): string => `a${n % 500}`;
  expect(await looked(guesses, 500, many)).toBe(500);
  expect(await looked(guesses, 2_000, many)).toBe(10);
  jest.advanceTimersByTime(1_001);
  expect(await looked(guesses, 2_000, many)).toBe(10);
});

test('meanwhile the receiving desk gets in at once, and after a slip of its own soon', async () => {
  const guesses = handOverGuesses();
  const many = (n: number): string => `a${n % 100}`;
  await looked(guesses, 700, many);
  expect(await guesses.mayTryAt('desk', 'K7QX2M4')).toBe(true);
  guesses.wasWrong('desk', 'K7QX2M4');
  expect(await guesses.mayTryAt('desk', 'K7QX2M4')).toBe(false);
  // Another call is not held up.
  expect(await guesses.mayTryAt('a1', '2222222')).toBe(true);
  jest.advanceTimersByTime(1_001);
  expect(await guesses.mayTryAt('desk', 'K7QX2M4')).toBe(true);
});

test('of all that is refused no more than sixty a minute stand in the trail', async () => {
  const { mayNote } = handOverGuesses();
  let noted = 0;
  for (let n = 0; n < 200; n += 1) if (await mayNote()) noted += 1;
  expect(noted).toBe(60);
});
