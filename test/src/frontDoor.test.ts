import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect, Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import { frontDoor } from '../../src/frontDoor.ts';
import { clientAddress } from '../../src/httpAnswers.ts';
import { requestRate } from '../../src/requestRate.ts';
import { serverLoad } from '../../src/serverLoad.ts';
import { slowRequests } from '../../src/slowRequests.ts';
import { rawRequest } from './rawRequest.ts';
import { testServer } from './testServer.ts';

let server: Awaited<ReturnType<typeof testServer>>;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server.stop());

const uncaught: unknown[] = [];
const note = (error: unknown): void => void uncaught.push(error);
beforeAll(() => void process.on('uncaughtExceptionMonitor', note));
afterAll(() => void process.off('uncaughtExceptionMonitor', note));

const hosts = ['a:99999', '[', '%', 'a b', 'x/nurse?', 'x#', 'u@x', '', '[::1', '127.0.0.1:3978:1', '\\x', 'ä'];
const targets = [
  'http://[',
  'http://a:99999/healthz',
  '*',
  '//evil.example/nurse',
  '/\\evil.example/nurse',
  '/%',
  '/%ff%fe',
  '/static/%c3%28',
  '/é',
  `/${'x'.repeat(5_000)}`,
  'healthz',
];

describe.each(['GET', 'POST', 'OPTIONS', 'PUT', 'HEAD'])('%s', (method) => {
  test.each(hosts)('to the host "%s" is refused, empty', async (host) => {
    const answer = await rawRequest(server.url, `${method} /healthz HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toMatch(/\r\n\r\n$/);
  });
  test.each(targets)('for %s is refused, empty', async (target) => {
    const answer = await rawRequest(server.url, `${method} ${target} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toMatch(/\r\n\r\n$/);
  });
});

test.each([...hosts.map((host) => ['/v3/directline/conversations/x/stream', host]), ['http://[', 'localhost']])(
  'an upgrade for %s of the host "%s" is refused',
  async (target, host) => {
    const lines = [
      `GET ${target} HTTP/1.1`,
      `Host: ${host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    ];
    expect(await rawRequest(server.url, `${lines.join('\r\n')}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
  },
);

test('what it was sent is not sent back', async () => {
  const asked = 'TRACE /chat HTTP/1.1\r\nHost: localhost\r\nX-Mark: xyzzy\r\nConnection: close\r\n\r\n';
  const answer = await rawRequest(server.url, asked);
  expect(answer).toMatch(/^HTTP\/1\.1 405 /);
  expect(answer).not.toContain('xyzzy');
});

test('of two hosts none is believed', async () => {
  const asked = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\nhost: rebound.example\r\n\r\n';
  expect(await rawRequest(server.url, asked)).toMatch(/^HTTP\/1\.1 400 /);
});

test('nothing of that reached nobody, and the server still answers', async () => {
  expect(uncaught).toEqual([]);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});

test('under a name of somebody else it answers nobody but who watches over it', async () => {
  const asked = (path: string) => `GET ${path} HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n`;
  expect(await rawRequest(server.url, asked('/nurse'))).toMatch(/^HTTP\/1\.1 421 [\s\S]*CAUDA_PUBLIC_URL/);
  const refused = await rawRequest(server.url, asked('/v3/directline/tokens/generate'));
  expect(refused).toMatch(/^HTTP\/1\.1 421 /);
  for (const header of ['no-store', 'nosniff', 'no-referrer', 'microphone=()']) expect(refused).toContain(header);
  expect(await rawRequest(server.url, asked('/healthz'))).toMatch(/^HTTP\/1\.1 200 /);
});

test('a fault inside ends the one request', async () => {
  const config = readConfig({ CAUDA_PORT: '0' });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const door = frontDoor(
    config,
    { log, now: Date.now, load: serverLoad(), security: () => undefined },
    {
      request(req, res) {
        if (req.url === '/boom') throw new Error('secret');
        res.end('fine');
      },
      upgrade: async () => {
        throw new Error('secret');
      },
    },
  );
  const { port } = await door.listen();
  const url = `http://127.0.0.1:${port}`;
  expect(await rawRequest(url, 'GET /boom HTTP/1.1\r\nHost: localhost\r\n\r\n')).toMatch(/^HTTP\/1\.1 500 .*\r\n/);
  const upgrade = 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
  expect(await rawRequest(url, upgrade)).toBe('');
  expect(await (await fetch(url)).text()).toBe('fine');
  const closed = door.close();
  door.closeAll();
  await closed;
});

test('one address holds open only so much, and gets it back', async () => {
  const strict = await testServer({ CAUDA_OPEN_PER_ADDRESS: '2' });
  const { hostname, port } = new URL(strict.url);
  const holding = [1, 2].map(() => {
    const socket = connect(Number(port), hostname);
    const head = 'Host: localhost\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n';
    socket.write(`POST /v3/directline/tokens/generate HTTP/1.1\r\n${head}{`);
    return socket;
  });
  const status = async () => (await fetch(`${strict.url}/healthz`)).status;
  while ((await status()) !== 429) await new Promise(setImmediate);
  for (const socket of holding) socket.destroy();
  while ((await status()) !== 200) await new Promise(setImmediate);
  await strict.stop();
});

test('one address opens only so many connections, and gets them back', async () => {
  const strict = await testServer({ CAUDA_OPEN_PER_ADDRESS: '2' });
  const { hostname, port } = new URL(strict.url);
  const open = Array.from({ length: 6 }, () => connect(Number(port), hostname).on('error', () => undefined));
  const closed = open.map((socket) => once(socket, 'close'));
  await Promise.race(closed.slice(4));
  expect(open.filter((socket) => socket.destroyed).length).toBeGreaterThan(0);
  for (const socket of open) socket.destroy();
  const status = () =>
    fetch(`${strict.url}/healthz`).then(
      ({ status }) => status,
      () => 0,
    );
  while ((await status()) !== 200) await new Promise(setImmediate);
  await strict.stop();
});

test('a connection that asks on without waiting for answers is closed, and nothing of it stays', async () => {
  const asked = 'GET /chat HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(3_000);
  const answers = await rawRequest(server.url, asked, 1_000);
  expect(answers.match(/HTTP\/1\.1 200/g)?.length ?? 0).toBeLessThanOrEqual(8);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
});

test('who sends on without waiting for answers is cut off', async () => {
  const ask = 'GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';
  const answered = async (times: number): Promise<number> =>
    [...(await rawRequest(server.url, ask.repeat(times))).matchAll(/HTTP\/1\.1 200 /g)].length;
  // A browser's few at a time are answered; of many none is, since all would be kept for whoever reads none.
  expect(await answered(6)).toBe(6);
  expect(await answered(40)).toBe(0);
});

test('who holds a request for longer than any takes is cut off, and nobody else', () => {
  jest.useFakeTimers();
  try {
    let now = 0;
    const slow = slowRequests(() => now);
    const [holding, answered, later] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const [open, over] = [new PassThrough(), new PassThrough()];
    slow.watch(holding, open);
    slow.watch(answered, over);
    over.emit('close');
    now = 55_000;
    slow.watch(later, open);
    now = 61_000;
    jest.advanceTimersByTime(5_000);
    expect([holding, answered, later].map(({ destroyed }) => destroyed)).toEqual([true, false, false]);
    slow.stop();
  } finally {
    jest.useRealTimers();
  }
});

test('one address asks only so often in a minute', () => {
  let now = 0;
  const mayAsk = requestRate(3, () => now);
  expect(['a', 'a', 'a', 'a', 'b'].map(mayAsk)).toEqual([true, true, true, false, true]);
  now = 60_000;
  expect(mayAsk('a')).toBe(true);
});

describe('an address', () => {
  const from = (forwarded: string | undefined, remote = '10.0.0.1'): IncomingMessage => {
    const socket = Object.defineProperty(new Socket(), 'remoteAddress', { value: remote });
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
    return Object.assign(Object.create(null), { headers, socket });
  };
  test.each([
    ['8.8.8.8', 1, '8.8.8.8'],
    ['8.8.8.8:4711', 1, '8.8.8.8'],
    ['1.1.1.1, 8.8.8.8', 1, '8.8.8.8'],
    ['1.1.1.1, 8.8.8.8', 2, '1.1.1.1'],
    ['8.8.8.8', 0, '10.0.0.1'],
    ['nonsense', 1, '10.0.0.1'],
    [undefined, 1, '10.0.0.1'],
    ['[2001:db8::1]:4711', 1, '2001:db8:0:0::/64'],
    ['2001:db8:0:0:1:2:3:4', 1, '2001:db8:0:0::/64'],
    ['::ffff:8.8.8.8', 1, '8.8.8.8'],
  ])('forwarded as %s through %i proxies is %s', (forwarded, proxies, address) => {
    expect(clientAddress(from(forwarded), proxies)).toBe(address);
  });
});
