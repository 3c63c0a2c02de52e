import type { Store } from './store.ts';

/** Milliseconds. */
const patience = 4_000;

/** Whether a conversation's person had everything erased, at whichever instance. Throws `StorageUnavailable`. */
export const erasedIn =
  (store: Store, now: () => number) =>
  async (conversation: string): Promise<boolean> =>
    (await store.load(conversation, '', now() + patience)).erased === true;
