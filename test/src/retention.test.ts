import { setTimeout as pause } from 'node:timers/promises';
import { expect, jest, test } from '@jest/globals';
import type { Presentation } from '../../dialogs/presentation.ts';
import { triageTurns } from '../../dialogs/triageTurn.ts';
import { readConfig } from '../../src/config.ts';
import { deskClient } from './desk/deskClient.ts';
import { DirectLineClient } from './directLineClient.ts';
import { countLeftIn, keysIn, wordsLeftIn } from './storage/leftInFiles.ts';
import { testServer } from './testServer.ts';

// A slow machine is no failure.
jest.setTimeout(30_000);
const day = 24 * 3_600_000;
const triage = { triage: (buttons: Presentation['buttons']) => triageTurns({ buttons }) };
const words = ['zebra striped', 'no weakness at all'];

async function until(come: () => Promise<boolean>): Promise<void> {
  for (const last = Date.now() + 10_000; !(await come()); await pause(20)) {
    if (Date.now() > last) throw new Error('it never came');
  }
}

test('"delete my answers" leaves nothing in any file that could open them, and says so', async () => {
  const server = await testServer({}, triage);
  const client = await new DirectLineClient(server.url).start();
  await client.until(({ attachments }) => attachments !== undefined);
  for (const text of words) await client.say(text);
  const keys = keysIn(server.dataDir);
  expect(countLeftIn(server.dataDir, keys)).toBe(1);
  await client.say('delete my answers');
  await client.say('yes');
  await client.until(({ text = '' }) => /deleted|erased/i.test(text));
  expect(countLeftIn(server.dataDir, keys)).toBe(0);
  expect(wordsLeftIn(server.dataDir, words)).toEqual([]);
  await server.stop();
});

test.each([
  ['unfinished', ['no weakness at all'], 6, 8],
  ['finished', ['stop'], 29, 31],
])('a conversation that is %s is kept for its time and then erased', async (_what, said, keptFor, goneAfter) => {
  const first = await testServer({}, triage);
  const client = await new DirectLineClient(first.url).start();
  for (const text of said) await client.say(text);
  const keys = keysIn(first.dataDir);
  await first.stop();

  const later = async (days: number) => {
    const server = await testServer(
      { CAUDA_DATA_DIR: first.dataDir },
      { ...triage, now: () => Date.now() + days * day },
    );
    return server;
  };
  const still = await later(keptFor);
  await until(async () => (await fetch(`${still.url}/readyz`)).ok);
  expect(keysIn(first.dataDir)).toEqual(keys);
  await still.stop();

  const server = await later(goneAfter);
  await until(async () => countLeftIn(first.dataDir, keys) === 0);
  await server.stop();
  expect(keysIn(first.dataDir)).toEqual([]);
});

test('whoever comes back to a conversation that is gone sees a new one from its beginning', async () => {
  const month = { CAUDA_TOKEN_HOURS: '720', CAUDA_TOKEN_DAYS: '30' };
  const first = await testServer(month);
  const client = await new DirectLineClient(first.url).start();
  for (const text of ['one', 'two']) await client.say(text);
  await client.until(({ text }) => text === 'answer 2');
  await first.stop();

  const env = { ...month, CAUDA_DATA_DIR: first.dataDir, CAUDA_PORT: new URL(first.url).port };
  const later = await testServer(env, { now: () => Date.now() + 8 * day });
  await until(async () => keysIn(first.dataDir).length === 0);
  client.seen = [];
  await client.reconnect();
  await client.until(({ text }) => text === 'welcome');
  await later.stop();
});

test('after erasing everything, the conversation and its token are over', async () => {
  const server = await testServer();
  const client = await new DirectLineClient(server.url).start();
  await client.say('delete');
  await client.until(({ text }) => text === 'deleted');
  const answer = await client.call('GET', `/conversations/${client.conversation}?watermark=`);
  expect(answer).toMatchObject({ status: 403, body: { error: { code: 'TokenExpired' } } });
  await server.stop();
});

test('how long is a setting', () => {
  expect(readConfig({})).toMatchObject({ retentionDays: 30, unfinishedRetentionDays: 7, callRetentionDays: 365 });
  const env = {
    CAUDA_RETENTION_DAYS: '90',
    CAUDA_UNFINISHED_RETENTION_DAYS: '1',
    CAUDA_CALL_RETENTION_DAYS: '3650',
  };
  expect(readConfig(env)).toMatchObject({ retentionDays: 90, unfinishedRetentionDays: 1, callRetentionDays: 3650 });
  expect(() => readConfig({ CAUDA_RETENTION_DAYS: '0' })).toThrow(/CAUDA_RETENTION_DAYS/);
});

test("a nurse's call is kept as a record, longer than any conversation, and looking at it keeps it no longer", async () => {
  const first = await testServer();
  const desk = deskClient(first.url);
  const reference = await desk.begin();
  await desk.act(reference, { act: 'set', question: 'bladder', value: 'retention' });
  await first.stop();
  const statusAfter = async (days: number): Promise<number> => {
    const server = await testServer({ CAUDA_DATA_DIR: first.dataDir }, { now: () => Date.now() + days * day });
    const found = async (): Promise<number> =>
      (await deskClient(server.url).ask(`/nurse/desk/calls/${reference}`)).status;
    if (days > 365) await until(async () => (await found()) === 404);
    const status = await found();
    await server.stop();
    return status;
  };
  expect(await statusAfter(100)).toBe(200);
  expect(await statusAfter(364)).toBe(200);
  expect(await statusAfter(366)).toBe(404);
});
