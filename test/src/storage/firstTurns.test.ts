import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FilledForm, sharedForm } from '../../../dialogs/cards/filledForm.ts';
import { withFirstTurns } from '../../../src/storage/firstTurns.ts';
import type { Change, Store } from '../../../src/storage/store.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';
import { begun, headOf } from './begunConversation.ts';
import { openEmbedded } from './embeddedStore.ts';

const soon = (): number => Date.now() + 4_000;
const head = headOf('c');
const form = sharedForm(['{"of":"', '"}']);

type Turn = { readonly rows: number; readonly kind: 'begins' | 'goesOn' | 'erases' };

/** A turn that shows so many rows, one of them a card. */
async function turnOn(store: Store, conversation: string, activityId: string, { rows, kind }: Turn) {
  const { position } = await store.load(conversation, activityId, soon());
  const transcript: Change['transcript'] = Array.from({ length: rows }, (_, at) => {
    const sequence = position.watermark + 1 + at;
    return { sequence, activity: at === 1 ? [new FilledForm(form, activityId)] : `"${activityId} ${at}"` };
  });
  const started = kind === 'begins' ? { ...head, conversation, number: position.log + 1 } : undefined;
  const change: Change = {
    conversation,
    activityId,
    from: position,
    to: { log: position.log + (kind === 'goesOn' ? 0 : 1), revision: 0, watermark: position.watermark + rows },
    erase: kind === 'erases',
    head: started,
    entries: [],
    log: started && { head: started, entries: [] },
    transcript,
    outbox: [],
    response: undefined,
    finished: false,
  };
  return store.commit(change, soon());
}

test('what is handed out is what is stored, whatever was committed, delivered twice or erased before', async () => {
  const stored = openEmbedded({ file: join(temporaryFolder(), 'cauda.sqlite') });
  // Keys are erased for good each time, which takes a while.
  const kind = fc.nat(9).map((one) => (one === 9 ? 'erases' : one > 4 ? 'begins' : 'goesOn'));
  const turn = fc.record({ rows: fc.nat(3), kind, again: fc.boolean() });
  let conversations = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(turn, { minLength: 1, maxLength: 5 }),
      fc.nat(8),
      fc.nat(3),
      async (turns, after, more) => {
        conversations += 1;
        const conversation = `c${conversations}`;
        const store = withFirstTurns(stored);
        for (const [at, { again, ...one }] of turns.entries()) {
          await turnOn(store, conversation, `a${at}`, one);
          if (again) expect(await turnOn(store, conversation, `a${at}`, one)).toBe('alreadyHandled');
          expect(await store.transcript(conversation, after, more + 1)).toEqual(
            await stored.transcript(conversation, after, more + 1),
          );
          for (const activity of [`a${at}`, 'another'])
            expect(await store.load(conversation, activity, soon())).toEqual(
              await stored.load(conversation, activity, soon()),
            );
        }
      },
    ),
    { numRuns: 25 },
  );
  await stored.close();
});

test('what a conversation began with is not read from the storage until something follows', async () => {
  const stored = openEmbedded({ file: join(temporaryFolder(), 'cauda.sqlite') });
  let reads = 0;
  const store = withFirstTurns({
    ...stored,
    load(...asked) {
      reads += 1;
      return stored.load(...asked);
    },
    transcript(...asked) {
      reads += 1;
      return stored.transcript(...asked);
    },
  });
  await turnOn(store, 'c', 'a', { rows: 2, kind: 'begins' });
  reads = 0;
  expect((await store.load('c', 'b', soon())).position.watermark).toBe(2);
  expect(await store.transcript('c', 0, 20)).toHaveLength(2);
  expect(await store.transcript('c', 3, 20)).toEqual([]);
  expect(reads).toBe(0);
  await turnOn(store, 'c', 'b', { rows: 1, kind: 'goesOn' });
  expect(await store.transcript('c', 0, 20)).toHaveLength(3);
  expect(reads).toBe(1);
  await stored.close();
});

test('what they began with is read again where it is large together', async () => {
  const stored = openEmbedded({ file: join(temporaryFolder(), 'cauda.sqlite') });
  let reads = 0;
  const transcript: Store['transcript'] = (...asked) => {
    reads += 1;
    return stored.transcript(...asked);
  };
  const store = withFirstTurns({ ...stored, transcript });
  const conversations = Array.from({ length: 6 }, (_, number) => `c${number}`);
  for (const conversation of conversations) await store.commit(begun(conversation, 'x'.repeat(1_000_000)), soon());
  for (const conversation of conversations) await store.transcript(conversation, 0, 1);
  expect(reads).toBe(3);
  await stored.close();
});

test('while a turn is being written, and after an expiry, only the storage is believed', async () => {
  let now = Date.now();
  const stored = openEmbedded({ file: join(temporaryFolder(), 'cauda.sqlite'), now: () => now });
  let meanwhile: () => Promise<void> = async () => undefined;
  const store = withFirstTurns({
    ...stored,
    async commit(...asked) {
      const committed = await stored.commit(...asked);
      await meanwhile();
      return committed;
    },
  });
  await turnOn(store, 'c', 'a', { rows: 1, kind: 'begins' });
  meanwhile = async () => {
    meanwhile = async () => undefined;
    expect(await store.transcript('c', 1, 20)).toEqual([{ sequence: 2, activity: '"beginning 0"' }]);
    await turnOn(store, 'c', 'later', { rows: 1, kind: 'goesOn' });
  };
  await turnOn(store, 'c', 'beginning', { rows: 1, kind: 'begins' });
  expect(await store.transcript('c', 1, 20)).toHaveLength(2);
  await turnOn(store, 'c', 'anew', { rows: 1, kind: 'begins' });

  now += 1_000_000;
  const all = { finishedBefore: now, unfinishedBefore: now, recordsBefore: now };
  expect(await store.expire(all)).toBe(1);
  expect(await store.transcript('c', 3, 20)).toEqual([]);
  await stored.close();
});
