import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { z } from 'zod';
import { dataKeys, newKey } from '../../src/storage/dataKeys.ts';
import type { Store } from '../../src/storage/store.ts';
import { embeddedPostgres, type RunningPostgres } from '../cluster/embeddedPostgres.ts';
import { type Instance, startInstance } from '../cluster/instance.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { DirectLineClient, type SeenActivity } from './directLineClient.ts';
import { openPostgresAt } from './storage/postgresStore.ts';

jest.setTimeout(30_000);

let postgres: RunningPostgres;
let sql: pg.Client;
let reader: Store;
const dataKey = newKey();
let a: Instance;
let b: Instance;

/** Servers as `npm start` runs them, each with a data folder of its own, as on two machines. */
const start = (): Promise<Instance> =>
  startInstance({
    CAUDA_DATABASE_URL: postgres.url,
    CAUDA_DATA_KEY: dataKey.toString('base64'),
    CAUDA_DATA_DIR: temporaryFolder(),
    CAUDA_PLAYGROUND: '1',
    CAUDA_LOG_LEVEL: 'silent',
    CAUDA_CHATS_PER_MINUTE: '1000',
  });
const connect = async (): Promise<void> => {
  sql = new pg.Client(postgres.url);
  sql.on('error', () => undefined);
  await sql.connect();
};
beforeAll(async () => {
  postgres = await embeddedPostgres();
  [a, b] = await Promise.all([start(), start()]);
  await connect();
  reader = await openPostgresAt(postgres.url, { dataKeys: dataKeys([dataKey]) });
}, 60_000);
afterAll(async () => {
  connector?.close();
  await Promise.all([a.stop(), b.stop()]);
  await reader.close();
  await sql.end();
  await postgres.stop();
});

/** The same person's page, at another instance. */
function at(instance: Instance, { token, conversation }: DirectLineClient): DirectLineClient {
  return Object.assign(new DirectLineClient(instance.url), { token, conversation });
}
const bot = ({ from }: SeenActivity): boolean => from.role === 'bot';
const asked = (client: DirectLineClient, count: number): Promise<SeenActivity> =>
  client.until(() => client.seen.filter(bot).length >= count);
/** What is stored, as a third instance would read it. */
const entries = async ({ conversation }: DirectLineClient): Promise<readonly unknown[]> => {
  const { log } = await reader.load(conversation, 'reading', Date.now() + 4_000);
  return log?.entries.map((entry) => (entry.kind === 'answered' ? entry.findings : entry.kind)) ?? [];
};

const deskAnswer = z.looseObject({
  reference: z.optional(z.string()),
  sheet: z.optional(z.looseObject({ revision: z.number(), computed: z.string() })),
  calls: z.optional(
    z.array(z.looseObject({ reference: z.string(), summary: z.looseObject({ computed: z.string() }) })),
  ),
});

const submit = z.looseObject({ type: z.literal('Action.Submit'), title: z.string(), data: z.looseObject({}) });
/** What a tap on the button with this title posts. */
function tap(within: unknown, title: string): object {
  const found = buttons(within).find((button) => button.title === title);
  if (found === undefined) throw new Error(`no button "${title}"`);
  return { type: 'message', value: found.data, channelData: { postBack: true } };
}
function buttons(within: unknown): readonly z.infer<typeof submit>[] {
  const read = submit.safeParse(within);
  if (read.success) return [read.data];
  return typeof within === 'object' && within !== null ? Object.values(within).flatMap(buttons) : [];
}

test('a page at one instance sees what another committed, with the same token', async () => {
  const page = await new DirectLineClient(a.url).start();
  await asked(page, 1);
  expect((await at(b, page).say('no weakness')).status).toBe(200);
  await asked(page, 2);
  expect(page.texts()).toContain('no weakness');
  expect(await entries(page)).toEqual([{ legWeakness: 'none' }]);
});

