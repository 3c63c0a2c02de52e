import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { mechanisms, room } from './mechanisms.ts';

test.each(mechanisms)('the ablation can switch off "$name"', ({ file, on, off }) => {
  const source = readFileSync(new URL(`../../${room}/${file}`, import.meta.url), 'utf8');
  expect(source.split(on)).toHaveLength(2);
  expect(off).not.toBe(on);
});
