import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { triageTurns } from '../../../../dialogs/triageTurn.ts';
import { teamsOutbox } from '../../../../src/channels/teams/outbox.ts';
import type { Connector } from '../../../../src/channels/teams/teamsAdapter.ts';
import type { OutboxRow, Store } from '../../../../src/storage/store.ts';
import { temporaryFolder } from '../../../temporaryFolder.ts';
import { openEmbedded } from '../../storage/embeddedStore.ts';
import { testServer } from '../../testServer.ts';
import { type ConnectorRequest, isFold, isMessage, StandInConnector } from './connector.ts';
import { buttonFor, TeamsPerson } from './person.ts';

let connector: StandInConnector;
let server: Awaited<ReturnType<typeof testServer>>;
let store: Store;
beforeAll(async () => {
  connector = await StandInConnector.start();
  store = openEmbedded({ file: join(temporaryFolder(), 'cauda.sqlite') });
  server = await testServer(
    { CAUDA_PLAYGROUND: '1' },
    { triage: (buttons) => triageTurns({ buttons }), openStore: () => store },
  );
});
afterAll(async () => {
  await server.stop();
  await connector.stop();
});
let person: TeamsPerson;
beforeEach(() => {
  person = new TeamsPerson(server, connector);
});
afterEach(async () => {
  connector.behaves = () => 201;
  connector.drop();
  // Its answer shows the question, after which nothing unseen is left.
  await person.says('no');
  await allSeen();
});

/** What this test's person was sent. */
const mine = (requests: readonly ConnectorRequest[]) => person.of(requests);
const messages = () => person.messages();
const told = () => person.told();
const hasTold = (words: string) => person.hasTold(words);
const emergencyCard = 'You need an emergency department now';
const firstQuestion = 'leg or foot weaker';

/** Resolves when a reply of this person was refused for good; or when all have arrived. */
const setAside = () => unseenUntil((rows) => rows.some(({ aside }) => aside));
const allSeen = () => unseenUntil((rows) => rows.length === 0);
async function unseenUntil(holds: (rows: readonly OutboxRow[]) => boolean): Promise<void> {
  while (!holds(await store.unseen(person.conversation))) await new Promise(setImmediate);
}

async function begun(): Promise<void> {
  await person.says('hello');
  await person.hasRead(firstQuestion);
}

test.each([
  ['fails', 500],
  ['throttles', 429],
  ['never answers', undefined],
])('a connector that %s when an old card is folded does not hold up an emergency', async (_what, status) => {
  await begun();
  const folds = Promise.withResolvers<number>();
  connector.behaves = (request) => (isFold(request) ? folds.promise : 201);
  await person.taps(buttonFor(messages(), 'both'));
  // It would never come, if it waited for an answer to the fold.
  await hasTold(emergencyCard);
  if (status !== undefined) folds.resolve(status);
  await connector.until(() => mine(connector.asked).some(isFold));
  await person.says('why?');
  await connector.until(() => messages().length === 3);
  folds.resolve(500);
});

test('an emergency does not wait behind a reply that is never taken', async () => {
  await begun();
  connector.behaves = ({ json }) => (json.includes('area between your legs') ? 'hang' : 201);
  await person.taps(buttonFor(messages(), 'none'));
  await connector.until(() => mine(connector.asked).filter(isMessage).length === 2);
  await person.says('I have wet myself');
  await hasTold(emergencyCard);
});

test('who comes back by another address gets the reply that waits for a dead one, and the next', async () => {
  const gone = await StandInConnector.start();
  person.serviceUrl = gone.url;
  gone.behaves = () => 'hang';
  await person.says('hello');
  await gone.until(() => gone.asked.length === 1);
  person.serviceUrl = connector.url;
  await person.says('help');
  await hasTold(firstQuestion);
  await connector.until(() => messages().length === 2);
  await gone.stop();
});

test('what a sweep sends while its turn is about to send it goes out once', async () => {
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<number>();
  const kept = openEmbedded({ file: join(temporaryFolder(), 'cauda.sqlite') });
  const own = await testServer(
    { CAUDA_PLAYGROUND: '1' },
    {
      triage: (buttons) => triageTurns({ buttons }),
      openStore: () => ({
        ...kept,
        async commit(change, until) {
          const result = await kept.commit(change, until);
          if (change.outbox.length > 0) await asked.promise;
          return result;
        },
      }),
    },
  );
  const newcomer = new TeamsPerson({ ...own, store: kept }, connector);
  let times = 0;
  connector.behaves = (request) => {
    if (newcomer.of([request]).length === 0) return 201;
    times += 1;
    asked.resolve();
    return answered.promise;
  };
  await newcomer.says('hello');
  answered.resolve(201);
  await newcomer.hasRead(firstQuestion);
  expect(times).toBe(1);
  await own.stop();
});

