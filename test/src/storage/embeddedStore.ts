import { DatabaseSync } from 'node:sqlite';
import { type DataKeys, dataKeys } from '../../../src/storage/dataKeys.ts';
import { openSqlite, type SqliteOptions, sqliteStore } from '../../../src/storage/sqlite.ts';
import { sqliteKeys } from '../../../src/storage/sqliteKeys.ts';
import type { Store } from '../../../src/storage/store.ts';

/** The data key of the tests. */
export const testKeys: DataKeys = dataKeys([Buffer.alloc(32, 'k')]);

/** The embedded store, with a key of the tests' own. */
export const openEmbedded = ({ file, ...options }: Partial<SqliteOptions> & Pick<SqliteOptions, 'file'>): Store =>
  openSqlite({ file, dataKeys: testKeys, now: Date.now, onUnreadable: () => undefined, ...options });

/** The store in a database that the test holds too; its keys are gone with the test. */
export const storeIn = (db: DatabaseSync): Store =>
  sqliteStore(db, sqliteKeys(new DatabaseSync(':memory:'), testKeys), { now: Date.now, onUnreadable: () => undefined });
