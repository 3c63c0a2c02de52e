import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { directLineTokens } from '../../src/channels/directLineTokens.ts';
import { type DeskClient, deskClient } from './desk/deskClient.ts';
import { type IdentityProvider, identityProvider } from './desk/identityProvider.ts';
import { DirectLineClient } from './directLineClient.ts';
import { serverWithRoutes } from './everyRoute.ts';
import { testServer } from './testServer.ts';

/** By a token of the chat: of nobody, made up, signed by another, too old, of another conversation, for a socket only … */
const inTheChat = [
  'nobody',
  'garbage',
  'forged',
  'unsigned',
  'expired',
  'another',
  'ticket',
  'foreign page',
  'own',
  'erased',
] as const;
/** By a session at the desk; `elsewhere` is a nurse whose browser shows a page of another site. */
const atTheDesk = ['made up', 'locked', 'elsewhere', 'nurse', 'supervisor'] as const;
const identities = [...inTheChat, ...atTheDesk];
type Identity = (typeof identities)[number];
type Expected = Readonly<Record<Identity, number>>;

const everybody = (status: number, others: Partial<Expected> = {}): Expected => ({
  nobody: status,
  garbage: status,
  forged: status,
  unsigned: status,
  expired: status,
  another: status,
  ticket: status,
  'foreign page': status,
  own: status,
  erased: status,
  'made up': status,
  locked: status,
  elsewhere: status,
  nurse: status,
  supervisor: status,
  ...others,
});
/** A session is no token. */
const withoutToken = { nobody: 401, 'made up': 401, locked: 401, nurse: 401, supervisor: 401 };
const ofConversation = (own: number, others: Partial<Expected> = {}): Expected =>
  everybody(403, { ...withoutToken, own, ...others });
/** What reads is written down as read, so that a page of another site may not ask for it either. */
const reading = (own: number, others: Partial<Expected> = {}): Expected =>
  everybody(401, { 'foreign page': 403, elsewhere: 403, nurse: own, supervisor: own, ...others });
/** What changes something must come from the desk's own page, whoever asks. */
const changing = (own: number, others: Partial<Expected> = {}): Expected =>
  everybody(403, { 'made up': 401, locked: 401, nurse: own, supervisor: own, ...others });

const directLine = '/v3/directline';
/** Every route, and what each kind of visitor gets there. The last ones end something. */
const table: readonly (readonly [route: string, expected: Expected])[] = [
  ['GET /', everybody(200)],
  ['GET /chat', everybody(200)],
  ['GET /chat/words', everybody(404)],
  ['GET /privacy', everybody(200)],
  ['GET /terms', everybody(200)],
  ['GET /widget.js', everybody(200)],
  ['GET /static/:file', everybody(404)],
  ...['chat', 'nurse', 'result', 'webChat'].flatMap((script) => [
    [`GET /static/${script}-HASH.js`, everybody(200)] as const,
    [`GET /static/${script}-HASH.licences.txt`, everybody(200)] as const,
  ]),
  ['GET /healthz', everybody(200)],
  ['GET /readyz', everybody(200)],
  // No token is needed to begin, so a bad one changes nothing; pages of other sites may not.
  [`POST ${directLine}/tokens/generate`, everybody(200, { 'foreign page': 403, elsewhere: 403 })],
  // Only the token says which conversation; one of another is good for that.
  [`POST ${directLine}/tokens/refresh`, ofConversation(200, { another: 200 })],
  [`POST ${directLine}/conversations`, ofConversation(200, { another: 200 })],
  [`GET ${directLine}/conversations/:id`, ofConversation(200)],
  [`GET ${directLine}/conversations/:id/activities`, ofConversation(200)],
  [`POST ${directLine}/conversations/:id/activities`, ofConversation(200)],
  [`POST ${directLine}/conversations/:id/upload`, ofConversation(415, { erased: 415 })],
  // Only the channel's own signature opens it.
  ['POST /api/messages', everybody(401)],
  ['GET /nurse', everybody(302, { elsewhere: 200, nurse: 200, supervisor: 200, locked: 200 })],
  ['GET /nurse/call/:reference', everybody(302, { elsewhere: 200, nurse: 200, supervisor: 200, locked: 200 })],
  ['GET /nurse/files/:file', everybody(404)],
  ['GET /nurse/sign-in', everybody(302)],
  ['GET /nurse/signed-in', everybody(403)],
  ['GET /hand-over', everybody(200)],
  // The reference and its code are the key; nobody here has one, and one address may not guess for long.
  ['POST /hand-over', everybody(403, { ...Object.fromEntries(identities.slice(10).map((one) => [one, 429])) })],
  ['GET /nurse/desk/me', reading(200)],
  ['GET /nurse/desk/words', reading(200)],
  ['GET /nurse/desk/calls', reading(200)],
  ['POST /nurse/desk/calls', changing(201)],
  ['GET /nurse/desk/calls/:reference', reading(200)],
  ['POST /nurse/desk/calls/:reference/acts', changing(400)],
  ['POST /nurse/desk/calls/:reference/exports', changing(404)],
  ['GET /nurse/desk/calls/:reference/fhir', reading(200)],
  ['GET /nurse/desk/audit', reading(403, { supervisor: 200 })],
  ['DELETE /nurse/desk/calls/:reference', changing(403, { supervisor: 200 })],
  ['POST /nurse/lock', everybody(403, { 'made up': 200, locked: 200, nurse: 200, supervisor: 200 })],
  ['POST /nurse/sign-out', everybody(403, { 'made up': 200, locked: 200, nurse: 200, supervisor: 200 })],
];

