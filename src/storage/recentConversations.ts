import type { Loaded, Store } from './store.ts';

type Recent = { readonly loaded: Loaded; readonly lastActivity: string; readonly at: number };

const mostConversations = 2_000;
/** Milliseconds; far less than any conversation is kept, so that none is taken for one that expired and began again. */
const keptFor = 10 * 60 * 1000;

/**
 * A store whose last conversations need not be read again. What is remembered may be out of date, where another
 * instance was faster: then the commit finds another position, and the conversation is read anew.
 */
export function withRecentConversations(store: Store, now: () => number): Store {
  const recent = new Map<string, Recent>(); // the longest untouched first

  function remember(conversation: string, loaded: Loaded, lastActivity: string): void {
    recent.delete(conversation);
    recent.set(conversation, { loaded, lastActivity, at: now() });
    for (const [name, { at }] of recent) {
      if (recent.size <= mostConversations && at > now() - keptFor) break;
      recent.delete(name);
    }
  }

  return {
    ...store,
    async load(conversation, activityId, until) {
      const known = recent.get(conversation);
      if (known !== undefined && known.lastActivity !== activityId && known.at > now() - keptFor) return known.loaded;
      const loaded = await store.load(conversation, activityId, until);
      if (loaded.log !== undefined) remember(conversation, loaded, '');
      return loaded;
    },
    async commit(change, until) {
      const { conversation, activityId, to, log } = change;
      recent.delete(conversation);
      const result = await store.commit(change, until);
      if (result === 'committed' && log !== undefined)
        remember(conversation, { position: to, log, handled: undefined }, activityId);
      return result;
    },
    expire(before) {
      recent.clear();
      return store.expire(before);
    },
  };
}
