import { expect, test } from '@jest/globals';
import { remembered } from '../../machines/remembered.ts';

test('a result is found once, as long as it is among the latest', () => {
  const asked: number[] = [];
  const double = remembered(({ of }: { readonly of: number }) => {
    asked.push(of);
    return 2 * of;
  }, 2);
  expect([1, 1, 2, 1, 3, 1].map((of) => double({ of }))).toEqual([2, 2, 4, 2, 6, 2]);
  expect(asked).toEqual([1, 2, 3, 1]);
});

test('nothing is forgotten before there are more than fit', () => {
  let asked = 0;
  const double = remembered(({ of }: { readonly of: number }) => {
    asked += 1;
    return 2 * of;
  }, 3);
  [1, 2, 3, 1, 2, 3].map((of) => double({ of }));
  expect(asked).toBe(3);
});
