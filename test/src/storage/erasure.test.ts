import { cpSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { keysFileOf } from '../../../src/storage/sqlite.ts';
import type { Change, Store } from '../../../src/storage/store.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';
import { headOf } from './begunConversation.ts';
import { openEmbedded } from './embeddedStore.ts';
import { countLeftIn, keysIn, wordsLeftIn } from './leftInFiles.ts';

const soon = (): number => Date.now() + 4_000;
const future = (): number => Date.now() + 3_600_000;
const newFile = (): string => join(temporaryFolder(), 'cauda.sqlite');
const open = (file: string): Store => openEmbedded({ file });

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
    head: headOf(`${room}`),
    entries: [{ kind: 'answered', findings: { legWeakness: 'none' }, heard: `${heard}`, at: 1 }],
    transcript: [{ sequence: 1, activity: `${shown}` }],
    outbox: [`${unsent}`],
    response: `${answered}`,
    finished,
  };
}

test.each([1, 300, 6_000])(
  'of what has expired no key is left, of the rest all (words of %i letters)',
  async (long) => {
    const file = newFile();
    const store = open(file);
    const names = Array.from({ length: 90 }, (_, index) => `n${index}`);
    const isKept = (name: string): boolean => Number(name.slice(1)) % 3 === 0;
    for (const name of names) await store.commit(saying(name, isKept(name), long), soon());
    const before = keysIn(dirname(file));
    expect(countLeftIn(dirname(file), before)).toBe(90);
    expect(await store.expire({ finishedBefore: 0, unfinishedBefore: future(), recordsBefore: 0 })).toBe(60);

    const kept = before.filter((_key, index) => isKept(`n${index}`));
    expect(keysIn(dirname(file))).toEqual(kept);
    expect(countLeftIn(dirname(file), before)).toBe(30);
    // What is in clear nowhere need not be looked for after an erasure.
    expect(wordsLeftIn(dirname(file), names.flatMap(wordsOf))).toEqual([]);
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

test('with what was erased its key goes, and what follows gets another', async () => {
  const file = newFile();
  const store = open(file);
  const change = saying('one', false, 10);
  await store.commit(change, soon());
  const before = keysIn(dirname(file));
  await store.commit(erasureOf(change), soon());
  expect(countLeftIn(dirname(file), before)).toBe(0);
  expect(keysIn(dirname(file))).toHaveLength(1);
  expect(keysIn(dirname(file))).not.toEqual(before);
  await store.close();
});

test('a key that a reader kept from being cleared away is cleared with the next commit', async () => {
  const file = newFile();
  const store = open(file);
  const change = saying('one', false, 10);
  await store.commit(change, soon());
  const before = keysIn(dirname(file));
  const reader = new DatabaseSync(keysFileOf(file));
  reader.exec('BEGIN; SELECT count(*) FROM key');
  await store.commit(erasureOf(change), soon());
  expect(countLeftIn(dirname(file), before)).toBe(1);
  reader.exec('COMMIT');
  reader.close();
  await store.commit(saying('other', false, 10), soon());
  expect(countLeftIn(dirname(file), before)).toBe(0);
  await store.close();
});

test.each([
  ['before the key was erased', 'INSERT INTO dropped_key SELECT key FROM conversation; DELETE FROM conversation'],
  ['before the key was cleared away', ''],
])('what a crash left of an erasure, %s, is cleared away at the next start', async (_when, erasedSoFar) => {
  const file = newFile();
  const store = open(file);
  const change = saying('one', false, 10);
  await store.commit(change, soon());
  const before = keysIn(dirname(file));
  const reader = new DatabaseSync(keysFileOf(file));
  reader.exec('BEGIN; SELECT count(*) FROM key');
  if (erasedSoFar === '') await store.commit(erasureOf(change), soon());
  else {
    const other = new DatabaseSync(file);
    other.exec(erasedSoFar);
    other.close();
  }
  // What the disk holds when the process dies here.
  const crashed = temporaryFolder();
  cpSync(dirname(file), crashed, { recursive: true });
  expect(countLeftIn(crashed, before)).toBe(1);
  const restarted = open(join(crashed, basename(file)));
  expect(countLeftIn(crashed, before)).toBe(0);
  reader.close();
  await Promise.all([store.close(), restarted.close()]);
});
