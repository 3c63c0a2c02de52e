import { join } from 'node:path';
import { embeddedDataKeys } from '../../src/storage/ownDataKey.ts';
import { openSqlite } from '../../src/storage/sqlite.ts';
import { startCauda } from '../journeys/caudaProcess.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import type { Deployment } from './deployment.ts';
import { freePort } from './freePort.ts';
import { serverSettings } from './serverSettings.ts';

/** One server on SQLite, which is killed and started again on the same port and data. */
export async function oneServer(): Promise<Deployment> {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'data');
  const port = await freePort();
  const server = await startCauda({ ...serverSettings(folder), CAUDA_DATA_DIR: dataDir, CAUDA_PORT: String(port) });
  return {
    addresses: [server.url],
    async harm() {
      await server.kill();
      await server.startAgain();
      return 'kills of the server';
    },
    async stored() {
      await server.kill();
      return openSqlite({
        file: join(dataDir, 'cauda.sqlite'),
        dataKeys: embeddedDataKeys([], dataDir),
        now: Date.now,
        onUnreadable: () => undefined,
      });
    },
    async remove() {
      await server.stop();
    },
  };
}
