import { expect } from '@jest/globals';
import type { Store } from '../../../src/storage/store.ts';

const soon = (): number => Date.now() + 4_000;

/** That `plainConversations` are all there. @param waiting of how many others a reply waits too, by their numbers. */
export async function expectPlainConversations(store: Store, waiting: readonly number[] = []): Promise<void> {
  const { position, log } = await store.load('room-marked', 'new', soon());
  expect(position).toEqual({ log: 2, revision: 1, watermark: 3 });
  expect(log?.head).toMatchObject({ conversation: 'room-marked', number: 2, role: 'self' });
  expect(log?.entries).toEqual([{ kind: 'answered', at: 2, findings: { legWeakness: 'none' } }]);
  expect(await store.transcript('room-marked', 0, 10)).toEqual([
    { sequence: 1, activity: '"shown-marked"' },
    { sequence: 3, activity: '"later"' },
  ]);
  expect((await store.load('room-marked', 'activity-marked', soon())).handled).toEqual({ response: 'answered-marked' });
  expect((await store.load('room-marked', 'silent', soon())).handled).toEqual({ response: undefined });
  expect(await store.unseen('room-marked')).toMatchObject([
    { conversation: 'room-marked', message: 'unsent-marked', aside: true },
    { conversation: 'room-marked', message: 'two', aside: false },
  ]);
  expect((await store.undelivered()).toSorted()).toEqual(
    [...waiting.map((n) => `one of many ${n}`), 'room-marked'].toSorted(),
  );
  expect(await store.load('erased', 'new', soon())).toEqual({
    erased: true,
    position: { log: 2, revision: 0, watermark: 1 },
    log: undefined,
    handled: undefined,
  });
  expect((await store.load('erased', 'before', soon())).handled).toBeDefined();
}
