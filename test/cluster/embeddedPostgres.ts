import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { freePort } from '../chaos/freePort.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { postgresPackage } from './postgresPackage.ts';

export type RunningPostgres = {
  /** What CAUDA_DATABASE_URL takes. */
  readonly url: string;
  /** Where its files lie. */
  readonly folder: string;
  /** `meanwhile` is done while it is down. */
  readonly restart: (meanwhile?: () => void) => Promise<void>;
  /** Ends it and removes its files. */
  readonly stop: () => Promise<void>;
};

/** Starts a real PostgreSQL with an empty database, on this machine alone; its programs come with npm. */
export async function embeddedPostgres(): Promise<RunningPostgres> {
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const databaseDir = temporaryFolder();
  const said: string[] = [];
  const { EmbeddedPostgres, remove } = await postgresPackage();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'cauda',
    password,
    authMethod: 'scram-sha-256',
    // PostgreSQL refuses to run as root, so root needs a user for it.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    // Its files go with it; a process that dies loses nothing by unsynced ones, and a busy disk holds nobody up.
    postgresFlags: ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off'].flatMap((set) => [
      '-c',
      set,
    ]),
    onLog: (text) => void said.push(text),
    onError: (text) => void said.push(String(text)),
  });
  const start = (): Promise<void> =>
    server.start().catch(() => {
      throw new Error(`PostgreSQL does not start:\n${said.join('')}`);
    });

  await server.initialise();
  await start();
  await server.createDatabase('cauda');
  return {
    url: `postgres://cauda:${password}@127.0.0.1:${port}/cauda`,
    folder: databaseDir,
    async restart(meanwhile) {
      await server.stop();
      meanwhile?.();
      await start();
    },
    async stop() {
      await server.stop();
      await rm(databaseDir, { recursive: true, force: true });
      remove();
    },
  };
}
