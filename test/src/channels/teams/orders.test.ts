import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { triageTurns } from '../../../../dialogs/triageTurn.ts';
import { serverLoad } from '../../../../src/serverLoad.ts';
import type { Store } from '../../../../src/storage/store.ts';
import { temporaryFolder } from '../../../temporaryFolder.ts';
import { openEmbedded } from '../../storage/embeddedStore.ts';
import { testServer } from '../../testServer.ts';
import { isMessage, StandInConnector } from './connector.ts';
import { TeamsPerson } from './person.ts';

/** Lets through what is named only once it is opened. */
function gates() {
  const closed = new Map<string, PromiseWithResolvers<void>>();
  const reached = new Map<string, PromiseWithResolvers<void>>();
  const of = (all: typeof closed, name: string) => {
    const found = all.get(name) ?? Promise.withResolvers<void>();
    all.set(name, found);
    return found;
  };
  return {
    close: (name: string) => void of(closed, name),
    open: (name: string) => closed.get(name)?.resolve(),
    /** Resolves when somebody stands before it. */
    isReached: (name: string) => of(reached, name).promise,
    async pass(name: string): Promise<void> {
      of(reached, name).resolve();
      await closed.get(name)?.promise;
    },
  };
}

let connector: StandInConnector;
let shared: Store;
let gate = gates();
let clock = Date.now();
let seen: () => void = () => undefined;
const finished = new Map<string, PromiseWithResolvers<void>>();
const finish = (what: string) => {
  const found = finished.get(what) ?? Promise.withResolvers<void>();
  finished.set(what, found);
  return found;
};

/** The rows of a conversation are one instance's to send, as where instances share a database. */
const holders = new Map<number, string>();
/** The same storage for each instance, through the gates. */
const storeOf = (instance: string): Store => ({
  ...shared,
  async shown(conversation) {
    await gate.pass('look');
    const shown = await shared.shown(conversation);
    finish('look').resolve();
    return shown;
  },
  async unseen(conversation) {
    await gate.pass('unseen');
    return shared.unseen(conversation);
  },
  async commit(change, until) {
    await gate.pass(`commit ${change.activityId}`);
    const result = await shared.commit(change, until);
    finish(`commit ${change.activityId}`).resolve();
    return result;
  },
  async outbox(conversation) {
    const rows = await shared.outbox(conversation);
    if (rows.some(({ id }) => (holders.get(id) ?? instance) !== instance)) return [];
    for (const { id } of rows) holders.set(id, instance);
    return rows;
  },
  async confirm(id, until, shown) {
    await shared.confirm(id, until, shown);
    if (shown?.includes('saddleNumbness')) finish('asked').resolve();
  },
  undelivered: async () => [],
  close: async () => undefined,
});

let one: Awaited<ReturnType<typeof testServer>>;
let other: Awaited<ReturnType<typeof testServer>>;
beforeAll(async () => {
  connector = await StandInConnector.start();
  shared = openEmbedded({ file: join(temporaryFolder(), 'cauda.sqlite') });
  const start = (instance: string) =>
    testServer(
      { CAUDA_PLAYGROUND: '1' },
      {
        triage: (buttons) => triageTurns({ buttons }),
        openStore: () => storeOf(instance),
        now: () => clock,
        load: { ...serverLoad(), mayBegin: () => true, waiting: () => 0, request: () => seen() },
      },
    );
  [one, other] = await Promise.all([start('one'), start('other')]);
});
afterAll(async () => {
  await Promise.all([one.stop(), other.stop()]);
  await shared.close();
  await connector.stop();
});

/** Posts, and resolves once the server has seen it. */
async function comes(post: () => Promise<{ readonly text: string }>) {
  const arrived = new Promise<void>((resolve) => {
    seen = resolve;
  });
  const done = post();
  await arrived;
  // From the door to the handler.
  for (let turns = 0; turns < 30; turns += 1) await new Promise(setImmediate);
  return { done };
}

