import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { crossEntropy, slopesOf } from '../../build/crossEntropy.ts';
import { asNetwork, trainNetwork } from '../../build/trainNetwork.ts';
import { encode } from '../../dialogs/understanding/likely/features.ts';
import { logitsOf } from '../../dialogs/understanding/likely/network.ts';
import { softmax } from '../../dialogs/understanding/likely/softmax.ts';

const subjects = 2;
const values = 5;
/** The second subject has the last three values. */
const about = (text: string, right: readonly number[], said: readonly string[] = []) => ({
  text: encode(text, 1, said),
  from: 2,
  to: 5,
  right: new Set(right),
});

const learned = (texts: readonly ReturnType<typeof about>[]) => trainNetwork(texts, subjects, values, () => undefined);

const likely = (arrays: readonly Float32Array[], text: string, said: readonly string[] = []): readonly number[] =>
  softmax(logitsOf(asNetwork(arrays), encode(text, 1, said), 2, 5));

const times = <Item>(count: number, items: readonly Item[]): readonly Item[] =>
  Array.from({ length: count }, () => items).flat();

test('it hears the order of words', () => {
  const arrays = learned(
    times(60, [about('numb then well', [0]), about('well then numb', [1]), about('numb numb well', [2])]),
  );
  expect(likely(arrays, 'numb then well')[0]).toBeGreaterThan(0.9);
  expect(likely(arrays, 'well then numb')[1]).toBeGreaterThan(0.9);
});

test('it hears what phrases say of the same words', () => {
  const arrays = learned(times(200, [about('so it is', [0], ['denied']), about('so it is', [1], ['told'])]));
  expect(likely(arrays, 'so it is', ['denied'])[0]).toBeGreaterThan(0.9);
  expect(likely(arrays, 'so it is', ['told'])[1]).toBeGreaterThan(0.9);
});

test('where one of two is right, the third is not', () => {
  const arrays = learned(times(60, [about('either', [0, 1]), about('third', [2])]));
  expect(likely(arrays, 'either')[2]).toBeLessThan(0.1);
});

test('the same texts teach the same', () => {
  const texts = times(5, [about('one', [0]), about('two', [1])]);
  const bytesOf = (): Buffer => Buffer.concat(learned(texts).map(({ buffer }) => new Uint8Array(buffer)));
  expect(bytesOf().equals(bytesOf())).toBe(true);
});

test('a text of no words, and a long one, can be judged', () => {
  const arrays = learned([about('one', [0])]);
  for (const text of ['', 'word '.repeat(500)])
    expect(likely(arrays, text).reduce((sum, each) => sum + each, 0)).toBeCloseTo(1);
});

test('the slopes are those of the cross entropy', () => {
  const logit = fc.double({ min: -4, max: 4, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(logit, { minLength: 3, maxLength: 3 }),
      fc.subarray([0, 1, 2], { minLength: 1 }),
      (at, some) => {
        const right = new Set(some);
        const wrongAt = (logits: readonly number[]): number => crossEntropy(softmax(logits), right);
        const small = 1e-5;
        for (const [nth, slope] of slopesOf(softmax(at), right).entries()) {
          const moved = (by: number): readonly number[] => at.map((each, other) => (other === nth ? each + by : each));
          expect(slope).toBeCloseTo((wrongAt(moved(small)) - wrongAt(moved(-small))) / (2 * small), 4);
        }
      },
    ),
  );
});
