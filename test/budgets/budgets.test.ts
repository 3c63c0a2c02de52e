import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { triageTurns } from '../../dialogs/triageTurn.ts';
import type { Findings, Role } from '../../machines/findings.ts';
import { triage } from '../../machines/triage.ts';
import { withFirstTurns } from '../../src/storage/firstTurns.ts';
import type { Store } from '../../src/storage/store.ts';
import { storedEntry, storedHead } from '../../src/storage/storedLog.ts';
import type { Button } from '../chaos/seenActivity.ts';
import type { DirectLineClient } from '../src/directLineClient.ts';
import { storeIn } from '../src/storage/embeddedStore.ts';
import { concluded, startedClient, tap } from '../src/storage/playedConversation.ts';
import { testServer } from '../src/testServer.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { type Cost, CountedDatabase } from './countedDatabase.ts';

/*
 * What a turn may cost, in counts that are the same on every machine. One that is exceeded is a regression; one that is
 * undercut can be lowered.
 */
const budget = {
  webTap: { statements: 4, commits: 1 },
  webTyped: { statements: 4, commits: 1 },
  webWhy: { statements: 4, commits: 1 },
  redelivered: { statements: 2, commits: 0 },
  teamsTap: { statements: 4, commits: 1 },
  begin: { statements: 8, commits: 1 },
  /** Its own tap, the settled card, the next card. */
  activitiesOfATap: 3,
  /** Bytes of the head and of what was told, and of each answer. */
  log: { head: 250, answer: 50 },
};

let db: CountedDatabase;
let store: Store;
/** Conversations whose socket has read all that there was. */
const caughtUp = new Set<string>();
let server: Awaited<ReturnType<typeof testServer>>;
beforeAll(async () => {
  db = new CountedDatabase(join(temporaryFolder(), 'cauda.sqlite'), { timeout: 0 });
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
  store = withFirstTurns(storeIn(db));
  server = await testServer(
    { CAUDA_PLAYGROUND: '1' },
    {
      openStore: () => ({
        ...store,
        // What other instances left behind is looked for every two seconds, in whosever turn that falls.
        undelivered: async () => [],
        async transcript(conversation, after, limit) {
          const rows = await store.transcript(conversation, after, limit);
          if (rows.length === 0) caughtUp.add(conversation);
          return rows;
        },
      }),
      triage: (buttons) => triageTurns({ buttons }),
    },
  );
});
afterAll(() => server.stop());

const within = (cost: Cost, { statements, commits }: Cost): void => {
  expect(cost.commits).toBe(commits);
  expect(cost.statements).toBeLessThanOrEqual(statements);
};
/** A web client at its first question, whose socket reads no more. */
async function started(role: Role = 'self'): Promise<DirectLineClient> {
  const client = await startedClient(server.url, role);
  while (!caughtUp.has(client.conversation)) await new Promise(setImmediate);
  return client;
}
const answers =
  (value: string) =>
  ({ data }: Button): boolean =>
    data.verb === 'answer' && data.value === value;

test('a web conversation begins within its budget', async () => {
  within(await db.costOf(() => started()), budget.begin);
});

test('a tapped answer stays within its budget', async () => {
  // Who is the first to be asked a question has its card kept too.
  await tap(await started(), answers('none'));
  const client = await started();
  const before = client.seen.length;
  within(await db.costOf(() => tap(client, answers('none'))), budget.webTap);
  expect(client.seen.length - before).toBeLessThanOrEqual(budget.activitiesOfATap);
});

test('typed answers and questions about the question stay within their budgets', async () => {
  const client = await started();
  within(await db.costOf(() => client.say('no weakness')), budget.webTyped);
  within(await db.costOf(() => client.say('why?')), budget.webWhy);
});

test('what is delivered again costs a look', async () => {
  const client = await started();
  const message = { channelData: { clientActivityID: 'again' } };
  await client.say('no weakness', message);
  within(await db.costOf(() => client.say('no weakness', message)), budget.redelivered);
});

test('waiting turns share a commit', async () => {
  const clients = await Promise.all(Array.from({ length: 16 }, () => started()));
  const { commits } = await db.costOf(() => Promise.all(clients.map((client) => client.say('no weakness'))));
  expect(commits).toBeLessThan(clients.length);
});

const replies = z.object({ activities: z.array(z.looseObject({ type: z.string() })) });

test('a Teams turn stays within its budget', async () => {
  const say = async (conversation: string, activity: object) => {
    const answer = await fetch(`${server.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id: randomUUID(),
        channelId: 'msteams',
        serviceUrl: 'http://localhost:1/',
        conversation: { id: conversation },
        from: { id: 'user' },
        recipient: { id: 'bot' },
        deliveryMode: 'expectReplies',
        ...activity,
      }),
    });
    return replies.parse(await answer.json()).activities;
  };
  const firstAnswer = async (conversation: string) => {
    const [welcome] = await say(conversation, { type: 'message', text: 'hello' });
    const [, data = '{}'] = /"data":(\{[^{}]*"value":"none"[^{}]*\})/.exec(JSON.stringify(welcome)) ?? [];
    return JSON.parse(data);
  };
  // Who is the first to be asked a question has its card kept too.
  const [first, conversation] = [randomUUID(), randomUUID()];
  await say(first, { type: 'message', value: await firstAnswer(first) });
  const value = await firstAnswer(conversation);
  let sent: readonly object[] = [];
  within(
    await db.costOf(async () => {
      sent = await say(conversation, { type: 'message', value });
    }),
    budget.teamsTap,
  );
  expect(sent).toHaveLength(1);
});

test('the log of a finished conversation stays small where all is asked and rule after rule makes it an emergency', async () => {
  const mostAsked: Findings = {
    legWeakness: 'both',
    weaknessCourse: 'slowly-worsening',
    saddleNumbness: 'no',
    bladder: 'longstanding',
    bowel: 'constipation',
    sensoryOrReflex: 'severe',
    legPain: 'both',
    cancerHistory: 'yes',
    infection: 'no',
    trauma: 'minor',
    boneFragility: 'no',
    spinalSurgery: 'past',
    implantedDevice: 'mr-conditional',
    metalFragments: 'no',
    pregnancy: 'possible',
    claustrophobia: 'yes',
    mriAccess: 'delayed',
  };
  const client = await concluded(server.url, 'clinician', mostAsked);
  const { log } = await store.load(client.conversation, 'another', Date.now() + 4_000);
  if (log === undefined) throw new Error('the conversation has a log');
  expect(triage(log).context.answers).toMatchObject(mostAsked);
  const stored = [storedHead(log.head), ...log.entries.map(storedEntry)];
  const most = budget.log.head + budget.log.answer * Object.keys(triage(log).context.answers).length;
  expect(Buffer.byteLength(stored.join(''))).toBeLessThanOrEqual(most);
});
