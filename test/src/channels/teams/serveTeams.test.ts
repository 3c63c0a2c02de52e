import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { MicrosoftAppCredentials } from 'botframework-connector';
import { SignJWT, UnsecuredJWT } from 'jose';
import type { Presentation } from '../../../../dialogs/presentation.ts';
import { triageTurns } from '../../../../dialogs/triageTurn.ts';
import type { EventLog } from '../../../../src/httpAnswers.ts';
import type { Parts } from '../../../../src/server.ts';
import { safetyNet, testServer } from '../../testServer.ts';

const appId = '11111111-1111-4111-8111-111111111111';
const tenant = '22222222-2222-4222-8222-222222222222';
const issuer = 'https://api.botframework.com';
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The Bot Framework as far as a bot sees it: OpenID metadata, keys, and the connector that takes replies. */
type Delivered = {
  readonly method: string;
  readonly path: string;
  readonly body: { readonly text?: string; readonly attachments?: unknown };
};
let delivered: Delivered[] = [];
/** A request that is never answered. */
const never = 0;
let answers: { readonly status: number; readonly headers?: Record<string, string> }[] = [];
let arrived: () => void = () => undefined;
let framework: Server;
let base: string;
let server: Awaited<ReturnType<typeof testServer>>;

beforeAll(async () => {
  framework = createServer((req, res) => {
    if (req.url === '/openid')
      return void res.end(
        JSON.stringify({ issuer, jwks_uri: `${base}/keys`, id_token_signing_alg_values_supported: ['RS256'] }),
      );
    const key = {
      ...publicKey.export({ format: 'jwk' }),
      kid: 'k1',
      use: 'sig',
      alg: 'RS256',
      endorsements: ['msteams', 'webchat'],
    };
    if (req.url === '/keys') return void res.end(JSON.stringify({ keys: [key] }));
    let body = '';
    req.on('data', (part) => {
      body += part;
    });
    req.on('end', () => {
      // What a test before this one left comes late on a busy machine, and is none of its replies.
      const isEarlier = Number(/\/c(\d+)\//.exec(req.url ?? '')?.[1]) <= conversationsBefore;
      if (isEarlier) return void res.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"1"}');
      const { status, headers = {} } = answers.shift() ?? { status: 201 };
      if (status === never) return arrived();
      if (status === 201) delivered.push({ method: req.method ?? '', path: req.url ?? '', body: JSON.parse(body) });
      res.writeHead(status, { 'content-type': 'application/json', ...headers });
      res.end('{"id":"1"}');
      arrived();
    });
  });
  await new Promise<void>((done) => framework.listen(0, '127.0.0.1', done));
  const address = framework.address();
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  server = await teamsServer();
});
afterAll(async () => {
  await server.stop();
  framework.close();
});
beforeEach(() => {
  conversationsBefore = conversations;
  delivered = [];
  answers = [];
});

/** The SDK's real checks, pointed at the stand-in; tokens towards the connector are left out. */
const authentication = () =>
  new ConfigurationBotFrameworkAuthentication(
    {
      MicrosoftAppId: appId,
      ToBotFromChannelOpenIdMetadataUrl: `${base}/openid`,
      ToBotFromEmulatorOpenIdMetadataUrl: `${base}/openid`,
      ToBotFromChannelTokenIssuer: issuer,
      ToChannelFromBotLoginUrl: 'https://login.invalid',
      ToChannelFromBotOAuthScope: issuer,
      OAuthUrl: 'https://token.invalid',
    },
    {
      isValidAppId: async (id: string) => id === appId,
      isAuthenticationDisabled: async () => false,
      createCredentials: async () => MicrosoftAppCredentials.Empty,
    },
  );
const identityProvider = () => ({ sdk: authentication(), channel: { issuer, openIdMetadata: `${base}/openid` } });
const teamsServer = (
  env: Record<string, string> = {},
  withLog: (log: EventLog) => void = () => undefined,
  parts: Partial<Parts> = {},
) =>
  testServer(
    { CAUDA_TEAMS_APP_ID: appId, CAUDA_TEAMS_APP_PASSWORD: 'x', CAUDA_TEAMS_TENANT_ID: tenant, ...env },
    { identityProvider: identityProvider(), withLog, ...parts },
  );

