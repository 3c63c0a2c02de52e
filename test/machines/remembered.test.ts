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