test('a ticket opens one socket, whichever instance it is shown to', async () => {
  const client = new DirectLineClient(a.url);
  await client.generate();
  const begun = await client.call('POST', '/conversations', {});
  const { streamUrl } = z.looseObject({ streamUrl: z.string() }).parse(begun.body);
  const stolen = streamUrl.replace(new URL(a.url).host, new URL(b.url).host);
  await at(b, client).listen(stolen);
  await expect(client.listen(streamUrl)).rejects.toThrow('403');
  await client.reconnect();
  await expect(at(b, client).listen(stolen)).rejects.toThrow('403');
});

test('a lost notification costs about a second, not the message', async () => {
  const page = await new DirectLineClient(a.url).start();
  await asked(page, 1);
  // Nobody hears anything just now.
  await sql.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'");
  const begin = Date.now();
  expect((await at(b, page).say('no weakness')).status).toBe(200);
  await page.until(({ text }) => text === 'no weakness');
  expect(Date.now() - begin).toBeLessThan(2_500);
});

test('the same message at both at once gives one answer, one reply and the same id', async () => {
  const page = await new DirectLineClient(a.url).start();
  const card = await asked(page, 1);
  const same = { ...tap(card, 'No weakness'), channelData: { clientActivityID: 'same' } };
  const answers = await Promise.all([page, at(b, page)].map((one) => one.post(same)));
  expect(answers[0]).toEqual(answers[1]);
  expect(await entries(page)).toHaveLength(1);
  const { activities } = await page.poll();
  // The welcome with the question, the tap, that card settled, the next question.
  expect(activities.map(({ from }) => from.role)).toEqual(['bot', 'user', 'bot', 'bot']);
  // The card settled last bears the id of the one it settles, so that no id tells when all have come.
  await page.until(() => page.seen.length === activities.length);
  expect(page.seen.map(({ id }) => id)).toEqual(activities.map(({ id }) => id));
});

test('of two different taps at both at once one counts, and the other is told so', async () => {
  for (let round = 0; round < 5; round += 1) {
    const page = await new DirectLineClient(a.url).start();
    const card = await asked(page, 1);
    const answers = await Promise.all([page.post(tap(card, 'No weakness')), at(b, page).post(tap(card, 'Left leg'))]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await entries(page)).toHaveLength(1);
    const { activities } = await page.poll();
    expect(activities.filter(({ from }) => from.role === 'user')).toHaveLength(2);
    const late = activities.slice(activities.findLastIndex(({ from }) => from.role === 'user') + 1);
    expect(JSON.stringify(late)).toMatch(/That card is old: .* so the tap was not counted/);
  }
});

test('what is erased at one instance is over at the other, which remembered it', async () => {
  const page = await new DirectLineClient(a.url).start();
  await asked(page, 1);
  await page.say('no weakness');
  await asked(page, 2);
  const closed = new Promise((over) => page.socket?.once('close', over));
  await at(b, page).say('delete my answers');
  await at(b, page).say('yes');
  expect(await closed).toBe(1008);
  expect((await page.call('POST', '/tokens/refresh')).status).toBe(403);
  await expect(page.reconnect()).rejects.toThrow('403');
});

