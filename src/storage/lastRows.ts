import { type Text, textOf } from '../../dialogs/cards/filledForm.ts';
import type { Store, TranscriptRow } from './store.ts';

const mostConversations = 2_000;

/**
 * A store that hands out what a conversation's last commit showed without reading it: a socket opens right after its
 * conversation has begun. Only for a store that no other process writes to.
 */
export function withLastRows(store: Store): Store {
  /** Nothing while a commit is under way. The longest untouched first; last.size <= mostConversations. */
  const last = new Map<string, readonly TranscriptRow<Text>[]>();

  function keep(conversation: string, rows: readonly TranscriptRow<Text>[]): void {
    last.delete(conversation);
    const [oldest] = last.keys();
    if (oldest !== undefined && last.size >= mostConversations) last.delete(oldest);
    last.set(conversation, rows);
  }

  return {
    ...store,
    async commit(change, until) {
      const underWay: readonly TranscriptRow<Text>[] = [];
      keep(change.conversation, underWay);
      const result = await store.commit(change, until);
      const isLatest = last.get(change.conversation) === underWay;
      if (result === 'committed' && isLatest) keep(change.conversation, change.transcript);
      return result;
    },
    async transcript(conversation, after, limit) {
      const rows = last.get(conversation) ?? [];
      if (rows[0] === undefined || after < rows[0].sequence - 1) return store.transcript(conversation, after, limit);
      return rows
        .filter(({ sequence }) => sequence > after)
        .slice(0, limit)
        .map(({ sequence, activity }) => ({ sequence, activity: textOf(activity) }));
    },
    expire(before) {
      last.clear();
      return store.expire(before);
    },
  };
}
