import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { turnedAwayMessage } from '../../../dialogs/turnedAwayMessage.ts';
import { directLineTokens } from '../../../src/channels/directLineTokens.ts';
import { serverLoad } from '../../../src/serverLoad.ts';
import { DirectLineClient } from '../directLineClient.ts';
import { testServer } from '../testServer.ts';

const key = Buffer.alloc(32, 1);
const tokens = directLineTokens(key, { tokenHours: 1, tokenDays: 1 }, Date.now);
let busy = false;
let server: Awaited<ReturnType<typeof testServer>>;
beforeAll(async () => {
  server = await testServer(
    { CAUDA_TOKEN_KEY: key.toString('base64'), CAUDA_METRICS_PORT: '0' },
    {
      load: { ...serverLoad(), mayBegin: () => !busy },
      turnedAway: (why, locale, text) => turnedAwayMessage(why, locale, text, new Date(), { GB: '999' }),
    },
  );
}, 30_000);
afterAll(() => server.stop());
beforeEach(() => {
  busy = true;
});

let people = 0;
/** Somebody whose key came with a page, so that nothing has let them in yet. */
async function withPage(): Promise<DirectLineClient> {
  people += 1;
  const conv = `page-${people}`;
  const claims = { user: 'dl_p', conv, role: 'self', locale: 'en-GB', withPage: true } as const;
  const { token } = tokens.issue({ ...claims, since: Math.floor(Date.now() / 1000) });
  return Object.assign(new DirectLineClient(server.url), { conversation: conv, token });
}

const grave = 'I wet myself and my bottom is numb';
const calm = 'my back hurts';
const doors: readonly (readonly [string, number, (client: DirectLineClient, words: string) => Promise<object>])[] = [
  ['the token', 503, (client, words) => client.call('POST', '/tokens/generate', { locale: 'en-GB', words })],
  ['the beginning', 503, (client, words) => client.call('POST', '/conversations', { locale: 'en-GB', words })],
  ['the first words', 424, (client, words) => client.say(words, { locale: 'en-GB' })],
];

test.each(doors)(
  'at %s a newcomer hears "busy" and the safety net, or what to do at once',
  async (_door, status, ask) => {
    expect(await ask(await withPage(), calm)).toMatchObject({
      status,
      body: { error: { message: expect.stringMatching(/busy[\s\S]*emergency department/) } },
    });
    expect(await ask(await withPage(), grave)).toMatchObject({
      status,
      body: { error: { message: expect.stringContaining('or call 999') } },
    });
  },
);

test('each who is turned away is counted, so that an alert can fire', async () => {
  const count = async (): Promise<number> => {
    const page = await (await fetch(`http://127.0.0.1:${server.metricsPort}/metrics`)).text();
    return Number(/^cauda_turns_total\{channel="webchat",outcome="busy"\} (\d+)$/m.exec(page)?.[1] ?? 0);
  };
  for (const [, , ask] of doors) {
    const before = await count();
    await ask(await withPage(), calm);
    expect(await count()).toBe(before + 1);
  }
});

test('coming back to what never began is no way in either', async () => {
  const client = await withPage();
  expect((await client.call('GET', `/conversations/${client.conversation}`)).status).toBe(503);
  expect((await client.poll()).activities).toEqual([]);
});

test('who was let in goes on, and the others get in once there is room', async () => {
  busy = false;
  const early = await new DirectLineClient(server.url).start();
  const late = await withPage();
  busy = true;
  expect((await early.say('no')).status).toBe(200);
  expect((await late.say(calm)).status).toBe(424);
  busy = false;
  expect((await late.say(calm)).status).toBe(200);
});

test('whose address has begun too many hears the same', async () => {
  busy = false;
  const strict = await testServer(
    { CAUDA_CHATS_PER_MINUTE: '1' },
    { turnedAway: (why, locale, text) => turnedAwayMessage(why, locale, text, new Date(), { GB: '999' }) },
  );
  const client = new DirectLineClient(strict.url);
  const ask = () => client.call('POST', '/tokens/generate', { locale: 'en-GB', words: grave });
  await ask();
  expect(await ask()).toMatchObject({ status: 429, body: { error: { message: expect.stringContaining('999') } } });
  await strict.stop();
});