type Claims = { readonly iss?: string; readonly aud?: string; readonly serviceurl?: string };
const seconds = () => Math.floor(Date.now() / 1000);
const token = (
  claims: Claims = {},
  { key = privateKey, exp = 600, kid = 'k1' }: { key?: KeyObject; exp?: number; kid?: string } = {},
) =>
  new SignJWT({ iss: issuer, aud: appId, serviceurl: `${base}/`, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid })
    .setNotBefore(seconds() - 1_000)
    .setExpirationTime(seconds() + exp)
    .sign(key);

let conversations = 0;
let conversationsBefore = 0;
const activityOf = (extra: object = {}) => ({
  type: 'message',
  id: 'first',
  text: 'no',
  channelId: 'msteams',
  serviceUrl: `${base}/`,
  conversation: { id: `c${++conversations}`, tenantId: tenant },
  from: { id: 'u' },
  recipient: { id: 'b' },
  ...extra,
});
async function post(activity: unknown, authorization: string | undefined, url = server.url) {
  const response = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) },
    body: typeof activity === 'string' ? activity : JSON.stringify(activity),
  });
  return { status: response.status, text: await response.text() };
}
const postGood = async (activity: object, url = server.url) => post(activity, `Bearer ${await token()}`, url);
const texts = () => delivered.map(({ body }) => body.text);
const nextArrival = (): Promise<void> =>
  new Promise((next) => {
    arrived = next;
  });
/** Resolves when so many replies have reached the connector. */
async function deliveries(count: number): Promise<void> {
  while (delivered.length < count) await nextArrival();
}

test('a good token lets the message in; the replies go to the connector in order', async () => {
  const activity = activityOf({ type: 'conversationUpdate', membersAdded: [{ id: 'b' }] });
  expect(await postGood(activity)).toEqual({ status: 200, text: '' });
  expect(await postGood({ ...activity, type: 'message', id: 'next' })).toEqual({ status: 200, text: '' });
  await deliveries(2);
  expect(texts()).toEqual(['welcome', 'answer 1']);
});

test.each<readonly [string, () => Promise<string | undefined>, object?]>([
  ['no token', async () => undefined],
  ['a word', async () => 'Bearer x'],
  ['garbage', async () => 'Bearer a.b.c'],
  [
    'an unsigned token',
    async () =>
      `Bearer ${new UnsecuredJWT({ iss: issuer, aud: appId, serviceurl: `${base}/` }).setExpirationTime('1h').encode()}`,
  ],
  ['a token that another key signed', async () => `Bearer ${await token({}, { key: stranger.privateKey })}`],
  ['an unknown key', async () => `Bearer ${await token({}, { kid: 'zz' })}`],
  ['another audience', async () => `Bearer ${await token({ aud: 'x' })}`],
  ['another issuer', async () => `Bearer ${await token({ iss: 'https://evil.example' })}`],
  ['an expired token', async () => `Bearer ${await token({}, { exp: -600 })}`],
  ['another service', async () => `Bearer ${await token()}`, { serviceUrl: 'http://169.254.0.1/' }],
  ['a channel that the key is not for', async () => `Bearer ${await token()}`, { channelId: 'slack' }],
])('%s gets 401 and no word', async (_what, authorization, extra = {}) => {
  const silence = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  expect(await post(activityOf(extra), await authorization())).toEqual({ status: 401, text: '' });
  silence.mockRestore();
  expect(delivered).toEqual([]);
});

test('forged tokens reach neither the SDK nor the log, and never count against the channel', async () => {
  const forged = `Bearer ${await token({}, { key: stranger.privateKey })}`;
  const console_ = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  for (let i = 0; i < 60; i += 1) expect((await post(activityOf(), forged)).status).toBe(401);
  expect(console_).not.toHaveBeenCalled();
  console_.mockRestore();
  expect((await postGood(activityOf())).status).toBe(200);
  await deliveries(1);
});

