import { once } from 'node:events';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { directLineSockets } from '../../../src/channels/directLineSockets.ts';
import type { OnNews, Store } from '../../../src/storage/store.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';
import { DirectLineClient } from '../directLineClient.ts';
import { openEmbedded } from '../storage/embeddedStore.ts';
import { testServer } from '../testServer.ts';

/** A store that another process writes to as well: what it committed is told by `heard`. */
function sharedStore() {
  const real = openEmbedded({ file: join(temporaryFolder(), 'cauda.sqlite') });
  const followers = new Map<string, OnNews>();
  let nobodyFollows: () => void = () => undefined;
  const unfollowed = new Promise<void>((over) => {
    nobodyFollows = over;
  });
  let afterReading: (() => Promise<void>) | undefined;
  let afterCommit: (() => void) | undefined;
  const store: Store = {
    ...real,
    follow(conversation, onNews) {
      followers.set(conversation, onNews);
      return () => {
        followers.delete(conversation);
        if (followers.size === 0) nobodyFollows();
      };
    },
    async commit(turn, until) {
      const committed = await real.commit(turn, until);
      const then = afterCommit;
      afterCommit = undefined;
      then?.();
      return committed;
    },
    async transcript(conversation, after, limit) {
      const rows = await real.transcript(conversation, after, limit);
      const then = afterReading;
      afterReading = undefined;
      await then?.();
      return rows;
    },
  };
  return {
    store,
    followers,
    /** Resolves when the last one stops to follow. */
    unfollowed,
    /** Lets something happen after the rows were read and before the reader has them. */
    onceRead(happens: () => Promise<void>): void {
      afterReading = happens;
    },
    onceCommitted(happens: () => void): void {
      afterCommit = happens;
    },
    async commitElsewhere(conversation: string, text: string): Promise<void> {
      const until = Date.now() + 4_000;
      const { position } = await real.load(conversation, '', until);
      const sequence = position.watermark + 1;
      const from = { id: 'cauda', role: 'bot' };
      const channelData = { 'webchat:sequence-id': sequence };
      const activity = {
        type: 'message',
        id: `${conversation}|${sequence}`,
        timestamp: '2026',
        text,
        from,
        channelData,
      };
      await real.commit(
        {
          conversation,
          activityId: text,
          from: position,
          to: { ...position, watermark: sequence },
          erase: false,
          head: undefined,
          entries: [],
          transcript: [{ sequence, activity: JSON.stringify(activity) }],
          outbox: [],
          response: undefined,
          finished: false,
        },
        until,
      );
    },
  };
}

test('what another process commits reaches the socket when the store tells of it, and is not followed afterwards', async () => {
  const shared = sharedStore();
  const server = await testServer({}, { openStore: () => shared.store });
  const client = await new DirectLineClient(server.url).start();
  await client.until(({ text }) => text === 'welcome');
  await shared.commitElsewhere(client.conversation, 'from afar');
  shared.followers.get(client.conversation)?.(2);
  await client.until(({ text }) => text === 'from afar');
  expect(client.texts()).toEqual(['welcome', 'from afar']);
  client.socket?.close();
  await shared.unfollowed;
  await server.stop();
});

test('news that comes while rows are being read is not lost', async () => {
  const shared = sharedStore();
  const server = await testServer({}, { openStore: () => shared.store });
  const client = await new DirectLineClient(server.url).start();
  await client.until(({ text }) => text === 'welcome');
  const hear = (): void => shared.followers.get(client.conversation)?.(undefined);
  shared.onceRead(async () => {
    await shared.commitElsewhere(client.conversation, 'meanwhile');
    hear();
  });
  hear();
  await client.until(({ text }) => text === 'meanwhile');
  await server.stop();
});

test('where the store says that nothing is new, nothing is read', async () => {
  const shared = sharedStore();
  const server = await testServer({}, { openStore: () => shared.store });
  const client = await new DirectLineClient(server.url).start();
  await client.until(({ text }) => text === 'welcome');
  let reads = 0;
  shared.onceRead(async () => {
    reads += 1;
  });
  shared.followers.get(client.conversation)?.(1);
  expect(reads).toBe(0);
  await server.stop();
});

