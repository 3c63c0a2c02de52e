import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { DirectLineClient } from '../directLineClient.ts';
import { safetyNet, testServer } from '../testServer.ts';

let server: Awaited<ReturnType<typeof testServer>>;
beforeAll(async () => {
  server = await testServer({ CAUDA_ALLOWED_ORIGINS: 'https://hospital.example' });
});
afterAll(() => server.stop());
const started = () => new DirectLineClient(server.url).start();

test('the welcome waits for the socket, then each message comes back before its reply', async () => {
  const client = await started();
  await client.until(({ text }) => text === 'welcome');
  const { status, body } = await client.say('hello', { channelData: { clientActivityID: 'x1' } });
  await client.until(({ text }) => text === 'answer 1');
  expect(status).toBe(200);
  expect(client.seen).toMatchObject([
    { text: 'welcome', from: { role: 'bot' } },
    { ...(body as object), text: 'hello', from: { role: 'user' }, channelData: { clientActivityID: 'x1' } },
    { text: 'answer 1', from: { role: 'bot' } },
  ]);
  expect(client.seen.map(({ channelData }) => channelData['webchat:sequence-id'])).toEqual([1, 2, 3]);
  expect(client.watermark).toBe('3');
});

test('the sender is who the token says, whatever the message says', async () => {
  const client = await started();
  await client.post({
    type: 'message',
    text: 'hi',
    id: 'mine',
    from: { id: 'somebody else' },
    timestamp: '1999-01-01T00:00:00Z',
  });
  const echo = await client.until(({ text }) => text === 'hi');
  expect(echo.from.id).toMatch(/^dl_/);
  expect(echo.id).toMatch(/\|0000002$/);
  expect(Date.parse(echo.timestamp)).toBeGreaterThan(Date.parse('2020-01-01'));
});

test('a message that is posted twice gives one echo, one reply and the same id', async () => {
  const client = await started();
  const message = { channelData: { clientActivityID: 'same' } };
  const answers = await Promise.all([client.say('no', message), client.say('no', message)]);
  expect(answers[0]).toEqual(answers[1]);
  expect((await client.poll()).activities.map(({ text }) => text)).toEqual(['welcome', 'no', 'answer 1']);
});

