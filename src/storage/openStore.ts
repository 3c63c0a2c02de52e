import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { dataKeys } from './dataKeys.ts';
import { embeddedDataKeys } from './ownDataKey.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';
import type { OnUnreadable } from './storedConversation.ts';

/** The storage that the configuration names: a file in the data folder, or a PostgreSQL. */
export function openStore(
  { databaseUrl, dataDir, dataKeys: configured }: Config,
  now: () => number,
  onUnreadable: OnUnreadable,
): Store | Promise<Store> {
  if (databaseUrl === undefined) {
    const file = join(dataDir, 'cauda.sqlite');
    return openSqlite({ file, dataKeys: embeddedDataKeys(configured, dataDir), now, onUnreadable });
  }
  const keys = dataKeys(configured.map((text) => Buffer.from(text, 'base64')));
  return openPostgres({ url: databaseUrl, dataKeys: keys, now, instance: randomUUID(), onUnreadable });
}
