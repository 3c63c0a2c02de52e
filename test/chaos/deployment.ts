import type { Store } from '../../src/storage/store.ts';
import type { Chance } from './chance.ts';

/** Cauda as it runs somewhere, with a way to break it. */
export type Deployment = {
  /** Where it answers; a client may ask any of these, the next time another. */
  readonly addresses: readonly string[];
  /** Breaks something at once, repairs it, and says what it was. */
  readonly harm: (luck: Chance) => Promise<string>;
  /** Ends all servers, and opens what they stored. */
  readonly stored: () => Promise<Store>;
  /** Removes everything. */
  readonly remove: () => Promise<void>;
};
