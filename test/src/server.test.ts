import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serverLoad } from '../../src/serverLoad.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { DirectLineClient } from './directLineClient.ts';
import { openEmbedded } from './storage/embeddedStore.ts';
import { safetyNet, testServer } from './testServer.ts';

let server: Awaited<ReturnType<typeof testServer>>;
beforeAll(async () => {
  server = await testServer({ CAUDA_ALLOWED_ORIGINS: 'https://hospital.example' });
});
afterAll(() => server.stop());

const generate = (init: RequestInit) =>
  fetch(`${server.url}/v3/directline/tokens/generate`, { method: 'POST', ...init });
const json = { 'content-type': 'application/json' };

test.each<readonly [string, RequestInit, number, string]>([
  ['a body that is not JSON', { body: '{"secret words', headers: json }, 400, 'BadArgument'],
  ['a body that is too large', { body: JSON.stringify('x'.repeat(300_000)), headers: json }, 413, 'PayloadTooLarge'],
  [
    'a compressed body',
    { body: gzipSync('{}'), headers: { ...json, 'content-encoding': 'gzip' } },
    415,
    'UnsupportedMediaType',
  ],
  ['a wrong method', { method: 'PUT' }, 405, 'MethodNotAllowed'],
])('%s is refused in our own words', async (_what, init, status, code) => {
  const answer = await generate(init);
  expect(answer.status).toBe(status);
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({ error: { code } });
  expect(text).not.toContain('secret');
});

test('an unknown address is said to be one', async () => {
  const answer = await fetch(`${server.url}/nowhere`);
  expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: 'NotFound' } }]);
});

test.each(['/static/..%2f..%2fpackage.json', '/static/%2e%2e/main.ts', '/static/chat.html', '/static/nothing.js'])(
  '%s is no file',
  async (path) => {
    // fetch would tidy the path up first.
    const asked = request(`${server.url}${path}`).end();
    const [answer] = await once(asked, 'response');
    expect(answer.statusCode).toBe(404);
    answer.resume();
  },
);

test('every answer tells the browser to be careful, and none is kept that holds anything of a person', async () => {
  const client = await new DirectLineClient(server.url).start();
  const authorization = `Bearer ${client.token}`;
  const conversation = `/v3/directline/conversations/${client.conversation}`;
  for (const [method, path] of [
    ['GET', '/healthz'],
    ['GET', '/nowhere'],
    ['GET', '/'],
    ['GET', '/chat'],
    ['GET', '/nurse'],
    ['GET', '/hand-over'],
    ['GET', conversation],
    ['GET', `${conversation}/activities`],
    ['POST', '/v3/directline/tokens/generate'],
    ['POST', '/v3/directline/tokens/refresh'],
    ['POST', `${conversation}/upload`],
  ] as const) {
    const { headers } = await fetch(`${server.url}${path}`, { method, headers: { authorization } });
    expect([path, headers.get('cache-control')]).toEqual([path, 'no-store']);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const policy = headers.get('content-security-policy')?.split('; ') ?? [];
    for (const part of ["default-src 'none'", "object-src 'none'", "base-uri 'none'"])
      expect([path, policy.includes(part)]).toEqual([path, true]);
    expect(policy.some((part) => part.startsWith('frame-ancestors '))).toBe(true);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('permissions-policy')).toContain('microphone=()');
    expect(headers.get('strict-transport-security')).toBeNull();
  }
});

test('behind TLS browsers are told to stay with it', async () => {
  const secure = await testServer({
    CAUDA_PUBLIC_URL: 'https://cauda.example',
    CAUDA_DATA_KEY: Buffer.alloc(32).toString('base64'),
  });
  const { headers } = await fetch(`${secure.url}/healthz`);
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
  await secure.stop();
});

test.each([
  ['/', "frame-ancestors 'none'"],
  ['/nurse', "frame-ancestors 'none'"],
  ['/privacy', "frame-ancestors 'none'"],
  ['/terms', "frame-ancestors 'none'"],
  ['/chat', "frame-ancestors 'self' https://hospital.example"],
])('who may show %s in a frame is said', async (path, ancestors) => {
  const policy = (await fetch(`${server.url}${path}`)).headers.get('content-security-policy');
  expect(policy?.split('; ')).toContain(ancestors);
  expect(policy).toMatch(/^default-src 'none'/);
});

test.each(['/', '/chat', '/privacy', '/terms', '/nurse', '/hand-over'])(
  '%s runs no script but this server’s own, and none that was written into it by somebody',
  async (path) => {
    const policies = await Promise.all(
      [1, 2].map(async () => (await fetch(`${server.url}${path}`)).headers.get('content-security-policy') ?? ''),
    );
    for (const policy of policies) {
      expect(policy).not.toMatch(/unsafe|\*|https?:(?!\/\/hospital\.example)/);
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? "'self'";
      expect(scripts).toMatch(/^'self'( 'nonce-[\w+/]{22}==')?$/);
    }
    // A nonce that comes again would let in what it should keep out.
    if (policies[0]?.includes('nonce-')) expect(policies[0]).not.toBe(policies[1]);
  },
);