let provider: IdentityProvider;
let server: Awaited<ReturnType<typeof serverWithRoutes>>;
let own: DirectLineClient;
let erased: DirectLineClient;
let call: string;
let clock = 0;
const tokens = new Map<Identity, string>();
const desks = new Map<Identity, DeskClient>();
const key = Buffer.alloc(32, 1);
const ages = { tokenHours: 1, tokenDays: 1 };
const now = (): number => Date.now() + clock;

beforeAll(async () => {
  const accounts = { ana: { name: 'Ana', roles: ['nurse'] }, sue: { name: 'Sue', roles: ['supervisor'] } };
  provider = await identityProvider(accounts, (uri) => uri === `${server.url}/nurse/signed-in`);
  server = await serverWithRoutes(
    {
      CAUDA_TOKEN_KEY: key.toString('base64'),
      CAUDA_OIDC_ISSUER: provider.issuer,
      CAUDA_OIDC_CLIENT_ID: 'cauda',
      CAUDA_OIDC_CLIENT_SECRET: 'a secret of the tests',
      CAUDA_OIDC_ROLES_CLAIM: 'groups',
      CAUDA_TEAMS_APP_ID: '11111111-1111-4111-8111-111111111111',
      CAUDA_TEAMS_APP_PASSWORD: 'x',
      CAUDA_TEAMS_TENANT_ID: '11111111-1111-4111-8111-111111111111',
    },
    { now },
  );
  await theChat();
  await theDesk();
}, 30_000);
afterAll(async () => {
  await server.stop();
  await provider.stop();
});

async function theChat(): Promise<void> {
  own = await new DirectLineClient(server.url).start();
  const another = await new DirectLineClient(server.url).start();
  erased = await new DirectLineClient(server.url).start();
  await erased.say('delete');
  const claims = { user: 'dl_x', conv: own.conversation, role: 'self', since: Math.floor(Date.now() / 1000) } as const;
  const forger = directLineTokens(Buffer.alloc(32, 7), ages, Date.now);
  const longAgo = directLineTokens(key, ages, () => Date.now() - 2 * 3_600_000);
  const [, payload = ''] = own.token.split('.');
  const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  tokens
    .set('garbage', 'a.b.c')
    .set('forged', forger.issue(claims).token)
    .set('unsigned', `${none}.${payload}.`)
    .set('expired', longAgo.issue(claims).token)
    .set('another', another.token)
    .set('ticket', directLineTokens(key, ages, Date.now).ticket(claims))
    .set('foreign page', own.token)
    .set('own', own.token)
    .set('erased', erased.token);
}

async function theDesk(): Promise<void> {
  for (const [identity, name] of [
    ['locked', 'ana'],
    ['elsewhere', 'ana'],
    ['nurse', 'ana'],
    ['supervisor', 'sue'],
  ] as const) {
    const client = deskClient(server.url);
    await client.signIn(name);
    desks.set(identity, client);
    if (identity === 'locked') clock += 11 * 60_000;
  }
  const madeUp = deskClient(server.url);
  madeUp.cookies.set('__Host-cauda-desk', 'A'.repeat(43));
  desks.set('made up', madeUp);
  call = (await desks.get('nurse')?.begin()) ?? '';
}

