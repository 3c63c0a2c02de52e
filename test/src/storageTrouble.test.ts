import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { StorageUnavailable, type Store } from '../../src/storage/store.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { DirectLineClient } from './directLineClient.ts';
import { openEmbedded, storeIn } from './storage/embeddedStore.ts';
import { safetyNet, testServer } from './testServer.ts';

type Troubled = {
  readonly url: string;
  readonly begin: (client: DirectLineClient) => Promise<void>;
  readonly end: () => void;
  readonly stop: () => Promise<void>;
};

const streamOf = (answer: unknown): string => z.object({ streamUrl: z.string() }).parse(answer).streamUrl;

/** The same person at another server. */
const as = ({ token, conversation }: DirectLineClient, url: string): DirectLineClient =>
  Object.assign(new DirectLineClient(url), { token, conversation });

/** Another process holds the database. */
async function locked(): Promise<Troubled> {
  const server = await testServer();
  const other = new DatabaseSync(join(server.dataDir, 'cauda.sqlite'));
  return {
    url: server.url,
    begin: async () => other.exec('BEGIN IMMEDIATE'),
    end() {
      other.exec('ROLLBACK');
      other.close();
    },
    stop: server.stop,
  };
}

async function readOnly(): Promise<Troubled> {
  const db = new DatabaseSync(join(temporaryFolder(), 'cauda.sqlite'), { timeout: 0 });
  db.exec('PRAGMA journal_mode = WAL');
  const openStore = () => storeIn(db);
  const server = await testServer({}, { openStore });
  return {
    url: server.url,
    begin: async () => db.exec('PRAGMA query_only = ON'),
    end: () => db.exec('PRAGMA query_only = OFF'),
    stop: server.stop,
  };
}

