import { randomUUID } from 'node:crypto';
import { openPostgres, type PostgresOptions } from '../../../src/storage/postgres.ts';
import type { Store } from '../../../src/storage/store.ts';
import { testKeys } from './embeddedStore.ts';

/** The store of one more instance in a database, with a key of the tests' own. */
export const openPostgresAt = (url: string, options: Partial<PostgresOptions> = {}): Promise<Store> =>
  openPostgres({
    url,
    dataKeys: testKeys,
    now: Date.now,
    instance: randomUUID(),
    onUnreadable: () => undefined,
    ...options,
  });
