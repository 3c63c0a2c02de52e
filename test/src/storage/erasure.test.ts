import { cpSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { openSqlite } from '../../../src/storage/sqlite.ts';
import type { Change, Store } from '../../../src/storage/store.ts';
import { temporaryFolder } from '../testServer.ts';
import { wordsLeftIn } from './erasedWords.ts';

const soon = (): number => Date.now() + 4_000;
const future = (): number => Date.now() + 3_600_000;
const newFile = (): string => join(temporaryFolder(), 'cauda.sqlite');
const open = (file: string): Store => openSqlite({ file, now: Date.now, onUnreadable: () => undefined });

/** A conversation that leaves its words wherever words can be. */
const wordsOf = (name: string) =>
  ['heard', 'shown', 'unsent', 'answered', 'activity', 'room'].map((kind) => `${kind}-${name}-`);
function saying(name: string, finished: boolean, long: number): Change {
  const [heard, shown, unsent, answered, activity, room] = wordsOf(name).map((word) => word + 'x'.repeat(long));
  return {
    conversation: `${room}`,
    activityId: `${activity}`,
    from: { log: 0, revision: 0, watermark: 0 },
    to: { log: 1, revision: 1, watermark: 1 },
    erase: false,
    head: {
      conversation: `${room}`,
      number: 1,
      started: '2026-01-01T00:00:00.000Z',
      channel: 'webchat',
      role: 'self',
      language: 'en',
      content: 'test',
    },
    entries: [{ kind: 'answered', findings: { legWeakness: 'none' }, heard: `${heard}`, at: 1 }],
    transcript: [{ sequence: 1, activity: `${shown}` }],
    outbox: [`${unsent}`],
    response: `${answered}`,
    finished,
  };
}

test.each([1, 300, 6_000])(
  'of what has expired no byte is left, of the rest all (words of %i letters)',
  async (long) => {
    const file = newFile();
    const store = open(file);
    const names = Array.from({ length: 90 }, (_, index) => `n${index}`);
    const isKept = (name: string): boolean => Number(name.slice(1)) % 3 === 0;
    for (const name of names) await store.commit(saying(name, isKept(name), long), soon());
    expect(await store.expire({ finishedBefore: 0, unfinishedBefore: future() })).toBe(60);

    const expired = names.filter((name) => !isKept(name)).flatMap(wordsOf);
    const kept = names.filter(isKept).flatMap(wordsOf);
    expect(wordsLeftIn(dirname(file), expired)).toEqual([]);
    expect(wordsLeftIn(dirname(file), kept)).toEqual(kept);
    await store.close();
  },
);

const erasing: Partial<Change> = {
  erase: true,
  head: undefined,
  entries: [],
  transcript: [],
  outbox: [],
  response: undefined,
};
const erasureOf = (change: Change): Change => ({
  ...change,
  ...erasing,
  activityId: 'erase',
  from: change.to,
  to: { ...change.to, revision: 0 },
});
/** What stays is the place of the conversation, under its name, and the ids of what was handled. */
const personal = (name: string) => wordsOf(name).filter((word) => !/^(room|activity)/.test(word));

test('what a reader kept from being cleared away is cleared with the next commit', async () => {
  const file = newFile();
  const store = open(file);
  const change = saying('one', false, 10);
  await store.commit(change, soon());
  const reader = new DatabaseSync(file);
  reader.exec('BEGIN; SELECT count(*) FROM conversation');
  await store.commit(erasureOf(change), soon());
  expect(wordsLeftIn(dirname(file), personal('one'))).toEqual(personal('one'));
  reader.exec('COMMIT');
  reader.close();
  await store.commit(saying('other', false, 10), soon());
  expect(wordsLeftIn(dirname(file), personal('one'))).toEqual([]);
  await store.close();
});

test('what a crash left of an erasure is cleared away at the next start', async () => {
  const file = newFile();
  const store = open(file);
  const change = saying('one', false, 10);
  await store.commit(change, soon());
  const reader = new DatabaseSync(file);
  reader.exec('BEGIN; SELECT count(*) FROM conversation');
  await store.commit(erasureOf(change), soon());
  // What the disk holds when the process dies here.
  const crashed = temporaryFolder();
  cpSync(dirname(file), crashed, { recursive: true });
  expect(wordsLeftIn(crashed, personal('one'))).toEqual(personal('one'));
  const restarted = open(join(crashed, basename(file)));
  expect(wordsLeftIn(crashed, personal('one'))).toEqual([]);
  reader.close();
  await Promise.all([store.close(), restarted.close()]);
});