const typed = { type: 'message', text: 'no' };
const isAtTheDesk = (identity: Identity): boolean => atTheDesk.some((one) => one === identity);

async function asked(route: string, identity: Identity, says: object = typed): Promise<number> {
  const [method = '', pattern = ''] = route.split(' ');
  const served = server.routes.find((one) => `${one.method} ${one.path}` === route)?.served ?? pattern;
  const conversation = identity === 'erased' ? erased.conversation : own.conversation;
  const path = served.replace(':id', conversation).replace(':file', 'nothing.js').replace(':reference', call);
  const body = method === 'POST' ? says : undefined;
  const desk = desks.get(identity);
  if (desk !== undefined && isAtTheDesk(identity)) {
    const headers = {
      ...(identity === 'elsewhere' ? { origin: 'https://evil.example' } : {}),
    };
    return (await desk.ask(path, { method, headers, body })).status;
  }
  const token = tokens.get(identity);
  const answer = await fetch(`${server.url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}`, cookie: `__Host-cauda-desk=${token}` }),
      ...(identity === 'foreign page' ? { origin: 'https://evil.example' } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  await answer.arrayBuffer();
  return answer.status;
}

describe("a professional's role in the chat", () => {
  const mayTalkAs = {
    nurse: everybody(403, { nurse: 200, supervisor: 200 }),
    clinician: everybody(403),
    carer: everybody(200, { 'foreign page': 403, elsewhere: 403 }),
  };
  test.each(Object.entries(mayTalkAs).flatMap(([role, by]) => identities.map((one) => [role, one, by[one]] as const)))(
    '%s, as %s',
    async (role, identity, status) => {
      expect(await asked(`POST ${directLine}/tokens/generate`, identity, { role })).toBe(status);
    },
  );
});

describe.each(table)('%s', (route, expected) => {
  test.each(identities)('as %s', async (identity) => {
    expect(await asked(route, identity)).toBe(expected[identity]);
  });
});

test('the table has each route of the router, and no other', () => {
  const routes = server.routes.map(({ method, path }) => `${method} ${path}`);
  expect(routes.toSorted()).toEqual(table.map(([route]) => route).toSorted());
});

describe('a socket', () => {
  const open = async (conversation: string, ticket: string, origin?: string): Promise<number> => {
    const at = `${server.url.replace('http', 'ws')}${directLine}/conversations/${conversation}/stream?t=${ticket}`;
    const socket = new WebSocket(at, origin === undefined ? {} : { origin });
    socket.on('error', () => undefined);
    const refused = once(socket, 'unexpected-response').then(([, { statusCode }]) => Number(statusCode));
    const status = await Promise.race([once(socket, 'open').then(() => 101), refused]);
    socket.terminate();
    return status;
  };

  test.each(inTheChat)('as %s', async (identity) => {
    const claims = { user: 'x', conv: own.conversation, role: 'self', since: Math.floor(Date.now() / 1000) } as const;
    const fresh = (conv: string) => directLineTokens(key, ages, now).ticket({ ...claims, conv });
    const conversation = identity === 'erased' ? erased.conversation : own.conversation;
    const ticket = async (): Promise<string> => {
      if (identity === 'ticket' || identity === 'foreign page') return fresh(conversation);
      if (identity === 'another') return fresh('another');
      if (identity === 'erased') return fresh(conversation);
      return tokens.get(identity) ?? '';
    };
    const origin = identity === 'foreign page' ? 'https://evil.example' : undefined;
    expect(await open(conversation, await ticket(), origin)).toBe(identity === 'ticket' ? 101 : 403);
  });
});

test('a desk on which nobody can sign in is closed to everybody', async () => {
  const closed = await testServer({
    CAUDA_PUBLIC_URL: 'https://cauda.example',
    CAUDA_DATA_KEY: key.toString('base64'),
  });
  for (const { method, served } of server.routes.filter(({ path }) => path.startsWith('/nurse/desk'))) {
    const answer = await fetch(`${closed.url}${served.replaceAll(/:\w+/g, 'x')}`, { method });
    expect([served, [401, 403].includes(answer.status)]).toEqual([served, true]);
  }
  expect((await fetch(`${closed.url}/nurse`)).status).toBe(403);
  await closed.stop();
});
