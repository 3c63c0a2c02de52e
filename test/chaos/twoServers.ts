import { once } from 'node:events';
import { join } from 'node:path';
import { dataKeys, newKey } from '../../src/storage/dataKeys.ts';
import { embeddedPostgres } from '../cluster/embeddedPostgres.ts';
import { type Instance, startInstance } from '../cluster/instance.ts';
import { openPostgresAt } from '../src/storage/postgresStore.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import type { Deployment } from './deployment.ts';
import { freePort } from './freePort.ts';
import { serverSettings } from './serverSettings.ts';

/** Two servers on one PostgreSQL; now one of them is killed and started again, now the database is restarted. */
export async function twoServers(): Promise<Deployment> {
  const folder = temporaryFolder();
  const postgres = await embeddedPostgres();
  const dataKey = newKey();
  const start = (port: number): Promise<Instance> =>
    startInstance({
      ...serverSettings(folder),
      CAUDA_DATA_DIR: join(folder, 'data'),
      CAUDA_DATABASE_URL: postgres.url,
      CAUDA_DATA_KEY: dataKey.toString('base64'),
      CAUDA_PORT: String(port),
      // While the database is away, each failed turn would be a line.
      CAUDA_LOG_LEVEL: 'silent',
    });
  const ports = [await freePort(), await freePort()] as const;
  const servers: [Instance, Instance] = [await start(ports[0]), await start(ports[1])];

  async function kill({ process: child }: Instance): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
  async function killed(which: 0 | 1): Promise<string> {
    await kill(servers[which]);
    servers[which] = await start(ports[which]);
    return 'kills of one of two servers';
  }
  const killAll = async (): Promise<void> => void (await Promise.all(servers.map(kill)));

  return {
    addresses: servers.map(({ url }) => url),
    async harm(luck) {
      if (!luck.happens(0.2)) return killed(luck.one([0, 1]));
      await postgres.restart();
      return 'restarts of the database';
    },
    async stored() {
      await killAll();
      return openPostgresAt(postgres.url, { dataKeys: dataKeys([dataKey]) });
    },
    async remove() {
      await killAll();
      await postgres.stop();
    },
  };
}
