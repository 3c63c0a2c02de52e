import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { type Delivery, type Letter, outbox } from '../../../src/pages/chat/outbox.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const letter = (id: string): Letter => ({ id, activity: { type: 'message', text: id } });

/** A line that fails as scripted, and then works; it keeps what arrived. */
function world(script: Delivery[], kept: readonly Letter[] = []) {
  const arrived: string[] = [];
  let stored = kept;
  const states: string[] = [];
  const write = (letters: readonly Letter[]): void => {
    stored = letters;
  };
  const box = outbox({
    async deliver({ id }) {
      const delivery = script.shift() ?? 'taken';
      if (delivery === 'taken') arrived.push(id);
      return delivery;
    },
    kept: { read: () => stored, write },
    onChange: ({ waiting, failing }) => void states.push(`${waiting.length}${failing ? ' failing' : ''}`),
    onRefused: ({ id }) => void states.push(`refused ${id}`),
  });
  return { box, arrived, states, stored: () => stored.map(({ id }) => id) };
}

test('what is said arrives once and in order, however often the line fails', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom<Delivery>('taken', 'later'), { maxLength: 12 }),
      fc.nat(5),
      async (script, count) => {
        const { box, arrived, stored } = world([...script]);
        const ids = Array.from({ length: count }, (_, index) => `${index}`);
        for (const id of ids) box.add(letter(id));
        await jest.advanceTimersByTimeAsync(300_000);
        expect(arrived).toEqual(ids);
        expect(stored()).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

test('it is kept until it is taken, so a reload sends it again under the same id', async () => {
  const before = world(['later', 'later', 'later', 'later', 'later']);
  before.box.add(letter('a'));
  before.box.add(letter('b'));
  await jest.advanceTimersByTimeAsync(1_000);
  expect(before.stored()).toEqual(['a', 'b']);
  const after = world([], [letter('a'), letter('b')]);
  after.box.nudge();
  await jest.advanceTimersByTimeAsync(0);
  expect(after.arrived).toEqual(['a', 'b']);
});

test('says at once that it fails, and goes again as soon as the line is back', async () => {
  const { box, arrived, states } = world(['later']);
  box.add(letter('a'));
  await jest.advanceTimersByTimeAsync(0);
  expect(states).toEqual(['1', '1 failing']);
  box.nudge();
  await jest.advanceTimersByTimeAsync(0);
  expect(arrived).toEqual(['a']);
  expect(states.at(-1)).toBe('0');
});

test('what came back another way is not sent again', async () => {
  const { box, arrived } = world(['later']);
  box.add(letter('a'));
  await jest.advanceTimersByTimeAsync(0);
  box.acknowledged('a');
  await jest.advanceTimersByTimeAsync(60_000);
  expect(arrived).toEqual([]);
});

test('what can never be taken is put aside, and holds up nothing', async () => {
  const { box, arrived, states } = world(['refused']);
  box.add(letter('a'));
  box.add(letter('b'));
  await jest.advanceTimersByTimeAsync(0);
  expect(arrived).toEqual(['b']);
  expect(states).toContain('refused a');
});