/** A server in a process that may not do everything. */
async function serverUnder(limit: string, dataDir: string): Promise<Pick<Troubled, 'url' | 'stop'>> {
  const program = join(import.meta.dirname, 'serverProcess.ts');
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', program, dataDir, '0'];
  const child: ChildProcess = spawn('/bin/sh', ['-c', `${limit} && exec "$@"`, 'sh', ...node], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = child.stdout === null ? [] : await once(child.stdout, 'data');
  return {
    url: String(said).trim(),
    async stop() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/** No file may grow any further; room is made when the write-ahead log is emptied. */
async function full(): Promise<Troubled> {
  const dataDir = temporaryFolder();
  return {
    ...(await serverUnder('ulimit -f 800', dataDir)),
    async begin(client) {
      for (let sent = 0; sent < 190; sent += 1) if ((await client.say('filling')).status !== 200) return;
      throw new Error('the disk never became full');
    },
    end() {
      const other = new DatabaseSync(join(dataDir, 'cauda.sqlite'));
      other.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      other.close();
    },
  };
}

describe.each([
  ['locked by another process', locked],
  ['read-only', readOnly],
  ['full', full],
])('while the storage is %s', (_what, troubled) => {
  let trouble: Troubled;
  afterEach(() => trouble.stop());

  test('the person is told in time; afterwards the conversation goes on with all that was acknowledged', async () => {
    trouble = await troubled();
    const { url } = trouble;
    const client = await new DirectLineClient(url).start();
    await client.say('before', { channelData: { clientActivityID: 'before' } });
    await trouble.begin(client);

    client.seen = [];
    const begun = performance.now();
    const failing = client.say('meanwhile', { channelData: { clientActivityID: 'meanwhile' } });
    const alive = (await fetch(`${url}/healthz`)).status;
    const aliveAfter = performance.now() - begun;
    await client.until(({ text }) => text === safetyNet);
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect([alive, (await fetch(`${url}/readyz`)).status, (await failing).status]).toEqual([200, 503, 424]);
    // Nobody else waits for this conversation's trouble.
    expect(aliveAfter).toBeLessThan(2_000);

    trouble.end();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    const again = await client.say('meanwhile', { channelData: { clientActivityID: 'meanwhile' } });
    expect(again.status).toBe(200);
    const { activities } = await client.poll();
    const said = activities.map(({ text }) => text);
    for (const text of ['before', 'meanwhile']) expect(said.filter((one) => one === text)).toEqual([text]);
    const answers = said.filter((text = '') => text.startsWith('answer'));
    expect(answers).toEqual(answers.map((_, index) => `answer ${index + 1}`));
  }, 60_000);
});

/** As much as a long conversation. */
async function fill(file: string, conversation: string): Promise<void> {
  const store = openEmbedded({ file });
  const { position } = await store.load(conversation, '', Date.now() + 1_000);
  const rows = Array.from({ length: 100 }, (_, index) => position.watermark + index + 1);
  const change = {
    conversation,
    activityId: 'filling',
    from: position,
    to: { ...position, watermark: rows.at(-1) ?? 0 },
    erase: false,
    head: undefined,
    entries: [],
    transcript: rows.map((sequence) => ({ sequence, activity: JSON.stringify({ text: 'x'.repeat(4_000) }) })),
    outbox: [],
    response: undefined,
    finished: false,
  };
  await store.commit(change, Date.now() + 1_000);
  await store.close();
}

test('a server on which nothing can be deleted for want of room takes no more people', async () => {
  const dataDir = temporaryFolder();
  const before = await testServer({ CAUDA_DATA_DIR: dataDir });
  const person = await new DirectLineClient(before.url).start();
  await before.stop();
  await fill(join(dataDir, 'cauda.sqlite'), person.conversation);

  const limited = await serverUnder('ulimit -f 300', dataDir);
  const client = as(person, limited.url);
  expect((await fetch(`${limited.url}/readyz`)).status).toBe(200);
  expect((await client.say('delete')).status).toBe(424);
  expect((await fetch(`${limited.url}/readyz`)).status).toBe(503);
  await limited.stop();

  const after = await testServer({ CAUDA_DATA_DIR: dataDir });
  const back = as(person, after.url);
  expect((await back.say('delete')).status).toBe(200);
  expect((await fetch(`${after.url}/readyz`)).status).toBe(200);
  await after.stop();
}, 60_000);

test('rows that cannot be read are set aside and named; their conversation begins anew, others go on, starts succeed', async () => {
  const named: object[] = [];
  const dataDir = temporaryFolder();
  const file = join(dataDir, 'cauda.sqlite');
  const started = () =>
    testServer(
      { CAUDA_DATA_DIR: dataDir },
      { openStore: () => openEmbedded({ file, onUnreadable: (where) => named.push(where) }) },
    );
  const first = await started();
  const hurt = await new DirectLineClient(first.url).start();
  const other = await new DirectLineClient(first.url).start();
  for (const client of [hurt, other]) await client.say('one');
  await first.stop();

  const vandal = new DatabaseSync(file);
  // One row in the place of another, as whoever can write to the file might put it.
  vandal.exec(
    'UPDATE turn SET body = (SELECT body FROM turn WHERE conversation = 1 AND number = 1) WHERE conversation = 1',
  );
  vandal.close();

  const second = await started();
  const [hurtBack, otherBack] = [as(hurt, second.url), as(other, second.url)];
  await otherBack.say('two');
  await hurtBack.say('two');
  const texts = async (client: DirectLineClient) => (await client.poll()).activities.map(({ text }) => text);
  expect(await texts(otherBack)).toEqual(['welcome', 'one', 'answer 1', 'two', 'answer 2']);
  expect(await texts(hurtBack)).toEqual(['welcome', 'two', 'welcome']);
  expect(named).toContainEqual({ conversation: 1, log: 1 });
  expect(named).toContainEqual({ conversation: 1, turn: 2 });
  await second.stop();
});

describe('a conversation that could not begin, because the storage was away for a moment', () => {
  const begunIn = async (): Promise<DirectLineClient> => {
    const real = openEmbedded({ file: join(temporaryFolder(), 'cauda.sqlite') });
    let failures = 1;
    const commit: Store['commit'] = (...change) =>
      failures-- > 0 ? Promise.reject(new StorageUnavailable('57P01')) : real.commit(...change);
    const { url } = await testServer({}, { openStore: () => ({ ...real, commit }) });
    const client = new DirectLineClient(url);
    await client.generate();
    return client;
  };

  test('begins when its client comes back, whose socket is closed with the safety net', async () => {
    const client = await begunIn();
    await client.listen(streamOf((await client.call('POST', '/conversations', {})).body));
    const [closed] = client.socket === undefined ? [] : await once(client.socket, 'close');
    expect([closed, client.texts()]).toEqual([1013, [safetyNet]]);
    await client.reconnect();
    await client.until(({ text }) => text === 'welcome');
  });

  test('begins when its client asks what is new', async () => {
    const client = await begunIn();
    await client.call('POST', '/conversations', {});
    expect((await client.poll()).activities.map(({ text }) => text)).toEqual(['welcome']);
  });
});
