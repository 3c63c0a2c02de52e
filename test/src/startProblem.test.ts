import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import { frontDoor } from '../../src/frontDoor.ts';
import { measures } from '../../src/measures.ts';
import { listenForMetrics } from '../../src/metricsListener.ts';
import { serverLoad } from '../../src/serverLoad.ts';
import { startProblem } from '../../src/startProblem.ts';
import { openStore } from '../../src/storage/openStore.ts';
import { StorageUnavailable } from '../../src/storage/store.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

/** What whoever starts it reads. */
const told = async (starting: () => unknown): Promise<string> => {
  try {
    await starting();
    return 'it starts';
  } catch (error) {
    return startProblem(error);
  }
};

const listen = (env: Readonly<Record<string, string>>) => {
  const nothing = () => undefined;
  const log = { info: nothing, warn: nothing, error: nothing };
  const inside = { request: nothing, upgrade: async () => undefined };
  return frontDoor(readConfig(env), { log, now: Date.now, load: serverLoad(), security: nothing }, inside).listen();
};

test('where it cannot listen, the setting is named, and what to do', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const address = taken.address();
  const port = typeof address === 'object' ? String(address?.port) : '';
  expect(await told(() => listen({ CAUDA_PORT: port }))).toBe(
    'CAUDA_PORT: the port is taken. Stop what uses it, or set another one.',
  );
  const metrics = { metricsPort: Number(port), metricsHost: '127.0.0.1' };
  expect(await told(() => listenForMetrics(metrics, measures()))).toBe(
    'CAUDA_METRICS_PORT: the port is taken. Stop what uses it, or set another one.',
  );
  const elsewhere = {
    CAUDA_PORT: '0',
    CAUDA_HOST: '192.0.2.1',
    CAUDA_PUBLIC_URL: 'https://cauda.example',
    CAUDA_DATA_KEY: Buffer.alloc(32, 1).toString('base64'),
  };
  expect(await told(() => listen(elsewhere))).toBe(
    'CAUDA_HOST: this machine does not have that address. Name one of its own.',
  );
  taken.close();
});

test.each([
  ['is a file', '', 'CAUDA_DATA_DIR is a file. Name a folder.'],
  ['lies in a file', 'data', 'CAUDA_DATA_DIR lies within a file. Name a folder.'],
])('where the data folder %s, it says so and what to do', async (_what, below, says) => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const config = readConfig({ CAUDA_DATA_DIR: join(file, below) });
  expect(await told(() => openStore(config, Date.now, () => undefined))).toBe(says);
});

test('a folder in the place of the database is told of by its name', async () => {
  const dataDir = temporaryFolder();
  mkdirSync(join(dataDir, 'cauda.sqlite'));
  const config = readConfig({ CAUDA_DATA_DIR: dataDir });
  expect(await told(() => openStore(config, Date.now, () => undefined))).toContain('cauda.sqlite');
});

test.each([
  ['28P01', /neither this user nor this password/],
  ['3D000', /none of that name/],
  ['ECONNREFUSED', /nothing listens there/],
  ['connection', /see that it runs and can be reached/],
])('a database that cannot be used (%s) is told of by its setting, and what to do', async (code, remedy) => {
  const says = await told(async () => Promise.reject(new StorageUnavailable(code)));
  expect(says).toMatch(/^CAUDA_DATABASE_URL: the database cannot be used/);
  expect(says).toMatch(remedy);
});
