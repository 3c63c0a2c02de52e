import { type Text, textOf } from '../../dialogs/cards/filledForm.ts';
import type { Loaded, Store, TranscriptRow } from './store.ts';

const mostConversations = 500;

/** What a conversation began with. Without rows while the commit is under way. */
type FirstTurn = {
  readonly rows: readonly TranscriptRow<Text>[];
  readonly activityId: string;
  readonly loaded: Loaded | undefined;
};

/**
 * A store that hands out what a conversation began with without reading it, until something follows: its socket opens
 * just then. Only for a store that no other process writes to.
 */
export function withFirstTurns(store: Store): Store {
  const first = new Map<string, FirstTurn>(); // the longest untouched first; first.size <= mostConversations

  function keep(conversation: string, turn: FirstTurn): void {
    const [oldest] = first.keys();
    if (oldest !== undefined && first.size >= mostConversations) first.delete(oldest);
    first.set(conversation, turn);
  }

  return {
    ...store,
    async load(conversation, activityId, until) {
      const known = first.get(conversation);
      if (known?.loaded !== undefined && known.activityId !== activityId) return known.loaded;
      return store.load(conversation, activityId, until);
    },
    async commit(change, until) {
      const { conversation, activityId, head, transcript, to, log } = change;
      const underWay: FirstTurn = { rows: [], activityId, loaded: undefined };
      first.delete(conversation);
      if (head !== undefined) keep(conversation, underWay);
      const result = await store.commit(change, until);
      const isLatest = first.get(conversation) === underWay;
      const loaded = log && { position: to, log, handled: undefined };
      if (result === 'committed' && isLatest) first.set(conversation, { rows: transcript, activityId, loaded });
      return result;
    },
    async transcript(conversation, after, limit) {
      const { rows } = first.get(conversation) ?? { rows: [] };
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
