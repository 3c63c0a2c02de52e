import { patience, type Store } from './store.ts';

/** Whether a conversation's person had everything erased, at whichever instance. Throws `StorageUnavailable`. */
export const erasedIn =
  (store: Store, now: () => number) =>
  async (conversation: string): Promise<boolean> =>
    (await store.load(conversation, '', now() + patience)).erased === true;