test.each<readonly [string, () => Promise<string>, RegExp]>([
  ['another audience', () => token({ aud: 'x' }), /CAUDA_TEAMS_APP_ID/],
  ['an expired token', () => token({}, { exp: -600 }), /clock/],
  ['another cloud', () => token({ iss: 'https://api.botframework.us' }), /CAUDA_TEAMS_CLOUD/],
  ['another service', () => token({ serviceurl: 'https://other.example/' }), /service URL/],
])('%s leaves its reason in the log, without the token', async (_what, made, reason) => {
  const lines: string[] = [];
  const own = await teamsServer({}, (log) => {
    jest
      .spyOn(log, 'warn')
      .mockImplementation((what, message) => void lines.push(`${JSON.stringify(what)} ${message}`));
  });
  const authorization = await made();
  expect((await post(activityOf(), `Bearer ${authorization}`, own.url)).status).toBe(401);
  expect(lines.join('\n')).toMatch(reason);
  expect(lines.join('\n')).not.toContain(authorization.slice(0, 40));
  await own.stop();
});

test('keys that cannot be had are the operator’s trouble: the channel shall try again', async () => {
  const lines: string[] = [];
  const own = await testServer(
    { CAUDA_TEAMS_APP_ID: appId, CAUDA_TEAMS_APP_PASSWORD: 'x', CAUDA_TEAMS_TENANT_ID: tenant },
    {
      identityProvider: { sdk: authentication(), channel: { issuer, openIdMetadata: 'http://127.0.0.1:9/openid' } },
      withLog: (log) => {
        jest.spyOn(log, 'warn').mockImplementation((_what, message) => void lines.push(message));
      },
    },
  );
  expect((await post(activityOf(), `Bearer ${await token()}`, own.url)).status).toBe(503);
  expect(lines.join()).toMatch(/reach 127\.0\.0\.1:9 by HTTPS/);
  await own.stop();
});

test('people of another tenant are not let in', async () => {
  expect(await postGood(activityOf({ conversation: { id: 'other', tenantId: 'other' } }))).toEqual({
    status: 403,
    text: '',
  });
});

test('bodies that are no activities are refused by name', async () => {
  const authorization = `Bearer ${await token()}`;
  expect(await post({}, authorization)).toMatchObject({ status: 400, text: expect.stringContaining('type') });
  expect(await post('{"type":', authorization)).toMatchObject({
    status: 400,
    text: expect.not.stringContaining('type'),
  });
  expect((await post(`"${'x'.repeat(300_000)}"`, authorization)).status).toBe(413);
});

test('both greetings of an installation together give one welcome', async () => {
  const { conversation, ...rest } = activityOf();
  const update = {
    ...rest,
    conversation,
    id: 'u1',
    type: 'conversationUpdate',
    membersAdded: [{ id: 'b' }, { id: 'u' }],
  };
  const installation = { ...rest, conversation, id: 'u2', type: 'installationUpdate', action: 'add' };
  await Promise.all([postGood(update), postGood(installation)]);
  await postGood({ ...rest, conversation, id: 'u3' });
  await deliveries(2);
  expect(texts()).toEqual(['welcome', 'answer 1']);
});

test('a message that is delivered again is answered once', async () => {
  const activity = activityOf();
  await postGood(activity);
  await postGood(activity);
  await postGood({ ...activity, id: 'another' });
  await deliveries(2);
  expect(texts()).toEqual(['welcome', 'answer 1']);
});

test('a tap is answered with the settled card, which is also replaced for good; again the same, once', async () => {
  const { conversation, text: _, ...rest } = activityOf();
  await postGood({ ...rest, conversation, text: 'hi' });
  const tap = {
    ...rest,
    conversation,
    id: 'tap',
    type: 'invoke',
    name: 'adaptiveCard/action',
    replyToId: 'card1',
    value: { action: { verb: 'answer', data: {} } },
  };
  const first = await postGood(tap);
  expect(first.status).toBe(200);
  expect(JSON.parse(first.text)).toEqual({
    statusCode: 200,
    type: 'application/vnd.microsoft.card.adaptive',
    value: { settled: true },
  });
  expect(await postGood(tap)).toEqual(first);
  await deliveries(3);
  expect(delivered.map(({ method, body }) => [method, body.text])).toEqual([
    ['POST', 'welcome'],
    ['POST', 'answer 1'],
    ['PUT', undefined],
  ]);
  expect(delivered[2]?.path).toBe(`/v3/conversations/${conversation.id}/activities/card1`);
});

