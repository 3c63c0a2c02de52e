import { expect, test } from '@jest/globals';
import type { Entry, Log } from '../../machines/answerLog.ts';
import { extended } from '../../machines/extendedLog.ts';

const head = {
  conversation: 'c',
  number: 1,
  started: '2026-01-01T00:00:00.000Z',
  channel: 'test',
  role: 'self',
  language: 'en',
  content: 'test',
} as const;
const begun: Log = { head, entries: [] };
const entry = (at: number): Entry => ({ kind: 'stopped', at });

test('adds entries at the end and leaves the log before as it was', () => {
  const [first, second, third] = [entry(1), entry(2), entry(3)];
  const one = extended(begun, [first]);
  expect(extended(one, [second, third])).toEqual({ head, entries: [first, second, third] });
  expect(one).toEqual({ head, entries: [first] });
  expect(begun.entries).toEqual([]);
});

test('is the same log for the same entries, and another for others', () => {
  const [first, second] = [entry(1), entry(2)];
  expect(extended(extended(begun, [first]), [second])).toBe(extended(begun, [first, second]));
  expect(extended(begun, [first])).not.toBe(extended(begun, [second]));
  expect(extended(begun, [])).toBe(begun);
});
