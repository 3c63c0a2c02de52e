import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BoundedMap } from '../../dialogs/boundedMap.ts';

const step = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), key: fc.nat(6), size: fc.nat(12) }),
  fc.record({ kind: fc.constant('delete' as const), key: fc.nat(6) }),
);

test('it holds what was set last, never more or larger than it may', () => {
  fc.assert(
    fc.property(fc.array(step), fc.integer({ min: 1, max: 5 }), fc.nat(30), (steps, most, mostSize) => {
      const map = new BoundedMap<number, number>({ most, mostSize, sizeOf: (size) => size });
      let expected: (readonly [key: number, size: number])[] = [];
      const size = (): number => expected.reduce((sum, [, one]) => sum + one, 0);
      for (const one of steps) {
        expected = expected.filter(([key]) => key !== one.key);
        if (one.kind === 'delete') map.delete(one.key);
        else {
          map.set(one.key, one.size);
          if (one.size <= mostSize) expected.push([one.key, one.size]);
          while (expected.length > most || size() > mostSize) expected.shift();
        }
        for (let key = 0; key <= 6; key += 1) expect(map.get(key)).toBe(new Map(expected).get(key));
      }
    }),
  );
});

test('what is over is forgotten from the longest ago on', () => {
  const map = new BoundedMap<string, number>({ most: 5 });
  for (const [at, key] of ['a', 'b', 'c'].entries()) map.set(key, at);
  map.dropFirst((at) => at < 2);
  expect(['a', 'b', 'c'].map((key) => map.get(key))).toEqual([undefined, undefined, 2]);
  map.clear();
  expect(map.get('c')).toBeUndefined();
});
