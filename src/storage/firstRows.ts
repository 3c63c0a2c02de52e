import { type Text, textOf } from '../../dialogs/cards/filledForm.ts';
import type { Store, TranscriptRow } from './store.ts';

const mostConversations = 500;

/**
 * A store that hands out what a conversation began with without reading it, until something follows: its socket opens
 * just then. Only for a store that no other process writes to.
 */
export function withFirstRows(store: Store): Store {
  /** Nothing while the commit is under way. The longest untouched first; first.size <= mostConversations. */
  const first = new Map<string, readonly TranscriptRow<Text>[]>();

  function keep(conversation: string, rows: readonly TranscriptRow<Text>[]): void {
    const [oldest] = first.keys();
    if (oldest !== undefined && first.size >= mostConversations) first.delete(oldest);
    first.set(conversation, rows);
  }

  return {
    ...store,
    async commit(change, until) {
      const { conversation, head, transcript } = change;
      const underWay: readonly TranscriptRow<Text>[] = [];
      first.delete(conversation);
      if (head !== undefined) keep(conversation, underWay);
      const result = await store.commit(change, until);
      const isLatest = first.get(conversation) === underWay;
      if (result === 'committed' && isLatest) first.set(conversation, transcript);
      return result;
    },
    async transcript(conversation, after, limit) {
      const rows = first.get(conversation) ?? [];
      if (rows[0] === undefined || after < rows[0].sequence - 1) return store.transcript(conversation, after, limit);
      return rows
        .filter(({ sequence }) => sequence > after)
        .slice(0, limit)
        .map(({ sequence, activity }) => ({ sequence, activity: textOf(activity) }));
    },
    expire(before) {
      first.clear();
      return store.expire(before);
    },
  };
}
