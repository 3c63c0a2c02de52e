import { once } from 'node:events';
import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { serverLoad } from '../../src/serverLoad.ts';
import { DirectLineClient } from './directLineClient.ts';
import { testServer } from './testServer.ts';

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

test('every answer forbids guessing its type', async () => {
  const answer = await fetch(`${server.url}/healthz`);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
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
