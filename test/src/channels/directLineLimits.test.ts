import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { directLineLimits } from '../../../src/channels/directLineLimits.ts';
import { transcriptPage } from '../../../src/channels/transcriptPages.ts';
import { holders } from '../../../src/holders.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';
import { DirectLineClient } from '../directLineClient.ts';
import { openEmbedded } from '../storage/embeddedStore.ts';
import { safetyNet, testServer } from '../testServer.ts';

afterEach(() => void jest.useRealTimers());

test('pages of a transcript are bounded and make the whole, whatever the size of its rows', async () => {
  const sizes = fc.array(fc.integer({ min: 2, max: 12_000 }), { maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(sizes, async (all) => {
      const rows = all.map((size, index) => ({ sequence: 2 * index + 1, activity: 'x'.repeat(size) }));
      const store = {
        transcript: async (_conversation: string, after: number, limit: number) =>
          rows.filter(({ sequence }) => sequence > after).slice(0, limit),
      };
      const seen = [];
      for (let page = await transcriptPage(store, 'c', 0); page.length > 0; ) {
        seen.push(...page);
        expect(page.reduce((sum, { activity }) => sum + activity.length, 0)).toBeLessThan(128 * 1024 + 20 * 12_000);
        page = await transcriptPage(store, 'c', page.at(-1)?.sequence ?? 0);
      }
      expect(seen).toEqual(rows);
    }),
    { numRuns: 30 },
  );
});

test('who holds as much as it may holds no more until something of it has ended', () => {
  const { hold } = holders(2);
  const ends: (() => void)[] = [];
  const ending = { once: (_event: 'close', then: () => void) => ends.push(then) };
  expect([hold('a', ending), hold('a', ending), hold('a', ending), hold('b', ending)]).toEqual([
    true,
    true,
    false,
    true,
  ]);
  ends[0]?.();
  expect(hold('a', ending)).toBe(true);
});

test('a conversation has so many requests open at once, and reads and renews so often', async () => {
  const folder = temporaryFolder();
  const store = openEmbedded({ file: join(folder, 'x.sqlite') });
  let release: () => void = () => undefined;
  let waiting: Promise<void> | undefined;
  const server = await testServer(
    {},
    {
      openStore: () => ({
        ...store,
        transcript: async (...asked: Parameters<typeof store.transcript>) => {
          await waiting;
          return store.transcript(...asked);
        },
      }),
    },
  );
  const client = new DirectLineClient(server.url);
  await client.generate();
  await client.call('POST', '/conversations', {});
  waiting = new Promise((resolve) => {
    release = resolve;
  });
  const path = `/conversations/${client.conversation}/activities`;
  const all = Array.from({ length: 12 }, () => client.call('GET', path));
  let refused = 0;
  for (const one of all) void one.then(() => (refused += 1));
  while (refused < 4) await new Promise(setImmediate);
  release();
  const statuses = (await Promise.all(all)).map(({ status }) => status).sort();
  expect(statuses).toEqual([...Array(8).fill(200), ...Array(4).fill(429)]);

  const renewed = [];
  for (let i = 0; i < 70; i += 1) renewed.push((await client.call('POST', '/tokens/refresh')).status);
  expect(renewed.filter((status) => status === 200)).toHaveLength(59);
  const read = [];
  for (let i = 0; i < 210; i += 1) read.push((await client.call('GET', path)).status);
  expect(read.filter((status) => status === 429).length).toBeGreaterThan(5);
  await server.stop();
}, 20_000);

test('many messages, or few long ones, are refused for a while', async () => {
  const server = await testServer();
  const client = await new DirectLineClient(server.url).start();
  const statuses = [];
  for (let i = 0; i < 4; i += 1) statuses.push((await client.say('a'.repeat(1_990))).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(2);
  expect(statuses.at(-1)).toBe(400);
  await server.stop();
});

test('a conversation that has grown too long says so, with what not to wait for, and can still be erased', async () => {
  const folder = temporaryFolder();
  const store = openEmbedded({ file: join(folder, 'x.sqlite') });
  const server = await testServer({}, { openStore: () => store });
  const client = await new DirectLineClient(server.url).start();
  const { position } = await store.load(client.conversation, '', Date.now() + 1_000);
  const change = {
    conversation: client.conversation,
    activityId: 'long',
    from: position,
    to: { ...position, watermark: 999 },
    erase: false,
    head: undefined,
    entries: [],
    transcript: [],
    outbox: [],
    response: undefined,
    finished: false,
  };
  expect(await store.commit(change, Date.now() + 1_000)).toBe('committed');
  expect(await client.say('no')).toMatchObject({ status: 424, body: { error: { message: `full: ${safetyNet}` } } });
  const { body } = await client.say('an emergency');
  expect(body).toMatchObject({ error: { message: expect.stringContaining('emergency') } });
  expect((await client.say('delete')).status).toBe(200);
  await server.stop();
});

test('a socket ends with its token, and the client comes back with a new one', async () => {
  jest.useFakeTimers({
    doNotFake: ['Date', 'setTimeout', 'setImmediate', 'nextTick', 'queueMicrotask', 'clearTimeout'],
  });
  let later = 0;
  const server = await testServer({ CAUDA_TOKEN_HOURS: '1' }, { now: () => Date.now() + later });
  const client = await new DirectLineClient(server.url).start();
  await client.until(({ text }) => text === 'welcome');
  const { socket } = client;
  if (socket === undefined) throw new Error('no socket');
  later = 50 * 60_000;
  await client.reconnect();
  const closed = once(socket, 'close');
  const renewed = client.socket;
  later = 61 * 60_000;
  jest.advanceTimersByTime(30_000);
  expect((await closed)[0]).toBe(1008);
  expect(renewed?.readyState).toBe(renewed?.OPEN);
  await client.say('no');
  await client.until(({ text }) => text === 'answer 1');
  await server.stop();
});

test('who says much at once is held up by its length: of one conversation, and of all of an address together', async () => {
  const { maySay } = directLineLimits({ chatsPerMinute: 2 });
  const heard = async (times: number, characters: number, conversation: (n: number) => string, address: string) => {
    let count = 0;
    for (let n = 0; n < times; n += 1) if (await maySay(conversation(n), address, characters)) count += 1;
    return count;
  };
  expect(await heard(9, 2_000, () => 'pasted', 'a')).toBe(2);
  expect(await heard(50, 40, () => 'typed', 'b')).toBe(50);
  expect(await heard(1, 60_000, () => 'far too long is still looked through', 'c')).toBe(1);
  expect(await heard(30, 2_000, (n) => `one of many ${n}`, 'd')).toBe(6);
  expect(await heard(90, 40, (n) => `one of many ${n}`, 'e')).toBe(60);
});