test('with expectReplies the replies are in the answer, again the same when it is delivered again', async () => {
  const activity = activityOf({ deliveryMode: 'expectReplies' });
  const first = await postGood(activity);
  expect(JSON.parse(first.text)).toMatchObject({ activities: [{ type: 'message', text: 'welcome' }] });
  expect(await postGood(activity)).toEqual(first);
  // The next replies of the conversation would follow any that wait.
  await postGood({ ...activity, id: 'b', deliveryMode: 'normal' });
  await deliveries(1);
  expect(texts()).toEqual(['answer 1']);
});

test('channels other than Teams get buttons that they can show', async () => {
  const activity = activityOf();
  for (const [channelId, type] of [
    ['msteams', 'Action.Execute'],
    ['webchat', 'Action.Submit'],
  ]) {
    delivered = [];
    const { conversation } = activityOf();
    await postGood({ ...activity, conversation, channelId });
    await postGood({ ...activity, conversation, channelId, id: 'b', text: 'card' });
    await deliveries(2);
    expect(delivered[1]?.body.attachments).toMatchObject([{ content: { body: [{ actions: [{ type }] }] } }]);
  }
});

test('invokes that are no buttons are not part of the conversation', async () => {
  const activity = activityOf();
  await postGood(activity);
  await postGood({ ...activity, id: 'b', type: 'invoke', name: 'composeExtension/query', value: {} });
  await postGood({ ...activity, id: 'c' });
  await deliveries(2);
  expect(texts()).toEqual(['welcome', 'answer 1']);
});

test('when the dialog fails the person is told, and nothing inside is shown', async () => {
  const activity = activityOf();
  await postGood(activity);
  expect(await postGood({ ...activity, id: 'b', text: 'boom' })).toEqual({ status: 200, text: '' });
  await deliveries(2);
  expect(texts()).toEqual(['welcome', safetyNet]);
  const tap = {
    ...activity,
    id: 'tap',
    text: 'boom',
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: { data: {} } },
  };
  const answer = await postGood(tap);
  expect(JSON.parse(answer.text)).toEqual({
    statusCode: 500,
    type: 'application/vnd.microsoft.error',
    value: { code: 'BotError', message: safetyNet },
  });
});

test('a reply that is refused for good does not hold up the next', async () => {
  answers = [{ status: 403 }];
  const activity = activityOf();
  for (const id of ['a', 'b']) expect((await postGood({ ...activity, id })).status).toBe(200);
  await deliveries(1);
  expect(texts()).toEqual(['answer 1']);
});

test('a connector that never answers is given up, and tried again', async () => {
  answers = [{ status: never }];
  const activity = activityOf();
  await postGood(activity);
  await postGood({ ...activity, id: 'b' });
  await deliveries(2);
  expect(texts()).toEqual(['welcome', 'answer 1']);
}, 30_000);

test('a reply that could not be delivered goes out after the time that the connector asks for, in order', async () => {
  let failures = 0;
  const own = await teamsServer({}, (log) => {
    jest.spyOn(log, 'error').mockImplementation(() => {
      failures += 1;
    });
  });
  answers = [{ status: 412, headers: { 'retry-after': '2' } }];
  const tried = nextArrival();
  const activity = activityOf();
  await postGood(activity, own.url);
  await tried;
  const refused = performance.now();
  await postGood({ ...activity, id: 'b' }, own.url);
  await deliveries(1);
  expect(performance.now() - refused).toBeGreaterThan(1_900);
  await deliveries(2);
  expect(texts()).toEqual(['welcome', 'answer 1']);
  expect(failures).toBe(0);
  await own.stop();
});

