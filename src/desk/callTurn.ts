import { z } from 'zod';
import { type Acted, actOnCall, type CallAct, takenBy } from '../../dialogs/call/callActs.ts';
import { newLog } from '../../dialogs/conversation/newLog.ts';
import { type Entry, extended, type Log } from '../../machines/answerLog.ts';
import type { ConversationQueue } from '../conversationQueue.ts';
import { type Loaded, StorageUnavailable, type Store } from '../storage/store.ts';
import { conversationOf, newReference } from './callTable.ts';
import { callRoleOf, type Person } from './people.ts';

export type CallSurroundings = {
  readonly store: Store;
  readonly queue: ConversationQueue;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly newId: () => string;
};

const patience = 4_000;
type Hearing = Extract<Acted, { kind: 'done' }>['hearing'];

export type CallTurned =
  | { readonly kind: 'done'; readonly log: Log; readonly hearing: Hearing }
  | { readonly kind: 'refused'; readonly why: Extract<Acted, { kind: 'refused' }>['why']; readonly log: Log }
  | { readonly kind: 'noSuchCall' };

/** Begins a call of a person. Throws where it cannot be stored. */
export async function beginCall(
  person: Person,
  language: string,
  around: CallSurroundings,
  announce: (reference: string, log: Log) => Promise<void>,
): Promise<{ readonly reference: string; readonly log: Log }> {
  const { store, queue, now, newId } = around;
  for (;;) {
    const reference = newReference();
    const conversation = conversationOf(reference);
    const begun = newLog({ conversation, channel: 'desk', role: callRoleOf(person), language }, now(), newId());
    const log = extended(begun, [takenBy(person.id)]);
    const activityId = newId();
    const until = now() + patience;
    // It stands in the queue first: a call that is kept and cannot be found would be lost.
    await announce(reference, log);
    const result = await queue.take(conversation, async () => {
      const loaded = await store.load(conversation, activityId, until);
      return loaded.log === undefined ? commit(loaded, log, log.entries, activityId, '', around, until) : 'conflict';
    });
    if (result !== 'conflict') return { reference, log };
  }
}

/**
 * One act, as one transaction: entries are committed only on the log that they were made for. The same id again does
 * nothing, and hears the same.
 */
export async function actInCall(
  reference: string,
  act: CallAct,
  {
    id,
    seen,
    by,
    secondedBy,
  }: { readonly id: string; readonly seen: number; readonly by: string; readonly secondedBy: string | undefined },
  around: CallSurroundings,
): Promise<CallTurned> {
  const { store, queue, now } = around;
  const conversation = conversationOf(reference);
  const until = now() + patience;
  return queue.take(conversation, async () => {
    for (;;) {
      if (now() >= until) throw new StorageUnavailable('busy');
      const loaded = await store.load(conversation, id, until);
      // What was handled before is loaded without its log.
      const log = loaded.handled === undefined ? loaded.log : await callLog(reference, around);
      if (log === undefined) return { kind: 'noSuchCall' };
      if (loaded.handled !== undefined) return { kind: 'done', log, hearing: hearingIn(loaded.handled.response) };
      const acted = actOnCall(log, act, { by, seen, secondedBy, now: now() });
      if (acted.kind === 'refused') return { ...acted, log };
      const after = extended(log, acted.entries);
      const response = acted.hearing === undefined ? '' : JSON.stringify(acted.hearing);
      const result = await commit(loaded, after, acted.entries, id, response, around, until);
      if (result === 'committed') return { kind: 'done', log: after, hearing: acted.hearing };
    }
  });
}

/** A call as it stands; undefined where there is none. */
export const callLog = async (reference: string, { store, now }: CallSurroundings): Promise<Log | undefined> =>
  (await store.load(conversationOf(reference), '', now() + patience)).log;

function commit(
  { position }: Loaded,
  after: Log,
  entries: readonly Entry[],
  activityId: string,
  response: string,
  { store }: CallSurroundings,
  until: number,
): ReturnType<Store['commit']> {
  const begins = position.log === 0;
  return store.commit(
    {
      conversation: after.head.conversation,
      activityId,
      from: position,
      to: { log: after.head.number, revision: after.entries.length, watermark: position.watermark },
      erase: false,
      head: begins ? after.head : undefined,
      entries,
      log: after,
      transcript: [],
      outbox: [],
      response,
      finished: true,
      record: true,
    },
    until,
  );
}

const hearingSchema = z.custom<NonNullable<Hearing>>((given) => typeof given === 'object' && given !== null);
const hearingIn = (response: string | undefined): Hearing =>
  response === undefined || response === '' ? undefined : hearingSchema.parse(JSON.parse(response));
