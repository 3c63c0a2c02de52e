import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { textOf } from '../../dialogs/cards/filledForm.ts';
import { conversationQueue } from '../../src/conversationQueue.ts';
import { measures } from '../../src/measures.ts';
import { serverLoad } from '../../src/serverLoad.ts';
import { withRecentConversations } from '../../src/storage/recentConversations.ts';
import { type Change, StorageUnavailable, type Store } from '../../src/storage/store.ts';
import { type Channel, erase, turn } from '../../src/turn.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { FakeTriage } from './fakeTriage.ts';
import { openEmbedded } from './storage/embeddedStore.ts';

const now = Date.now;
const soon = () => now() + 4_000;
const newStore = (): Store => openEmbedded({ file: join(temporaryFolder(), 'cauda.sqlite'), now });

/** A conversation in a store, and what its channel would send. */
function conversation(store: Store, load = serverLoad()) {
  const dialog = new FakeTriage('submit');
  const sent: string[] = [];
  const commits: Change[] = [];
  const counted: Store = {
    ...store,
    commit: (change, until) => {
      commits.push(change);
      return store.commit(change, until);
    },
  };
  const channel: Channel = {
    triage: dialog,
    admits: async () => load.mayBegin(),
    write: async (held) => ({
      echo: undefined,
      replies: [],
      outbox: held.map(({ activity }) => activity.text ?? ''),
      response: held.map(({ activity }) => activity.text).join(),
    }),
  };
  const around = {
    store: counted,
    queue: conversationQueue(),
    now,
    content: 'test',
    load,
    measures: measures(),
    security: () => undefined,
  };
  const say = async (activityId: string, text: string | undefined, type = 'message', arrived = Date.now()) => {
    const said = {
      type,
      id: activityId,
      channelId: 'test',
      conversation: { id: 'c', name: '', isGroup: false, conversationType: '' },
    };
    const activity = { ...said, ...(text === undefined ? {} : { text }) };
    const turned = await turn({ activity, activityId, role: 'carer', arrived }, channel, around);
    if (turned.kind === 'committed') sent.push(...turned.written.outbox.map(textOf));
    return turned;
  };
  return { say, sent, dialog, commits, log: async () => (await store.load('c', '', soon())).log, around };
}

test('the first activity begins the log once; the second only finds it', async () => {
  const { say, sent, log } = conversation(newStore());
  expect((await say('u1', undefined, 'conversationUpdate')).kind).toBe('committed');
  expect((await say('u2', undefined, 'conversationUpdate')).kind).toBe('goesOn');
  expect(sent).toEqual(['welcome']);
  expect(await log()).toMatchObject({
    head: { conversation: 'c', number: 1, channel: 'test', role: 'carer', content: 'test' },
    entries: [],
  });
});

test('an activity that is delivered again runs nothing and is answered the same', async () => {
  const { say, sent, dialog, log } = conversation(newStore());
  await say('start', undefined, 'conversationUpdate');
  await say('a1', 'no');
  const runs = dialog.runs;
  expect(await say('a1', 'no')).toEqual({ kind: 'handledBefore', response: 'answer 1' });
  expect(dialog.runs).toBe(runs);
  expect(sent).toEqual(['welcome', 'answer 1']);
  expect((await log())?.entries).toHaveLength(1);
});

test('turns of one conversation follow each other', async () => {
  const { say, sent } = conversation(newStore());
  await Promise.all(['start', 'a1', 'a2', 'a3'].map((id) => say(id, 'no')));
  expect(sent).toEqual(['welcome', 'answer 1', 'answer 2', 'answer 3']);
});

test('a turn that another process overtook runs again on what is there now', async () => {
  const store = newStore();
  const one = conversation(store);
  const other = conversation(store);
  await one.say('start', 'hello');
  await Promise.all([one.say('a1', 'no'), other.say('a2', 'no')]);
  expect([...one.sent, ...other.sent].sort()).toEqual(['answer 1', 'answer 2', 'welcome']);
  expect(one.commits.length + other.commits.length).toBe(4);
  expect((await one.log())?.entries).toHaveLength(2);
});

test('the same activity in two processes counts once', async () => {
  const store = newStore();
  const one = conversation(store);
  const other = conversation(store);
  await one.say('start', 'hello');
  const turned = await Promise.all([one.say('a1', 'no'), other.say('a1', 'no')]);
  expect(turned.map(({ kind }) => kind).sort()).toEqual(['committed', 'handledBefore']);
  expect((await one.log())?.entries).toHaveLength(1);
});

test('a dialog that throws leaves nothing behind, and the activity can be tried again', async () => {
  const { say, sent, log, commits } = conversation(newStore());
  await say('start', 'hello');
  await expect(say('a1', 'boom')).rejects.toThrow();
  expect(commits).toHaveLength(1);
  expect((await say('a1', 'no')).kind).toBe('committed');
  expect(sent).toEqual(['welcome', 'answer 1']);
  expect((await log())?.entries).toHaveLength(1);
});

test('a restart begins the next log of the same conversation', async () => {
  const { say, log } = conversation(newStore());
  for (const [id, text] of [
    ['start', ''],
    ['a1', 'no'],
    ['a2', 'restart'],
    ['a3', 'no'],
  ] as const)
    await say(id, text);
  expect(await log()).toMatchObject({ head: { number: 2 }, entries: [{ kind: 'answered' }] });
});

test('what was read before an erasure elsewhere is not written after it', async () => {
  const store = newStore();
  const [here, elsewhere] = [conversation(withRecentConversations(store, now)), conversation(store)];
  await here.say('u1', undefined, 'conversationUpdate');
  await erase('c', 'gone', elsewhere.around);
  await here.say('a1', 'no');
  expect((await elsewhere.say('a2', 'no')).kind).toBe('committed');
  expect((await elsewhere.log())?.entries.length).toBe(1);
  expect(elsewhere.sent).toEqual(['answer 1']);
});

test('after an erasure nothing is known, and what comes next begins a log with a new number', async () => {
  const { say, log } = conversation(newStore());
  for (const [id, text] of [
    ['start', ''],
    ['a1', 'no'],
    ['a2', 'delete'],
  ] as const)
    await say(id, text);
  expect(await log()).toBeUndefined();
  expect((await say('a2', 'delete')).kind).toBe('handledBefore');
  await say('a3', 'hello');
  expect(await log()).toMatchObject({ head: { number: 3 }, entries: [] });
});

test('where there is too much to do, newcomers are turned away and who talks already is not', async () => {
  const store = newStore();
  const busy = { ...serverLoad(), mayBegin: () => false };
  const { say } = conversation(store, busy);
  await expect(say('a1', 'no')).rejects.toMatchObject({ why: 'busy' });
  await conversation(store).say('u1', undefined, 'conversationUpdate');
  expect((await say('a2', 'no')).kind).toBe('committed');
});

test('patience counts from when the request arrived, however long it waited to be looked at', async () => {
  const { say } = conversation(newStore());
  await expect(say('a1', 'no', 'message', Date.now() - 5_000)).rejects.toBeInstanceOf(StorageUnavailable);
});