test('an error that quotes a person is logged without its words', async () => {
  const lines: unknown[] = [];
  const watched = await testServer(
    { CAUDA_LOG_LEVEL: 'info' },
    {
      withLog: (log) => {
        const { error } = log;
        Object.assign(log, {
          error: (what: object, message: string) => void lines.push([what, message, error.name]),
        });
      },
    },
  );
  const client = await new DirectLineClient(watched.url).start();
  expect((await client.say('boom')).status).toBe(424);
  expect(JSON.stringify(lines)).toMatch(/turn failed/);
  expect(JSON.stringify(lines)).not.toMatch(/secret|person/);
  await watched.stop();
});

test('nor is it told to whoever asked', async () => {
  const failing = (): Promise<never> => Promise.reject(new Error('secret words of the person'));
  const broken = await testServer(
    {},
    {
      openStore: () => ({
        ...openEmbedded({ file: join(temporaryFolder(), 'cauda.sqlite') }),
        load: failing,
      }),
    },
  );
  const client = new DirectLineClient(broken.url);
  await client.generate();
  const { status, body } = await client.call('GET', `/conversations/${client.conversation}/activities`);
  expect([status, JSON.stringify(body)]).toEqual([500, expect.not.stringMatching(/secret|person/)]);
  await broken.stop();
});

test('who has seen nothing yet gets each message once, whether by watermark 0 or by none', async () => {
  const client = await new DirectLineClient(server.url).start();
  await client.say('hello');
  await client.until(({ text }) => text === 'answer 1');
  for (const watermark of ['', '0']) {
    const { activities, watermark: next } = await client.poll(watermark);
    expect(activities.map(({ text }) => text)).toEqual(['welcome', 'hello', 'answer 1']);
    expect((await client.poll(next)).activities).toEqual([]);
  }
  client.seen = [];
  client.watermark = '0';
  await client.reconnect();
  await client.until(({ text }) => text === 'answer 1');
  expect(client.texts()).toEqual(['welcome', 'hello', 'answer 1']);
});

test('a stop ends the running turn, closes the sockets for another try, and takes no more', async () => {
  const stopping = await testServer();
  const client = await new DirectLineClient(stopping.url).start();
  const { socket } = client;
  if (socket === undefined) throw new Error('no socket');
  const closed = once(socket, 'close');
  const said = client.say('no');
  await client.until(({ text }) => text === 'no');
  await stopping.stop();
  expect((await said).status).toBe(200);
  expect((await closed)[0]).toBe(1012);
  await expect(fetch(`${stopping.url}/healthz`)).rejects.toThrow();
});

test('where there is too much to do, a page that wants to begin hears so in its language, and when not to wait', async () => {
  const busy = await testServer({}, { load: { ...serverLoad(), mayBegin: () => false } });
  const answer = await fetch(`${busy.url}/v3/directline/tokens/generate`, {
    method: 'POST',
    headers: { 'Accept-Language': 'es-ES,es;q=0.9' },
  });
  expect([answer.status, answer.headers.get('retry-after'), await answer.json()]).toEqual([
    503,
    '10',
    { error: { code: 'Busy', message: expect.stringContaining('busy') } },
  ]);
  await busy.stop();
});

test('where the balancer in front sees to it, nobody is turned away', async () => {
  const load = { ...serverLoad(), mayBegin: () => false };
  const open = await testServer({ CAUDA_TURN_AWAY: '0' }, { load });
  expect((await fetch(`${open.url}/v3/directline/tokens/generate`, { method: 'POST' })).status).toBe(200);
  await open.stop();
});

test('one address opens only so many pages in a minute, and then reads when not to wait', async () => {
  const strict = await testServer({ CAUDA_CHATS_PER_MINUTE: '1' });
  const views = [];
  for (let view = 0; view < 11; view += 1) views.push(await fetch(`${strict.url}/chat`));
  expect(views.map(({ status }) => status)).toEqual([...Array(10).fill(200), 429]);
  expect(await views[10]?.text()).toBe(safetyNet);
  await strict.stop();
});

test('however many ask whether it is ready, the storage is asked once', async () => {
  let asked = 0;
  const watched = await testServer(
    {},
    {
      openStore: () => {
        const store = openEmbedded({ file: join(temporaryFolder(), 'cauda.sqlite') });
        return {
          ...store,
          ready: () => {
            asked += 1;
            return store.ready();
          },
        };
      },
    },
  );
  const answers = await Promise.all(Array.from({ length: 200 }, () => fetch(`${watched.url}/readyz`)));
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  // Again for each quarter of a second that these took.
  expect(asked).toBeLessThan(50);
  await watched.stop();
});

test.each([
  'https://hospital.example.evil.example',
  'https://hospital.example:444',
  'http://hospital.example',
  'https://a.hospital.example',
  'https://hospital.example/',
  'null',
])('a page of %s is not one of https://hospital.example', async (origin) => {
  const answer = await generate({ headers: { origin } });
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  await answer.arrayBuffer();
});
