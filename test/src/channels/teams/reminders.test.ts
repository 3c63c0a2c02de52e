import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { BotAuthentication } from '../../../../src/channels/teams/keptConnectors.ts';
import { remindersOf } from '../../../../src/channels/teams/reminders.ts';
import { TeamsAdapter } from '../../../../src/channels/teams/teamsAdapter.ts';
import { StandInConnector } from './connector.ts';

let connector: StandInConnector;
beforeAll(async () => {
  connector = await StandInConnector.start();
});
afterAll(() => connector.stop());

const hour = 3_600_000;
let now = 0;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const begun = () => {
  now = 0;
  connector.taken.length = 0;
  connector.asked.length = 0;
  connector.behaves = () => 201;
  return remindersOf(2, new TeamsAdapter(new BotAuthentication({}), ''), silent, () => now);
};
const reference = (id: string) => ({
  channelId: 'msteams',
  serviceUrl: connector.url,
  bot: { id: '28:bot', name: '' },
  user: { id: '29:person', name: '' },
  conversation: { id, name: '', isGroup: false, conversationType: 'personal' },
});

test('who went away is reminded once, after the time and not before', async () => {
  const reminders = begun();
  reminders.wait('c1', reference('c1'), 'go on');
  now = 1.9 * hour;
  await reminders.remind();
  expect(connector.asked).toHaveLength(0);
  now = 2 * hour;
  await reminders.remind();
  expect(connector.taken.map(({ body }) => body.text)).toEqual(['go on']);
  // Another question later is no reason for another reminder.
  reminders.wait('c1', reference('c1'), 'go on');
  now = 9 * hour;
  await reminders.remind();
  expect(connector.taken).toHaveLength(1);
  reminders.stop();
});

test('who came to an end is not reminded, and who answers meanwhile is waited for anew', async () => {
  const reminders = begun();
  reminders.wait('c1', reference('c1'), 'go on');
  reminders.wait('c2', reference('c2'), 'go on');
  reminders.forget('c1');
  now = 1.5 * hour;
  reminders.wait('c2', reference('c2'), 'go on');
  now = 2.5 * hour;
  await reminders.remind();
  expect(connector.asked).toHaveLength(0);
  now = 3.5 * hour;
  await reminders.remind();
  expect(connector.taken).toHaveLength(1);
  reminders.stop();
});

test.each([403, 404])('a channel that refuses it with %d is not asked again', async (status) => {
  const reminders = begun();
  connector.behaves = () => status;
  reminders.wait('c1', reference('c1'), 'go on');
  now = 3 * hour;
  await reminders.remind();
  await reminders.remind();
  expect(connector.asked).toHaveLength(1);
  reminders.stop();
});
