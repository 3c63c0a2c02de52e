import { expect, test } from '@jest/globals';
import { fuzz } from './fuzz.ts';

// The long form is `npm run fuzz`.
test('nothing that can be sent ends the server or makes it answer 500', async () => {
  const { attacks, problems } = await fuzz('always the same', (done) => done >= 600);
  expect(problems).toEqual([]);
  expect(attacks).toBeGreaterThanOrEqual(600);
}, 300_000);
