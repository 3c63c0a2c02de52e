import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { directLineTokens } from '../../src/channels/directLineTokens.ts';
import { DirectLineClient } from './directLineClient.ts';
import { testServer } from './testServer.ts';

/** Every route of the server, and what each kind of visitor gets there. */
const identities = [
  'nobody',
  'garbage',
  'forged',
  'expired',
  'another',
  'ticket',
  'foreign page',
  'own',
  'erased',
] as const;
type Identity = (typeof identities)[number];

const conversationsOnly = (own: number): Readonly<Record<Identity, number>> => ({
  nobody: 401,
  garbage: 403,
  forged: 403,
  expired: 403,
  another: 403,
  ticket: 403,
  'foreign page': 403,
  own,
  erased: 403,
});
const everybody = (status: number): Readonly<Record<Identity, number>> => ({
  nobody: status,
  garbage: status,
  forged: status,
  expired: status,
  another: status,
  ticket: status,
  'foreign page': status,
  own: status,
  erased: status,
});

const directLine = '/v3/directline';
const table: readonly (readonly [method: string, route: string, expected: Readonly<Record<Identity, number>>])[] = [
  ['get', '/', everybody(200)],
  ['get', '/chat', everybody(200)],
  ['get', '/privacy', everybody(200)],
  ['get', '/terms', everybody(200)],
  ['get', '/widget.js', everybody(200)],
  ['get', '/static/:file', everybody(404)],
  ['get', '/healthz', everybody(200)],
  ['get', '/readyz', everybody(200)],
  // No token is needed to begin, so a bad one changes nothing; pages of other sites may not.
  ['post', `${directLine}/tokens/generate`, { ...everybody(200), 'foreign page': 403 }],
  // Only the token says which conversation; one of another is good for that.
  ['post', `${directLine}/tokens/refresh`, { ...conversationsOnly(200), another: 200 }],
  ['post', `${directLine}/conversations`, { ...conversationsOnly(200), another: 200 }],
  ['get', `${directLine}/conversations/:id`, conversationsOnly(200)],
  ['get', `${directLine}/conversations/:id/activities`, conversationsOnly(200)],
  ['post', `${directLine}/conversations/:id/activities`, conversationsOnly(200)],
  ['post', `${directLine}/conversations/:id/upload`, { ...conversationsOnly(415), erased: 415 }],
];

let server: Awaited<ReturnType<typeof testServer>>;
let own: DirectLineClient;
let erased: DirectLineClient;
const tokens = new Map<Identity, string>();
beforeAll(async () => {
  server = await testServer({ CAUDA_TOKEN_KEY: Buffer.alloc(32, 1).toString('base64') });
  own = await new DirectLineClient(server.url).start();
  const another = await new DirectLineClient(server.url).start();
  erased = await new DirectLineClient(server.url).start();
  await erased.say('delete');
  const key = Buffer.alloc(32, 1);
  const claims = { user: 'dl_x', conv: own.conversation, role: 'self', since: Math.floor(Date.now() / 1000) } as const;
  const ages = { tokenHours: 1, tokenDays: 1 };
  const forger = directLineTokens(Buffer.alloc(32, 7), ages, Date.now);
  const longAgo = directLineTokens(key, ages, () => Date.now() - 2 * 3_600_000);
  tokens
    .set('garbage', 'a.b.c')
    .set('forged', (await forger.issue(claims)).token)
    .set('expired', (await longAgo.issue(claims)).token)
    .set('another', another.token)
    .set('ticket', await directLineTokens(key, ages, Date.now).ticket(claims))
    .set('foreign page', own.token)
    .set('own', own.token)
    .set('erased', erased.token);
}, 30_000);
afterAll(() => server.stop());

async function asked(method: string, route: string, identity: Identity): Promise<number> {
  const conversation = identity === 'erased' ? erased.conversation : own.conversation;
  const path = route.replace(':id', conversation).replace(':file', 'nothing.js');
  const token = tokens.get(identity);
  const answer = await fetch(`${server.url}${path}`, {
    method: method.toUpperCase(),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(identity === 'foreign page' ? { origin: 'https://evil.example' } : {}),
      ...(method === 'post' ? { 'content-type': 'application/json' } : {}),
    },
    ...(method === 'post' ? { body: JSON.stringify({ type: 'message', text: 'no' }) } : {}),
  });
  return answer.status;
}

describe.each(table)('%s %s', (method, route, expected) => {
  test.each(identities)('as %s', async (identity) => {
    expect(await asked(method, route, identity)).toBe(expected[identity]);
  });
});

/** The routes that the source of some files registers, by method and path. */
function routesIn(under: string): readonly (readonly [method: string, route: string])[] {
  const folder = join(import.meta.dirname, '../../src', under);
  const code = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  return [...code.matchAll(/\bserver\.(get|post|put|del|patch|opts)\(\s*[`']([^`']+)[`']/g)].map(
    ([, method = '', route = '']) => [method, route.replace(/^\$\{directLinePath\}/, directLine)],
  );
}

test('every route of the server, its pages and the Direct Line endpoint stands in the table', () => {
  const routes = [...routesIn('.'), ...routesIn('channels')].map((route) => route.join(' '));
  expect(routes.length).toBeGreaterThan(10);
  const known = table.map(([method, route]) => `${method} ${route}`);
  expect(routes.filter((route) => !known.includes(route))).toEqual([]);
});

describe('the desk of a server on which nobody can sign in', () => {
  let closed: Awaited<ReturnType<typeof testServer>>;
  beforeAll(async () => {
    closed = await testServer({ CAUDA_PUBLIC_URL: 'https://cauda.example' });
  }, 30_000);
  afterAll(() => closed.stop());
  // Files and pages without anything of a caller in them, and the way to sign in.
  const open = ['/nurse/files/:file', '/nurse/sign-in', '/nurse/signed-in', '/nurse/sign-out', '/hand-over'];
  const routes = routesIn('desk').filter(([, route]) => !open.includes(route));

  test('its routes are found', () => expect(routes.length).toBeGreaterThan(8));

  test.each(routes)('%s %s is closed to everybody', async (method, route) => {
    const path = route.replaceAll(/:\w+/g, 'x');
    for (const identity of identities) {
      const token = tokens.get(identity);
      const answer = await fetch(`${closed.url}${path}`, {
        method: method === 'del' ? 'DELETE' : method.toUpperCase(),
        redirect: 'manual',
        headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}`, cookie: `cauda=${token}` }) },
      });
      expect([identity, [401, 403, 404].includes(answer.status), answer.status]).toEqual([
        identity,
        true,
        answer.status,
      ]);
    }
  });
});