test('two starts at once give one welcome', async () => {
  const client = new DirectLineClient(server.url);
  await client.generate();
  const answers = await Promise.all([client.call('POST', '/conversations', {}), client.call('POST', '/conversations')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
  expect((await client.poll()).activities).toHaveLength(1);
});

test('every button of a card, nested ones too, says on which card it is', async () => {
  const client = await started();
  await client.say('card');
  const { id, attachments } = await client.until((one) => one.attachments !== undefined);
  const data = { verb: 'answer', card: id };
  expect(attachments?.[0]?.content).toMatchObject({
    body: [{ actions: [{ data }] }],
    actions: [{ card: { actions: [{ data }] } }],
  });
});

test('a replaced card keeps its id, place and time', async () => {
  const client = await started();
  await client.say('card');
  const card = await client.until((one) => one.attachments !== undefined);
  await client.post({ type: 'message', value: { card: card.id } });
  await client.until(({ text }) => text === 'answer 1');
  const [, replaced] = client.seen.filter(({ id }) => id === card.id);
  expect(replaced).toMatchObject({ timestamp: card.timestamp, attachments: [{ content: { settled: true } }] });
  expect(replaced?.channelData).toEqual(card.channelData);
});

test.each(['nonsense', 'other|0000001', '%|9999999'])(
  'a replacement of %s, which is no card of ours, is left out',
  async (card) => {
    const client = await started();
    await client.post({ type: 'message', value: { card: card.replace('%', client.conversation) } });
    await client.until(({ text }) => text === 'answer 1');
    expect(client.seen).toHaveLength(3);
  },
);

test('after a lost socket it goes on where the watermark says', async () => {
  const client = await started();
  await client.until(({ text }) => text === 'welcome');
  client.socket?.terminate();
  await client.say('missed');
  expect(client.texts()).toEqual(['welcome']);
  await client.reconnect();
  await client.until(({ text }) => text === 'answer 1');
  expect(client.texts()).toEqual(['welcome', 'missed', 'answer 1']);
});

test('a page that comes back without a watermark gets everything', async () => {
  const client = await started();
  await client.say('one');
  await client.until(({ text }) => text === 'answer 1');
  client.seen = [];
  client.watermark = '';
  await client.reconnect();
  await client.until(({ text }) => text === 'answer 1');
  expect(client.texts()).toEqual(['welcome', 'one', 'answer 1']);
});

test('all open pages of a conversation see what is said', async () => {
  const client = await started();
  const second = new DirectLineClient(server.url);
  Object.assign(second, { token: client.token, conversation: client.conversation });
  await second.reconnect();
  await client.say('hello');
  await Promise.all([client, second].map((one) => one.until(({ text }) => text === 'answer 1')));
  expect(second.texts()).toEqual(client.texts());
});

test('the token says in whose role the conversation begins', async () => {
  const client = await new DirectLineClient(server.url).start({ role: 'nurse', locale: 'en-GB' });
  const begun = server.dialogs
    .flatMap((dialog) => dialog.begun)
    .find((head) => head?.conversation === client.conversation);
  expect(begun).toMatchObject({ role: 'nurse', language: 'en', channel: 'webchat', number: 1, content: 'test' });
});

test('a good token makes its conversation anew where it is gone', async () => {
  const client = new DirectLineClient(server.url);
  await client.generate();
  await client.reconnect();
  await client.until(({ text }) => text === 'welcome');
});

test('erased is erased: said so, and then tokens and sockets end', async () => {
  const client = await started();
  await client.say('my secret');
  const { socket } = client;
  if (socket === undefined) throw new Error('no socket');
  const closed = once(socket, 'close');
  const { status } = await client.say('delete');
  expect(status).toBe(200);
  await client.until(({ text }) => text === 'deleted');
  // Kept nowhere, and yet shown: without it Web Chat would call the message unsent.
  expect(client.texts()).toContain('delete');
  expect((await closed)[0]).toBe(1008);
  const conversation = `/conversations/${client.conversation}`;
  for (const [method, path, body] of [
    ['GET', `${conversation}/activities`],
    ['GET', conversation],
    ['POST', '/conversations', {}],
    ['POST', '/tokens/refresh'],
    ['POST', `${conversation}/activities`, { type: 'message', text: 'hello?' }],
  ] as const)
    expect([path, (await client.call(method, path, body)).status]).toEqual([path, 403]);
});

test('a socket opens once for each ticket, and only with one of its own conversation', async () => {
  const client = await started();
  const other = await started();
  const { body } = await client.call('GET', `/conversations/${client.conversation}`);
  const { streamUrl } = z.object({ streamUrl: z.string() }).parse(body);
  expect(await refusalOf(streamUrl.replace(client.conversation, other.conversation))).toBe(403);
  const again = await client.call('GET', `/conversations/${client.conversation}`);
  const ticketed = z.object({ streamUrl: z.string() }).parse(again.body);
  await client.listen(ticketed.streamUrl);
  expect(await refusalOf(ticketed.streamUrl)).toBe(403);
});

function refusalOf(streamUrl: string): Promise<unknown> {
  const socket = new WebSocket(streamUrl);
  return new Promise((answer) =>
    socket
      .on('unexpected-response', (_req, { statusCode }) => answer(statusCode))
      .on('open', () => answer('opened'))
      .on('error', () => undefined),
  );
}

test('of what a client sends along only what the conversation knows comes back and is kept', async () => {
  const client = await started();
  const sent = {
    text: 'hi',
    value: { junk: 'x'.repeat(50_000), card: 'c', verb: 'why' },
    entities: [{ type: 'junk' }],
    channelData: { clientActivityID: '1', postBack: true, junk: 'y'.repeat(5_000), cauda: { log: 1, junk: 'z' } },
  };
  expect((await client.post({ type: 'message', ...sent })).status).toBe(200);
  const echo = await client.until(({ text }) => text === 'hi');
  const { junk: _none, ...kept } = sent.channelData;
  expect(echo).toMatchObject({ value: { card: 'c', verb: 'why' }, channelData: { ...kept, cauda: { log: 1 } } });
  expect(JSON.stringify(echo)).not.toMatch(/junk|xxx|yyy/);
  expect((await client.post({ type: 'message', value: { value: 'x'.repeat(5_000) } })).status).toBe(400);
});

test('a long text comes back short', async () => {
  const client = await started();
  expect((await client.say('a'.repeat(19_000))).status).toBe(200);
  const echo = await client.until(({ text }) => text?.startsWith('aaa') ?? false);
  expect(echo.text).toHaveLength(2_001);
  expect((await client.say('a'.repeat(21_000))).status).toBe(400);
});

test('typing comes back and changes nothing', async () => {
  const client = await started();
  expect((await client.post({ type: 'typing' })).status).toBe(200);
  expect(await client.until(({ type }) => type === 'typing')).toMatchObject({ from: { role: 'user' } });
  expect((await client.poll()).activities).toHaveLength(1);
});

test('when the dialog fails the person is told, can send again, and nothing inside is shown', async () => {
  const client = await started();
  const answer = await client.say('boom');
  expect(answer).toMatchObject({ status: 424, body: { error: { code: 'BotError', message: safetyNet } } });
  await client.until(({ text }) => text === safetyNet);
  await client.say('no');
  await client.until(({ text }) => text === 'answer 1');
  expect((await client.poll()).activities.map(({ text }) => text)).toEqual(['welcome', 'no', 'answer 1']);
  const places = client.seen.map(({ channelData }) => channelData['webchat:sequence-id']);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('while the storage is held by another the person is told within 5 s; afterwards all goes on', async () => {
  const client = await started();
  const other = new DatabaseSync(join(server.dataDir, 'cauda.sqlite'));
  other.exec('BEGIN IMMEDIATE');
  const begun = Date.now();
  const failing = client.say('no');
  await client.until(({ text }) => text === safetyNet);
  expect(Date.now() - begun).toBeLessThan(5_000);
  expect((await failing).status).toBe(424);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  other.exec('ROLLBACK');
  other.close();
  expect((await client.say('no')).status).toBe(200);
  await client.until(({ text }) => text === 'answer 1');
}, 10_000);

test('names what is wrong with a request', async () => {
  const client = await started();
  expect(await client.post({ text: 'no type' })).toMatchObject({
    status: 400,
    body: { error: { message: expect.stringMatching(/^type:/) } },
  });
  expect(await client.call('POST', '/tokens/generate', { role: 'king' })).toMatchObject({
    status: 400,
    body: { error: { message: expect.stringMatching(/^role:/) } },
  });
  expect((await client.call('POST', `/conversations/${client.conversation}/upload`, {})).status).toBe(415);
});

test('without a good token for this conversation nothing opens', async () => {
  const client = await started();
  const { conversation } = await started();
  expect((await client.call('GET', `/conversations/${conversation}/activities`)).status).toBe(403);
  client.token = 'x.y.z';
  expect((await client.say('hello')).status).toBe(403);
  const bare = await fetch(`${server.url}/v3/directline/conversations`, { method: 'POST' });
  expect(bare.status).toBe(401);
  const socket = new WebSocket(
    `${server.url.replace('http', 'ws')}/v3/directline/conversations/${conversation}/stream?t=x`,
  );
  const refused = await new Promise((answer) =>
    socket.on('unexpected-response', (_req, { statusCode }) => answer(statusCode)).on('error', () => undefined),
  );
  expect(refused).toBe(403);
});

test.each([
  ['https://hospital.example', 200],
  ['https://evil.example', 403],
  ['null', 403],
])('a page of %s gets %i', async (origin, status) => {
  const answer = await fetch(`${server.url}/v3/directline/tokens/generate`, { method: 'POST', headers: { origin } });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('access-control-allow-origin')).toBe(status === 200 ? origin : null);
});

test('a browser may ask first what it may do', async () => {
  const headers = { origin: 'https://hospital.example', 'access-control-request-method': 'POST' };
  const answer = await fetch(`${server.url}/v3/directline/conversations`, { method: 'OPTIONS', headers });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('access-control-allow-headers')).toContain('x-ms-bot-agent');
});

test('too many chats from one address are slowed down', async () => {
  const strict = await testServer({ CAUDA_CHATS_PER_MINUTE: '2' });
  const client = new DirectLineClient(strict.url);
  const statuses = [];
  for (let i = 0; i < 3; i += 1) statuses.push((await client.call('POST', '/tokens/generate')).status);
  expect(statuses).toEqual([200, 200, 429]);
  await strict.stop();
});
