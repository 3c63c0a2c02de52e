import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serverWithRoutes } from './everyRoute.ts';
import { rawRequest } from './rawRequest.ts';

let server: Awaited<ReturnType<typeof serverWithRoutes>>;
beforeAll(async () => {
  // A proxy stands in front, so nobody is at the desk without signing in, and Teams asks for the channel's tokens.
  server = await serverWithRoutes({
    CAUDA_PUBLIC_URL: 'http://127.0.0.1',
    CAUDA_TEAMS_APP_ID: '11111111-1111-4111-8111-111111111111',
    CAUDA_TEAMS_APP_PASSWORD: 'x',
    CAUDA_TEAMS_TENANT_ID: '11111111-1111-4111-8111-111111111111',
  });
}, 30_000);
afterAll(() => server.stop());

/** The status of an answer that comes while the body is still on its way; undefined where none does. */
async function statusBeforeBody(route: string, more = ''): Promise<number | undefined> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  const head = `POST ${route} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n${more}`;
  socket.write(`${head}Content-Length: 60000\r\n\r\n{"text":"`);
  const answered = once(socket.setTimeout(1_000), 'data');
  const timedOut = once(socket, 'timeout');
  const first = await Promise.race([answered, timedOut]);
  socket.destroy();
  const [, status] = /^HTTP\/1\.1 (\d+)/.exec(String(first[0] ?? '')) ?? [];
  return status === undefined ? undefined : Number(status);
}

/** Where anybody may send something: to get a token, and to receive a call by its code. */
const forAnybody = ['/v3/directline/tokens/generate', '/hand-over'];

describe('a body', () => {
  test('is read from nobody who may not send it, on any route that takes one', async () => {
    const routes = server.routes.filter(({ method }) => method === 'POST').map(({ path }) => path);
    expect(routes.length).toBeGreaterThan(8);
    const closed = routes.filter((route) => !forAnybody.includes(route));
    for (const route of closed) {
      for (const more of ['', 'Authorization: Bearer a.b.c\r\n', 'Cookie: __Host-cauda-desk=AAAA\r\n']) {
        const status = await statusBeforeBody(route.replaceAll(/:\w+/g, 'x'), more);
        expect([route, more, status]).toEqual([route, more, expect.any(Number)]);
        expect([401, 403, 415]).toContain(status);
      }
    }
  }, 60_000);

  test('whose length is said is refused by that alone where it is too large', async () => {
    const head =
      'POST /v3/directline/tokens/generate HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n';
    expect(await rawRequest(server.url, `${head}Content-Length: 99999999\r\n\r\n`, 300)).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('that comes in pieces is refused once it has grown too large', async () => {
    const head =
      'POST /v3/directline/tokens/generate HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n';
    const pieces = `8000\r\n${'x'.repeat(0x8000)}\r\n`.repeat(3);
    expect(await rawRequest(server.url, `${head}Transfer-Encoding: chunked\r\n\r\n${pieces}`, 300)).toMatch(
      /^HTTP\/1\.1 413 /,
    );
  });

  test('is asked for, where somebody asks first, only when it is wanted', async () => {
    const asked = (path: string) =>
      `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n`;
    expect(await rawRequest(server.url, asked('/v3/directline/tokens/refresh'), 300)).toMatch(/^HTTP\/1\.1 401 /);
    expect(await rawRequest(server.url, asked('/v3/directline/tokens/generate'), 300)).toMatch(/^HTTP\/1\.1 100 /);
  });
});