test('a commit of this server first reads up what another process committed untold', async () => {
  const shared = sharedStore();
  const server = await testServer({}, { openStore: () => shared.store });
  const client = await new DirectLineClient(server.url).start();
  await client.until(({ text }) => text === 'welcome');
  await shared.commitElsewhere(client.conversation, 'from afar');
  await client.say('none');
  await client.until(({ text }) => text === 'answer 1');
  expect(client.texts()).toEqual(['welcome', 'from afar', 'none', 'answer 1']);
  await server.stop();
});

test('what is being read up while it is committed comes once', async () => {
  const shared = sharedStore();
  const server = await testServer({}, { openStore: () => shared.store });
  const client = await new DirectLineClient(server.url).start();
  await client.until(({ text }) => text === 'welcome');
  let release: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    release = resolve;
  });
  shared.onceCommitted(() => {
    shared.onceRead(() => answered);
    shared.followers.get(client.conversation)?.(undefined);
  });
  await client.say('none');
  release();
  await client.say('why');
  await client.until(({ text }) => text === 'because');
  expect(client.texts()).toEqual(['welcome', 'none', 'answer 1', 'why', 'because']);
  await server.stop();
});

test.each([
  ['long', ['none', 'no', 'normal']],
  ['short', ['none']],
  ['only begun', []],
] as const)(
  'where a %s conversation had expired under an open page, its replies reach the page all the same',
  async (_, answers) => {
    const shared = sharedStore();
    const server = await testServer({}, { openStore: () => shared.store });
    const client = await new DirectLineClient(server.url).start();
    for (const [index, text] of answers.entries()) {
      await client.say(text);
      await client.until((heard) => heard.text === `answer ${index + 1}`);
    }
    const later = Date.now() + 60_000;
    expect(await shared.store.expire({ finishedBefore: later, unfinishedBefore: later, recordsBefore: 0 })).toBe(1);
    await client.say("I've wet myself");
    await client.until(({ text }) => text === "I've wet myself");
    await client.say('why');
    await client.until(({ text }) => text === 'because');
    expect(client.texts().slice(-4)).toEqual(["I've wet myself", 'welcome', 'why', 'because']);
    await server.stop();
  },
);

test.each(['', '0'])('a socket that opens at "%s" in the midst of a commit gets each row once', async (watermark) => {
  const shared = sharedStore();
  const server = await testServer({}, { openStore: () => shared.store });
  const client = await new DirectLineClient(server.url).start();
  await client.say('one');
  await client.until(({ text }) => text === 'answer 1');
  client.socket?.terminate();
  client.seen = [];
  client.watermark = watermark;
  // Committed and pushed after the socket has read what is there, and before it is sent.
  shared.onceRead(async () => void (await client.say('two')));
  await client.reconnect();
  await client.until(({ text }) => text === 'answer 2');
  await client.say('three');
  await client.until(({ text }) => text === 'answer 3');
  const all = ['welcome', 'one', 'answer 1', 'two', 'answer 2', 'three', 'answer 3'];
  expect(client.texts()).toEqual(all);
  expect((await client.poll(watermark)).activities.map(({ text }) => text)).toEqual(all);
  await server.stop();
});

test('a frame larger than any client needs ends its socket, and of many of one conversation the last five stay', async () => {
  const server = await testServer();
  const client = await new DirectLineClient(server.url).start();
  const large = client.socket;
  if (large === undefined) throw new Error('no socket');
  const tooLarge = once(large, 'close');
  large.send('x'.repeat(4_097));
  expect((await tooLarge)[0]).toBe(1009);

  await client.reconnect();
  const first = client.socket;
  if (first === undefined) throw new Error('no socket');
  const crowdedOut = once(first, 'close');
  for (let others = 0; others < 5; others += 1) await client.reconnect();
  expect((await crowdedOut)[0]).toBe(1000);
  expect(client.socket?.readyState).toBe(client.socket?.OPEN);
  await server.stop();
});

