import { BoundedMap } from '../../dialogs/boundedMap.ts';
import { FilledForm, type Text, textOf } from '../../dialogs/cards/filledForm.ts';
import type { Loaded, Store, TranscriptRow } from './store.ts';

const mostConversations = 500;
/** Characters of what they show, but for the cards that are made once for all. */
const mostCharacters = 4_000_000;

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
  const first = new BoundedMap<string, FirstTurn>({
    most: mostConversations,
    mostSize: mostCharacters,
    sizeOf: ({ rows }) => rows.reduce((sum, { activity }) => sum + ownCharacters(activity), 0),
  });

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
      if (head !== undefined) first.set(conversation, underWay);
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

const ownCharacters = (text: Text): number =>
  typeof text === 'string'
    ? text.length
    : text.reduce((sum, part) => sum + (part instanceof FilledForm ? part.own : part).length, 0);
