import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { requestRate } from '../../src/requestRate.ts';
import { securityLog } from '../../src/securityLog.ts';
import { steadyClock } from '../../src/steadyClock.ts';
import { withoutFloods } from '../../src/withoutFloods.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const hour = 3_600_000;
const minute = 60_000;

test('it never goes back, and tells as much as passes while nobody sets the clock', () => {
  fc.assert(
    fc.property(
      fc.nat(1e6),
      fc.array(fc.integer({ min: -10 * hour, max: hour }), { maxLength: 20 }),
      (begin, steps) => {
        let wall = begin;
        const now = steadyClock(() => wall);
        for (const step of steps) {
          const before = now();
          wall += step;
          expect(now() - before).toBe(Math.max(0, step));
        }
      },
    ),
  );
});

test('who asked too often asks again a minute later, though the clock was set back meanwhile', () => {
  let wall = 5 * hour;
  const mayAsk = requestRate(1, () => wall);
  expect([mayAsk('a'), mayAsk('a')]).toEqual([true, false]);
  wall -= hour;
  expect(mayAsk('a')).toBe(false);
  wall += minute;
  expect(mayAsk('a')).toBe(true);
});

test('lines of one kind are written again a minute later, and refusals in the security log too', () => {
  let wall = 5 * hour;
  const lines: string[] = [];
  const line = (_what: object, message: string): void => void lines.push(message);
  const log = withoutFloods({ info: line, warn: line, error: line }, () => wall);
  const file = join(temporaryFolder(), 'security.log');
  const security = securityLog(
    file,
    () => wall,
    (error) => expect(error).toBeUndefined(),
  );
  const many = (): void => {
    for (let times = 0; times < 700; times += 1) {
      log.error({}, 'trouble');
      security({ event: 'refused', status: 401, method: 'GET', path: '/', address: 'a' });
    }
  };
  const written = (): number => readFileSync(file, 'utf8').trimEnd().split('\n').length;
  many();
  wall -= hour;
  many();
  expect([lines.length, written()]).toEqual([30, 600]);
  wall += minute + 1;
  many();
  expect([lines.length, written()]).toEqual([60, 1_201]);
});