test('a call that goes on at one instance is read as it is at the other, which had worked on it', async () => {
  const desk = async (instance: Instance, path: string, body?: object) => {
    const answer = await fetch(`${instance.url}/nurse/desk/calls${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { origin: instance.url, 'x-cauda-desk': '1', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return deskAnswer.parse(await answer.json());
  };
  const act = (instance: Instance, reference: string, seen: number, given: object) =>
    desk(instance, `/${reference}/acts`, { id: crypto.randomUUID(), seen, act: given });
  const { reference = '' } = await desk(a, '', {});
  const read = async () => (await desk(b, `/${reference}`)).sheet;
  const { sheet } = await act(b, reference, 0, { act: 'note', text: 'on the telephone' });
  const before = sheet?.revision ?? 0;
  const after = await act(a, reference, before, { act: 'set', question: 'saddleNumbness', value: 'yes' });
  expect(after.sheet?.computed).toBe('emergency');
  expect(await read()).toEqual(after.sheet);
  const queue = (await desk(b, '')).calls?.find((one) => one.reference === reference);
  expect(queue?.summary.computed).toBe('emergency');
});

test('a conversation lives through a restart of the database', async () => {
  const page = await new DirectLineClient(a.url).start();
  await asked(page, 1);
  await sql.end();
  const restarting = postgres.restart();
  const message = { channelData: { clientActivityID: 'm' } };
  const during = await at(b, page).say('no weakness', message);
  await restarting;
  await connect();
  // Whatever became of it, sending it again counts it once.
  expect([200, 424]).toContain(during.status);
  expect((await at(b, page).say('no weakness', message)).status).toBe(200);
  await asked(page, 2);
  expect(await entries(page)).toHaveLength(1);
});

test('while the database does not answer the person is told within 5 s; afterwards all goes on', async () => {
  const page = await new DirectLineClient(a.url).start();
  await asked(page, 1);
  await sql.query('BEGIN');
  await sql.query('SELECT FROM sealed_conversation FOR UPDATE');
  const begin = Date.now();
  const answer = await page.say('no weakness');
  expect(Date.now() - begin).toBeLessThan(5_000);
  expect(answer.status).toBe(424);
  await page.until(({ text = '' }) => /emergency/.test(text));
  expect((await fetch(`${a.url}/readyz`)).status).toBe(200);
  await sql.query('ROLLBACK');
  expect((await page.say('no weakness')).status).toBe(200);
  expect(await entries(page)).toHaveLength(1);
});

/** Takes the replies as Teams' connector does, slowly. */
let connector: Server | undefined;
const delivered: string[] = [];
async function startConnector(): Promise<string> {
  connector = createServer((req, res) => {
    let body = '';
    req.on('data', (part) => {
      body += part;
    });
    req.on('end', () =>
      setTimeout(() => {
        delivered.push(`${req.method} ${JSON.parse(body).conversation?.id}`);
        res.writeHead(201, { 'content-type': 'application/json' });
        res.end('{"id":"1"}');
      }, 100),
    );
  });
  await new Promise<void>((done) => connector?.listen(0, '127.0.0.1', done));
  const address = connector.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
}

test('Teams delivers the same message to both: one entry, each reply sent once, by one instance', async () => {
  const serviceUrl = await startConnector();
  const post = (instance: Instance, id: string, text: string): Promise<{ readonly status: number }> =>
    fetch(`${instance.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        id,
        text,
        channelId: 'msteams',
        serviceUrl,
        conversation: { id: 'teams-1' },
        from: { id: 'u' },
        recipient: { id: 'b' },
      }),
    });
  const outbox = async (): Promise<number> => (await sql.query('SELECT FROM sealed_outbox')).rowCount ?? 0;
  const allSent = async (): Promise<void> => {
    while ((await outbox()) > 0) await new Promise((next) => setTimeout(next, 50));
  };
  await post(a, 'm1', 'hello');
  // Words that come before their question could be seen answer nothing.
  await allSent();
  const statuses = await Promise.all([post(a, 'm2', 'no weakness'), post(b, 'm2', 'no weakness')]);
  expect(statuses.map(({ status }) => status)).toEqual([200, 200]);
  await allSent();
  await post(b, 'm3', 'no numbness');
  await allSent();
  const sent = (await sql.query('SELECT last_value FROM sealed_outbox_id_seq')).rows[0]?.last_value;
  // Cards that fold are replaced, which is no reply.
  expect(delivered.filter((one) => one.startsWith('POST'))).toHaveLength(Number(sent));
  const conversation = new DirectLineClient(a.url);
  conversation.conversation = 'teams-1';
  expect(await entries(conversation)).toEqual([{ legWeakness: 'none' }, { saddleNumbness: 'no' }]);
});

test('a killed instance takes nothing with it: the page goes on at the other', async () => {
  const page = await new DirectLineClient(b.url).start();
  await asked(page, 1);
  await page.say('no weakness');
  await asked(page, 2);
  const gone = new Promise((closed) => page.socket?.once('close', closed));
  b.process.kill('SIGKILL');
  await gone;
  const here = at(a, page);
  expect((await here.say('no numbness')).status).toBe(200);
  await here.reconnect();
  await asked(here, 3);
  expect(await entries(page)).toHaveLength(2);
});