test('what was written while the newest question was held up does not answer that question', async () => {
  const own = await testServer(
    { CAUDA_TEAMS_APP_ID: appId, CAUDA_TEAMS_APP_PASSWORD: 'x', CAUDA_TEAMS_TENANT_ID: tenant },
    { identityProvider: identityProvider(), triage: (buttons) => triageTurns({ buttons }) },
  );
  const activity = activityOf();
  await postGood({ ...activity, id: 'a', text: 'hello' }, own.url);
  while ((await own.store.unseen(activity.conversation.id)).length > 0) await new Promise(setImmediate);
  answers = [{ status: 412, headers: { 'retry-after': '2' } }];
  const tried = nextArrival();
  await postGood({ ...activity, id: 'b', text: 'no' }, own.url);
  await tried;
  await postGood({ ...activity, id: 'c', text: 'none at all' }, own.url);
  await postGood({ ...activity, id: 'd', text: "I've wet myself" }, own.url);
  const told = () => JSON.stringify(delivered.map(({ body }) => body));
  while (!told().includes('Do not wait for more questions here')) await nextArrival();
  // The emergency went before what waits.
  expect(told()).not.toContain('came too late');
  while (!told().includes('came too late')) await nextArrival();
  expect(told().match(/came too late/g)).toHaveLength(1);
  await own.stop();
});

test('what was erased while it could not be delivered is not sent any more', async () => {
  answers = [{ status: 412 }];
  const tried = nextArrival();
  const activity = activityOf();
  await postGood(activity);
  await tried;
  await postGood({ ...activity, id: 'b', text: 'delete' });
  await deliveries(1);
  expect(texts()).toEqual(['deleted']);
});

test('what a server could not deliver goes out when the next one starts', async () => {
  const first = await teamsServer();
  // The SDK tries four times before it says that it failed.
  answers = Array.from({ length: 40 }, () => ({ status: 503, headers: { 'retry-after': '1' } }));
  const tried = nextArrival();
  await postGood(activityOf(), first.url);
  await tried;
  await first.stop();
  answers = [];
  const second = await teamsServer({ CAUDA_DATA_DIR: first.dataDir });
  await deliveries(1);
  expect(texts()).toEqual(['welcome']);
  await second.stop();
}, 20_000);

test('who went away in the middle is reminded once, whoever runs by then', async () => {
  const hour = 3_600_000;
  const env = { CAUDA_TEAMS_REMINDER_HOURS: '2' };
  const triage = (buttons: Presentation['buttons']) => triageTurns({ buttons });
  const from = Date.now();
  const first = await teamsServer(env, undefined, { triage, now: () => from });
  const activity = activityOf({ text: 'hello', from: { id: 'u', name: 'Alex Wilber' } });
  await postGood(activity, first.url);
  await deliveries(1);
  await first.stop();
  const reminders = () => texts().filter((text) => text?.includes('did not finish'));
  const begins = async (hours: number) => {
    const next = await teamsServer({ ...env, CAUDA_DATA_DIR: first.dataDir }, undefined, {
      triage,
      now: () => from + hours * hour,
    });
    while ((await next.store.undelivered()).length > 0) await new Promise(setImmediate);
    return next;
  };
  await (await begins(1.9)).stop();
  expect(reminders()).toHaveLength(0);
  const second = await begins(2.1);
  await nextReminder();
  // Another question is no reason for another reminder.
  const lasting = await token({}, { exp: 12 * 3_600 });
  await post({ ...activity, id: 'more', text: 'no weakness' }, `Bearer ${lasting}`, second.url);
  await deliveries(3);
  await second.stop();
  await (await begins(9)).stop();
  expect(reminders()).toHaveLength(1);

  async function nextReminder(): Promise<void> {
    while (reminders().length === 0) await nextArrival();
  }
});

test('who has come to an end is not reminded', async () => {
  const env = { CAUDA_TEAMS_REMINDER_HOURS: '2' };
  const triage = (buttons: Presentation['buttons']) => triageTurns({ buttons });
  const first = await teamsServer(env, undefined, { triage });
  const activity = activityOf({ text: 'hello' });
  await postGood(activity, first.url);
  await postGood({ ...activity, id: 'emergency', text: 'I have wet myself' }, first.url);
  await deliveries(2);
  expect(await first.store.remind()).toBe(0);
  await first.stop();
  const later = await teamsServer({ ...env, CAUDA_DATA_DIR: first.dataDir }, undefined, {
    triage,
    now: () => Date.now() + 10 * 3_600_000,
  });
  expect(await later.store.remind()).toBe(0);
  expect(await later.store.undelivered()).toEqual([]);
  await later.stop();
});

