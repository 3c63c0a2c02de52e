import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Entry } from '../../../machines/answerLog.ts';
import { withRecentConversations } from '../../../src/storage/recentConversations.ts';
import type { Change, Position, Store } from '../../../src/storage/store.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';
import { headOf } from './begunConversation.ts';
import { openEmbedded } from './embeddedStore.ts';

const stored = (now = Date.now): Store => openEmbedded({ file: join(temporaryFolder(), 'cauda.sqlite'), now });
const open = (): Store => withRecentConversations(stored(), Date.now);

const soon = (): number => Date.now() + 4_000;
const none = { erase: false, head: undefined, transcript: [], outbox: [], response: undefined, finished: false };
const start: Position = { log: 0, revision: 0, watermark: 0 };
const head = headOf('c');
const weak: Entry = { kind: 'answered', findings: { legWeakness: 'left' }, at: 1 };
const notWeak: Entry = { kind: 'answered', findings: { legWeakness: 'none' }, at: 1 };
const began: Change = {
  ...none,
  conversation: 'c',
  activityId: 'start',
  from: start,
  to: at(0),
  head,
  entries: [],
  log: { head, entries: [] },
};
const answered = (activityId: string, entry: Entry, revision: number): Change => ({
  ...none,
  log: { head, entries: [...Array<Entry>(revision - 1).fill(weak), entry] },
  conversation: 'c',
  activityId,
  from: at(revision - 1),
  to: at(revision),
  entries: [entry],
});
function at(revision: number): Position {
  return { log: 1, revision, watermark: 0 };
}

test('what another instance has committed meanwhile is never written over', async () => {
  const store = stored();
  const [one, other] = [withRecentConversations(store, Date.now), withRecentConversations(store, Date.now)];
  await one.commit(began, soon());
  await other.load('c', 'b', soon());
  expect(await other.commit(answered('b', weak, 1), soon())).toBe('committed');

  expect((await one.load('c', 'a', soon())).position.revision).toBe(0);
  expect(await one.commit(answered('a', notWeak, 1), soon())).toBe('conflict');
  expect(await one.load('c', 'a', soon())).toMatchObject({ position: at(1), log: { entries: [weak] } });
  await store.close();
});

test('what was delivered before is known again, the last one at once and any other at the commit', async () => {
  const store = open();
  await store.commit(began, soon());
  await store.load('c', 'first', soon());
  await store.commit(answered('first', weak, 1), soon());
  expect((await store.load('c', 'first', soon())).handled).toBeDefined();
  await store.load('c', 'second', soon());
  await store.commit(answered('second', notWeak, 2), soon());

  expect((await store.load('c', 'first', soon())).handled).toBeUndefined();
  expect(await store.commit(answered('first', weak, 3), soon())).toBe('alreadyHandled');
  expect((await store.load('c', 'first', soon())).handled).toBeDefined();
  await store.close();
});

test('an erased conversation is not remembered', async () => {
  const store = open();
  await store.commit(began, soon());
  await store.load('c', 'a', soon());
  await store.commit(answered('a', weak, 1), soon());
  const erased = { ...none, conversation: 'c', activityId: 'b', from: at(1), to: at(0), erase: true, entries: [] };
  expect(await store.commit(erased, soon())).toBe('committed');
  expect((await store.load('c', 'd', soon())).log).toBeUndefined();
  await store.close();
});

test('long words do not fill the memory: of logs that are large together the ones untouched longest are read again', async () => {
  const shared = stored();
  let reads = 0;
  const load: Store['load'] = (...asked) => {
    reads += 1;
    return shared.load(...asked);
  };
  const store = withRecentConversations({ ...shared, load }, Date.now);
  const begin = (conversation: string): Promise<unknown> => store.commit({ ...began, conversation }, soon());
  const said: Entry = { kind: 'said', words: 'x'.repeat(1_000_000), at: 1 };
  const conversations = Array.from({ length: 12 }, (_, number) => `c${number}`);
  for (const conversation of conversations) {
    await begin(conversation);
    await store.commit({ ...answered('a', said, 1), conversation }, soon());
  }
  for (const conversation of conversations.toReversed()) await store.load(conversation, 'b', soon());
  expect(reads).toBeGreaterThanOrEqual(4);
  expect(reads).toBeLessThan(8);
  await shared.close();
});

test('after ten minutes, and when conversations expire, it is read again', async () => {
  let time = Date.now();
  const shared = stored(() => time);
  const store = withRecentConversations(shared, () => time);
  const elsewhere = withRecentConversations(shared, Date.now);
  await store.commit(began, time + 4_000);
  await elsewhere.load('c', 'b', soon());
  await elsewhere.commit(answered('b', weak, 1), soon());
  expect((await store.load('c', 'a', time + 4_000)).position.revision).toBe(0);
  // Set back meanwhile, as a clock is.
  time -= 3_600_000;
  await store.load('c', 'a', time + 4_000);
  time += 10 * 60 * 1000;
  expect((await store.load('c', 'a', time + 4_000)).position.revision).toBe(1);

  await elsewhere.commit(answered('d', notWeak, 2), soon());
  await store.expire({ finishedBefore: 0, unfinishedBefore: 0, recordsBefore: 0 });
  expect((await store.load('c', 'a', time + 4_000)).position.revision).toBe(2);
  await shared.close();
});
