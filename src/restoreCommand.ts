import { isNativeError } from 'node:util/types';
import { commandOptions } from './commandOptions.ts';
import { readConfig } from './config.ts';
import { restore } from './storage/backup.ts';
import { embeddedDataKeys } from './storage/ownDataKey.ts';

/**
 * `npm run restore -- --from FOLDER --keys FILE` puts a backup and the newest copy of its keys into an empty
 * CAUDA_DATA_DIR, with the data key that it was made with.
 */
const values = commandOptions({ from: { type: 'string' }, keys: { type: 'string' } });

try {
  const { from, keys } = values;
  if (from === undefined || keys === undefined) throw new Error('Say what: --from FOLDER --keys FILE.');
  const { dataDir, dataKeys } = readConfig(process.env);
  const gone = await restore({
    folder: from,
    keys,
    dataDir,
    dataKeys: embeddedDataKeys(dataKeys, dataDir),
    now: Date.now,
  });
  process.stdout.write(`${dataDir} is restored; ${gone} conversations were erased since the backup and stay so.\n`);
} catch (error) {
  process.stderr.write(`Nothing was restored.\n${isNativeError(error) ? error.message : String(error)}\n`);
  process.exit(1);
}
