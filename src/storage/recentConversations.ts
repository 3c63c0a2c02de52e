import { BoundedMap } from '../../dialogs/boundedMap.ts';
import { steadyClock } from '../steadyClock.ts';
import type { Loaded, Store } from './store.ts';

type Recent = {
  readonly loaded: Loaded;
  readonly lastActivity: string;
  readonly at: number;
  /** Characters of its log as JSON. */
  readonly size: number;
};

const mostConversations = 2_000;
/** Characters of their logs together; one of usual answers has some 600, and somebody's own words may be long. */
const mostCharacters = 8_000_000;
/** Milliseconds; far less than any conversation is kept, so that none is taken for one that expired and began again. */
const keptFor = 10 * 60 * 1000;

/**
 * A store whose last conversations need not be read again. What is remembered may be out of date, where another
 * instance was faster: then the commit finds another position, and the conversation is read anew.
 */
export function withRecentConversations(store: Store, wallClock: () => number): Store {
  const now = steadyClock(wallClock);
  const recent = new BoundedMap<string, Recent>({
    most: mostConversations,
    mostSize: mostCharacters,
    sizeOf: ({ size }) => size,
  });

  function remember(conversation: string, loaded: Loaded, lastActivity: string, size: number): void {
    recent.set(conversation, { loaded, lastActivity, at: now(), size });
    recent.dropFirst(({ at }) => at <= now() - keptFor);
  }

  return {
    ...store,
    async load(conversation, activityId, until) {
      const known = recent.get(conversation);
      if (known !== undefined && known.lastActivity !== activityId && known.at > now() - keptFor) return known.loaded;
      const loaded = await store.load(conversation, activityId, until);
      if (loaded.log !== undefined) remember(conversation, loaded, '', JSON.stringify(loaded.log).length);
      return loaded;
    },
    async commit(change, until) {
      const { conversation, activityId, to, log, head, entries } = change;
      const before = head === undefined ? recent.get(conversation) : undefined;
      recent.delete(conversation);
      const result = await store.commit(change, until);
      if (result === 'committed' && log !== undefined) {
        const size = before === undefined ? JSON.stringify(log).length : before.size + JSON.stringify(entries).length;
        remember(conversation, { position: to, log, handled: undefined }, activityId, size);
      }
      return result;
    },
    expire(before) {
      recent.clear();
      return store.expire(before);
    },
  };
}