test('a reply that fails again and again does not hold up the answer to the next message', async () => {
  await begun();
  connector.behaves = ({ json }) => (json.includes('shows which nerve') ? 412 : 201);
  await person.says('why?');
  await connector.until(() => mine(connector.asked).length === 2);
  await person.says('no weakness');
  await hasTold('area between your legs');
});

test.each([400, 413])(
  'a question that the connector refuses with %d was not asked: what is typed next does not answer it',
  async (status) => {
    await begun();
    const saddle = 'area between your legs';
    connector.behaves = ({ json }) => (json.includes(saddle) ? status : 201);
    await person.taps(buttonFor(messages(), 'none'));
    await setAside();
    connector.behaves = () => 201;
    await person.says('no');
    await hasTold(saddle);
    expect(told()).toContain('came too late');
    await allSeen();
    // Now it was asked, and the same word answers it.
    await person.says('no');
    await hasTold('pass or hold urine');
  },
);

test('a question that fails again and again and is overtaken by words was not asked', async () => {
  await begun();
  const saddle = 'area between your legs';
  connector.behaves = ({ json }) => (json.includes(saddle) ? 412 : 201);
  await person.taps(buttonFor(messages(), 'none'));
  await connector.until(() => mine(connector.asked).filter(isMessage).length === 2);
  await person.says('why?');
  await connector.until(() => messages().length === 2);
  await setAside();
  connector.behaves = () => 201;
  await person.says('no');
  await person.hasRead(saddle);
  expect(told()).toContain('came too late');
});

test('a row that can never go is set aside, and the next message gets its answer', async () => {
  await begun();
  await allSeen();
  const soon = Date.now() + 4_000;
  const { position } = await store.load(person.conversation, 'none', soon);
  const stuck = '{"activity":{"type":"message","channelId":"msteams","serviceUrl":"http://127.0.0.1:9/","locale":5}}';
  const nothing = { erase: false, head: undefined, entries: [], transcript: [], response: undefined, finished: false };
  const { conversation } = person;
  await store.commit(
    { conversation, activityId: 'stuck', from: position, to: position, outbox: [stuck], ...nothing },
    soon,
  );
  await person.says('why?');
  await connector.until(() => messages().length === 2);
  await setAside();
  await unseenUntil((rows) => rows.every(({ aside }) => aside));
  expect(await store.undelivered()).not.toContain(conversation);
});

test('who comes back while the old way is still looked for is sent nothing by it', async () => {
  const own = openEmbedded({ file: join(temporaryFolder(), 'cauda.sqlite') });
  const conversation = 'moved';
  const soon = Date.now() + 4_000;
  const { position } = await own.load(conversation, 'none', soon);
  const reply = {
    type: 'message',
    channelId: 'msteams',
    serviceUrl: 'http://old.example/',
    conversation: { id: conversation },
    from: { id: 'bot' },
  };
  const outbox = [JSON.stringify({ activity: reply })];
  const nothing = { erase: false, head: undefined, entries: [], transcript: [], response: undefined, finished: false };
  await own.commit({ conversation, activityId: 'a', from: position, to: position, outbox, ...nothing }, soon);

  const asked: string[] = [];
  const connectorAt = (name: string): Connector => {
    const sent = async () => {
      asked.push(name);
      if (name === 'old') throw new Error('nobody is there any more');
      return { id: 'taken' };
    };
    return { conversations: { sendToConversation: sent, replyToActivity: sent, updateActivity: sent } };
  };
  const lookedFor = Promise.withResolvers<void>();
  const found = Promise.withResolvers<Connector>();
  const connectorFor = () => {
    lookedFor.resolve();
    return found.promise;
  };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const waiting = teamsOutbox({ store: own, adapter: { connectorFor }, log, now: Date.now });
  const replayed = waiting.replay();
  await lookedFor.promise;
  waiting.deliver(conversation, { serviceUrl: 'http://new.example/', connector: connectorAt('new') }, ['usual']);
  found.resolve(connectorAt('old'));
  await replayed;
  await waiting.idle();
  expect(asked).toEqual(['new']);
  await waiting.stop();
  await own.close();
});

test('what waits to be sent holds nobody’s name', async () => {
  connector.behaves = () => 'hang';
  await person.says('hello');
  await connector.until(() => mine(connector.asked).length === 1);
  const rows = await store.unseen(person.conversation);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toMatch(/Alex|Wilber|aadObjectId/);
});
