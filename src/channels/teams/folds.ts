import { setTimeout as pause } from 'node:timers/promises';
import type { Activity } from 'botbuilder';
import { BoundedMap } from '../../../dialogs/boundedMap.ts';
import { type EventLog, nameless } from '../../httpAnswers.ts';
import { isRefusedForGood, replace, restAfter, statusOf } from './connectorCalls.ts';
import type { Way } from './outbox.ts';
import { sendingLimit } from './sendingLimits.ts';

/** What an earlier message becomes; its id says which. */
export type Fold = Partial<Activity> & { readonly id: string };

const mostTries = 3;
/** A card that could not be folded within this time (ms) stays as it is: a tap on it is told that it is old. */
const longestFolding = 60_000;
/** Conversations with folds on their way; one more, and the oldest are left. */
const mostConversations = 1_000;

/**
 * Replaces earlier cards in their chats: best effort, kept nowhere, one at a time in a conversation, after what must be
 * read.
 */
export function foldsOf(log: EventLog, stopping: AbortSignal) {
  const limit = sendingLimit('folds');
  /** Of each conversation the newest fold of each activity; the way is that of the newest turn. */
  const waiting = new BoundedMap<string, { readonly folds: Map<string, Fold>; way: Way }>({ most: mostConversations });
  const working = new Set<Promise<void>>();

  async function work(conversation: string, messagesSent: Promise<unknown>): Promise<void> {
    const tooLate = AbortSignal.any([stopping, AbortSignal.timeout(longestFolding)]);
    try {
      await Promise.race([messagesSent, pause(longestFolding, undefined, { signal: tooLate, ref: false })]);
      for (let next = takeNext(conversation); next !== undefined; next = takeNext(conversation)) {
        if (tooLate.aborted) return;
        await foldOne(conversation, next.fold, next.way, tooLate);
      }
    } catch (error) {
      if (!tooLate.aborted) log.error(nameless(error), 'card could not be folded');
    } finally {
      waiting.delete(conversation);
    }
  }

  function takeNext(conversation: string): { readonly fold: Fold; readonly way: Way } | undefined {
    const found = waiting.get(conversation);
    const [fold] = found?.folds.values() ?? [];
    if (found === undefined || fold === undefined) return undefined;
    found.folds.delete(fold.id);
    return { fold, way: found.way };
  }

  async function foldOne(conversation: string, fold: Fold, way: Way, tooLate: AbortSignal): Promise<void> {
    for (let tries = 1; tries <= mostTries; tries += 1) {
      for (let wait = await limit.take(conversation); wait > 0; wait = await limit.take(conversation))
        await pause(wait, undefined, { signal: tooLate });
      try {
        await replace(fold, way.connector);
        return;
      } catch (error) {
        log.info({ status: statusOf(error), ...nameless(error) }, 'card not folded');
        if (isRefusedForGood(error)) return;
        await pause(restAfter(error, tries), undefined, { signal: tooLate });
      }
    }
  }

  return {
    add(conversation: string, some: readonly Fold[], way: Way, messagesSent: Promise<unknown>): void {
      if (some.length === 0) return;
      const known = waiting.get(conversation);
      const mine = known ?? { folds: new Map<string, Fold>(), way };
      mine.way = way;
      for (const fold of some) mine.folds.set(fold.id, fold);
      if (known !== undefined) return;
      waiting.set(conversation, mine);
      const done = work(conversation, messagesSent).finally(() => working.delete(done));
      working.add(done);
    },
    idle: async (): Promise<void> => void (await Promise.allSettled(working)),
  };
}
