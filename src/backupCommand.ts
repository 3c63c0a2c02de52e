import { isNativeError } from 'node:util/types';
import { commandOptions } from './commandOptions.ts';
import { readConfig } from './config.ts';
import { backUp, backUpKeys } from './storage/backup.ts';

/**
 * `npm run backup -- --to FOLDER` copies the embedded storage while the server goes on; `-- --keys FOLDER` its keys, and
 * removes copies of keys that are older than `--days`, 7 unless told otherwise. PostgreSQL: see docs/storage.md.
 */
const values = commandOptions({
  to: { type: 'string' },
  keys: { type: 'string' },
  days: { type: 'string', default: '7' },
});

try {
  const { dataDir, databaseUrl } = readConfig(process.env);
  if (databaseUrl !== undefined)
    throw new Error('CAUDA_DATABASE_URL is set: docs/storage.md says how that is backed up.');
  const days = Number(values.days);
  if (!(days > 0)) throw new Error('--days must be a number of days.');
  if (values.to === undefined && values.keys === undefined) {
    throw new Error('Say where to: --to FOLDER for what is stored, --keys FOLDER (another place) for its keys.');
  }
  if (values.to !== undefined) process.stdout.write(`${backUp(dataDir, values.to, Date.now())}\n`);
  if (values.keys !== undefined) process.stdout.write(`${backUpKeys(dataDir, values.keys, days, Date.now())}\n`);
} catch (error) {
  process.stderr.write(`Nothing more was backed up.\n${isNativeError(error) ? error.message : String(error)}\n`);
  process.exit(1);
}