/** The first "no" is committed, its reply's question is confirmed; the second word comes, and its turn begins. */
const steps = ['committed', 'confirmed', 'comes', 'begins'] as const;
type Step = (typeof steps)[number];
const orders = (left: readonly Step[]): readonly (readonly Step[])[] =>
  left.length === 0
    ? [[]]
    : left.flatMap((step) => orders(left.filter((one) => one !== step)).map((rest) => [step, ...rest]));
const isBefore = (order: readonly Step[], step: Step, later: Step) => order.indexOf(step) < order.indexOf(later);
const possible = orders(steps).filter(
  (order) => isBefore(order, 'committed', 'confirmed') && isBefore(order, 'comes', 'begins'),
);
const cases = possible.flatMap((order) =>
  // One instance begins no turn of a conversation while another runs.
  [...(isBefore(order, 'committed', 'begins') ? ['the same'] : []), 'another'].flatMap((instance) =>
    ['no', 'none at all', 'I wet myself'].map((words) => ({ order, instance, words })),
  ),
);

test.each(cases)(
  '$order, at $instance instance: "$words" answers only a question that was confirmed before it came',
  async ({ order, instance, words }) => {
    gate = gates();
    finished.clear();
    const person = new TeamsPerson(one, connector);
    const saddle = 'area between your legs';
    connector.behaves = async (request) => {
      if (isMessage(request) && request.json.includes(saddle)) await gate.pass('connector');
      return 201;
    };
    await person.says('hello');
    await person.hasRead('leg or foot weaker');

    for (const name of ['commit first', 'connector']) gate.close(name);
    const first = person.post({ id: 'first', text: 'no' });
    await gate.isReached('commit first');
    gate.close('look');
    finished.delete('look');
    let second: Promise<unknown> = Promise.resolve();
    const run: Record<Step, () => Promise<unknown>> = {
      committed: () => {
        gate.open('commit first');
        return finish('commit first').promise;
      },
      confirmed: async () => {
        await gate.isReached('connector');
        gate.open('connector');
        await finish('asked').promise;
      },
      comes: async () => {
        person.bot = instance === 'another' ? other : one;
        second = (await comes(() => person.post({ id: 'second', text: words }))).done;
      },
      begins: () => {
        gate.open('look');
        return finish('look').promise;
      },
    };
    for (const step of order) {
      clock += 100;
      await run[step]();
    }
    await Promise.all([first, second]);

    const isEmergency = words === 'I wet myself';
    const counts = !isEmergency && isBefore(order, 'confirmed', 'comes');
    const { log } = await shared.load(person.conversation, 'reading', clock + 4_000);
    const answered = log?.entries.flatMap((entry) => (entry.kind === 'answered' ? [entry.findings] : []));
    const numbness = counts ? [{ saddleNumbness: 'no' }] : [];
    const more = isEmergency ? [{ bladder: 'incontinence' }] : numbness;
    expect(answered).toEqual([{ legWeakness: 'none' }, ...more]);
    // It waits for nothing, and is sent by whoever sends to this chat.
    if (isEmergency) return person.hasTold('You need an emergency department now');

    // Whatever came of it, the conversation goes on.
    await person.hasRead(counts ? 'pass or hold urine' : saddle);
    clock += 100;
    await person.says('no');
    await person.hasRead(counts ? 'how your bowels work' : 'pass or hold urine');
  },
);

test('what came before a question was asked by way of an answer does not answer it', async () => {
  gate = gates();
  const person = new TeamsPerson(one, connector);
  const says = (id: string, text: string) => person.post({ id, text, deliveryMode: 'expectReplies' });
  await says('begin', 'hello');
  gate.close('unseen');
  clock += 100;
  const first = await comes(() => says('first', 'no'));
  clock += 100;
  const second = await comes(() => says('second', 'no'));
  clock += 100;
  gate.open('unseen');
  expect((await first.done).text).toContain('area between your legs');
  expect((await second.done).text).toContain('came too late');
  clock += 100;
  expect((await says('third', 'no')).text).toContain('pass or hold urine');
});