describe('who sends into a socket what no client needs loses it', () => {
  let server: Awaited<ReturnType<typeof testServer>>;
  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server.stop());
  afterEach(() => void jest.useRealTimers());
  async function opened(): Promise<WebSocket> {
    const { socket } = await new DirectLineClient(server.url).start();
    if (socket === undefined) throw new Error('no socket');
    return socket;
  }
  const raw = (socket: WebSocket): Socket => z.instanceof(Socket).parse(Reflect.get(socket, '_socket'));
  const closing = async (socket: WebSocket): Promise<string> => {
    const [code, reason] = await once(socket, 'close');
    return `${code} ${reason}`;
  };

  test.each<readonly [string, (socket: WebSocket) => void]>([
    ['small messages', (socket) => socket.send('')],
    ['pings', (socket) => socket.ping()],
    ['answers that nobody asked for', (socket) => socket.pong()],
  ])('many %s', async (_what, sends) => {
    const socket = await opened();
    const closed = closing(socket);
    for (let frames = 0; frames < 61; frames += 1) sends(socket);
    expect(await closed).toBe('1008 too many frames');
  });

  test('and no client that sends as many as are allowed, beat after beat', async () => {
    jest.useFakeTimers({
      doNotFake: ['Date', 'setTimeout', 'clearTimeout', 'setImmediate', 'nextTick', 'queueMicrotask'],
    });
    const beating = await testServer();
    const client = await new DirectLineClient(beating.url).start();
    for (let beats = 0; beats < 3; beats += 1) {
      // With a ping of its own, and the answer to the server's.
      for (let frames = 0; frames < 58; frames += 1) client.socket?.send('');
      const answered = client.socket && once(client.socket, 'pong');
      client.socket?.ping();
      await answered;
      jest.advanceTimersByTime(30_000);
      await (client.socket && once(client.socket, 'ping'));
    }
    expect(client.socket?.readyState).toBe(WebSocket.OPEN);
    await beating.stop();
  });

  test('and is cut off where it goes on when told to stop', async () => {
    const socket = await opened();
    const line = raw(socket);
    const cut = once(line, 'close');
    // Past the library, which would stop.
    line.write(Buffer.concat(Array<Buffer>(121).fill(Buffer.from([0x89, 0x80, 0, 0, 0, 0]))));
    await cut;
  });

  test('a message in many pieces', async () => {
    const socket = await opened();
    const closed = closing(socket);
    socket.send('a', { fin: false });
    for (let pieces = 0; pieces < 16; pieces += 1) socket.send('a', { fin: false });
    expect(await closed).toMatch(/^1008 /);
  });

  test('a frame that comes byte by byte', async () => {
    const socket = await opened();
    const closed = closing(socket);
    const line = raw(socket).setNoDelay(true);
    line.write(Buffer.from([0x81, 0x80 | 126, 0x0f, 0xff, 0, 0, 0, 0]));
    for (let bytes = 0; bytes < 4_000 && socket.readyState === WebSocket.OPEN; bytes += 1) {
      line.write('a');
      await new Promise(setImmediate);
    }
    expect(await closed).toMatch(/^1008 /);
  });
});

test('who does not read what it is sent loses its socket before much is kept for it', async () => {
  const store = openEmbedded({ file: join(temporaryFolder(), 'cauda.sqlite') });
  const sockets = directLineSockets({ store, apology: () => ({}), erased: async () => false, now: Date.now });
  const taking = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(taking, 'listening');
  const { port } = z.object({ port: z.number() }).parse(taking.address());
  const reader = new WebSocket(`ws://127.0.0.1:${port}`);
  const [[served]] = await Promise.all([once(taking, 'connection'), once(reader, 'open')]);
  reader.pause();
  await sockets.open('c', served, 1, Number.MAX_SAFE_INTEGER);
  const activity = JSON.stringify('x'.repeat(50_000));
  let kept = 0;
  // What the system itself takes on the way is a few MB.
  for (let sequence = 2; served.readyState === served.OPEN && sequence < 1_000; sequence += 1) {
    await sockets.push('c', [{ sequence, activity }]);
    kept = Math.max(kept, served.bufferedAmount);
  }
  expect(served.readyState).not.toBe(served.OPEN);
  expect(kept).toBeLessThan(400_000);
  sockets.close();
  reader.terminate();
  taking.close();
  await store.close();
});