test('who is put on a list, or taken off, goes on in the new role with the next message, and is told so', async () => {
  const anna = '33333333-3333-4333-8333-333333333333';
  const triage = (buttons: Presentation['buttons']) => triageTurns({ buttons });
  const activity = activityOf({ from: { id: 'u', aadObjectId: anna } });
  let count = 0;
  let dataDir: string | undefined;
  /** What is answered, and what the log then says, where the lists are these. */
  async function says(lists: Record<string, string>, words: object) {
    const env = { ...lists, ...(dataDir === undefined ? {} : { CAUDA_DATA_DIR: dataDir }) };
    const own = await teamsServer(env, undefined, { triage });
    dataDir = own.dataDir;
    count += 1;
    const from = delivered.length;
    await postGood({ ...activity, id: `m${count}`, ...words }, own.url);
    await deliveries(from + 1);
    while ((await own.store.unseen(activity.conversation.id)).length > 0) await new Promise(setImmediate);
    const { log } = await own.store.load(activity.conversation.id, 'reading', Date.now() + 4_000);
    await own.stop();
    return { told: JSON.stringify(delivered.slice(from)), entries: log?.entries ?? [], head: log?.head };
  }
  const listed = { CAUDA_TEAMS_CLINICIANS: anna };
  const first = await says(listed, { text: 'hello' });
  expect(first).toMatchObject({ head: { role: 'clinician' }, entries: [] });
  expect(first.told).not.toContain('From now on');

  // Taken off: an emergency interrupts again, and nothing more is shown that is for professionals.
  const ended = await says({}, { text: 'no power in both legs' });
  expect(ended.entries.slice(0, 2)).toMatchObject([
    { kind: 'settings', role: 'self' },
    { kind: 'answered', findings: { legWeakness: 'both' } },
  ]);
  expect(ended.told).toContain('no longer lists you');
  expect(ended.told).toContain('You need an emergency department now');
  const status = await says({}, { text: 'where am I' });
  expect(status.told).not.toContain('From now on');
  expect(status.told).not.toMatch(/caudaEquina|Conditions|worksheet/i);
  expect(status.entries).toHaveLength(ended.entries.length);

  const again = await says({ CAUDA_TEAMS_NURSES: anna }, { text: 'why?' });
  expect(again.told).toContain('I ask you as a nurse');
  expect(again.entries.at(-1)).toMatchObject({ kind: 'settings', role: 'nurse' });

  // No button makes a professional of anybody.
  const { run } = again.head ?? {};
  const place = { conversation: activity.conversation.id, log: 1, run, revision: 0 };
  const forged = await says({}, { text: undefined, value: { ...place, verb: 'role', role: 'clinician' } });
  expect(forged.entries.filter((entry) => entry.kind === 'settings').map((entry) => entry.role)).toEqual([
    'self',
    'nurse',
    'self',
  ]);
}, 60_000);

test('uninstalling erases the conversation', async () => {
  const activity = activityOf();
  await postGood(activity);
  await postGood({ ...activity, id: 'x', type: 'installationUpdate', action: 'remove' });
  await postGood({ ...activity, id: 'y', type: 'installationUpdate', action: 'add' });
  await deliveries(2);
  expect(texts()).toEqual(['welcome', 'welcome']);
});

test('without authentication only this machine is ever answered', async () => {
  const playground = await testServer({ CAUDA_PLAYGROUND: '1' });
  expect((await post(activityOf({ serviceUrl: 'http://169.254.169.254/' }), undefined, playground.url)).status).toBe(
    403,
  );
  expect((await post(activityOf(), undefined, playground.url)).status).toBe(200);
  await deliveries(1);
  expect(texts()).toEqual(['welcome']);
  await playground.stop();
});

test('without Teams there is no entrance', async () => {
  const off = await testServer();
  expect((await post(activityOf(), undefined, off.url)).status).toBe(404);
  await off.stop();
});
