import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FilledForm, sharedForm } from '../../../dialogs/cards/filledForm.ts';
import type { Entry, LogHead } from '../../../machines/answerLog.ts';
import { type Change, mostShown, type Position, type Store } from '../../../src/storage/store.ts';
import { headOf } from './begunConversation.ts';

const soon = (): number => Date.now() + 4_000;
const start: Position = { log: 0, revision: 0, watermark: 0 };
const head = (conversation: string, number = 1): LogHead => ({ ...headOf(conversation), number });
const entry = (at: number): Entry => ({ kind: 'answered', findings: { legWeakness: 'none' }, at });

const change = (conversation: string, activityId: string, from: Position, what: Partial<Change>): Change => ({
  conversation,
  activityId,
  from,
  to: from,
  erase: false,
  head: undefined,
  entries: [],
  transcript: [],
  outbox: [],
  response: undefined,
  finished: false,
  ...what,
});
const begun: Position = { log: 1, revision: 0, watermark: 1 };
const beginning = (conversation: string, activityId = 'start'): Change =>
  change(conversation, activityId, start, {
    to: begun,
    head: head(conversation),
    transcript: [{ sequence: 1, activity: '"welcome"' }],
  });

/** A storage under the contract. */
export type Contracted = {
  /** Opens the same storage each time, empty at first. */
  readonly open: () => Promise<Store>;
  readonly fresh: () => Promise<void>;
  /** Rows by table, in every table that has any of a conversation, whichever those are. */
  readonly rows: () => Promise<Readonly<Record<string, number>>>;
};

/** What every store must do, whatever it is made of. */
export function storeContract(name: string, { open, fresh, rows }: Contracted): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      await fresh();
      store = await open();
    });
    afterEach(() => store.close());

    const reopened = async (): Promise<void> => {
      await store.close();
      store = await open();
    };

    test('knows nothing of a conversation before its first commit', async () => {
      expect(await store.load('c', 'a', soon())).toEqual({ position: start, log: undefined, handled: undefined });
      expect(await store.transcript('c', 0, 10)).toEqual([]);
    });

    test('keeps log, transcript, response and outbox across a restart', async () => {
      await store.commit(beginning('c'), soon());
      const to = { log: 1, revision: 2, watermark: 3 };
      const transcript = [
        { sequence: 2, activity: '"no"' },
        { sequence: 3, activity: '"next"' },
      ];
      const entries: Entry[] = [entry(1), { kind: 'asked', asked: { kind: 'nothing' }, at: 2, channel: 'msteams' }];
      expect(
        await store.commit(
          change('c', 'a1', begun, { to, entries, transcript, outbox: ['one', 'two'], response: 'r' }),
          soon(),
        ),
      ).toBe('committed');
      await reopened();
      expect(await store.load('c', 'a2', soon())).toEqual({
        position: to,
        log: { head: head('c'), entries },
        handled: undefined,
      });
      expect((await store.load('c', 'a1', soon())).handled).toEqual({ response: 'r' });
      expect(await store.transcript('c', 1, 10)).toEqual(transcript);
      expect(await store.transcript('c', 1, 1)).toEqual(transcript.slice(0, 1));
      expect((await store.outbox('c')).map(({ message }) => message)).toEqual(['one', 'two']);
    });

    test('keeps what many are shown alike once, and gives each the very words', async () => {
      const form = sharedForm(['{"data":{', ',"verb":"no"},"more":{', '}}']);
      const told = (whose: string) => [
        '{"card":',
        new FilledForm(form, `"conversation":"${whose}"`),
        `,"to":"${whose}"}`,
      ];
      const words = (whose: string) =>
        `{"card":{"data":{"conversation":"${whose}","verb":"no"},"more":{"conversation":"${whose}"}},"to":"${whose}"}`;
      const tell = (whose: string) =>
        store.commit(
          change(whose, 'a1', start, {
            to: { log: 1, revision: 0, watermark: 1 },
            head: head(whose),
            transcript: [{ sequence: 1, activity: told(whose) }],
            outbox: [told(whose)],
            response: told(whose),
          }),
          soon(),
        );
      expect(await Promise.all([tell('one'), tell('two')])).toEqual(['committed', 'committed']);
      await reopened();
      await tell('three');
      await store.pack(Date.now() + 60_000);
      for (const whose of ['one', 'two', 'three']) {
        expect(await store.transcript(whose, 0, 10)).toEqual([{ sequence: 1, activity: words(whose) }]);
        expect((await store.load(whose, 'a1', soon())).handled).toEqual({ response: words(whose) });
        expect((await store.outbox(whose)).map(({ message }) => message)).toEqual([words(whose)]);
        expect((await store.unseen(whose)).map(({ message }) => message)).toEqual([words(whose)]);
      }
    });

    test('takes an activity once', async () => {
      await store.commit(beginning('c'), soon());
      const to = { log: 1, revision: 1, watermark: 1 };
      const once = change('c', 'a1', begun, { to, entries: [entry(1)] });
      expect(await store.commit(once, soon())).toBe('committed');
      expect(await store.commit({ ...once, from: to }, soon())).toBe('alreadyHandled');
      expect(await store.commit(once, soon())).toBe('alreadyHandled');
      expect((await store.load('c', 'b', soon())).position).toEqual(to);
    });

    test('changes nothing when the conversation has moved on', async () => {
      await store.commit(beginning('c'), soon());
      const to = { log: 1, revision: 1, watermark: 1 };
      expect(await store.commit(change('c', 'a1', begun, { to, entries: [entry(1)] }), soon())).toBe('committed');
      const late = change('c', 'a2', begun, {
        to,
        entries: [entry(2)],
        outbox: ['late'],
        transcript: [{ sequence: 2, activity: '1' }],
      });
      expect(await store.commit(late, soon())).toBe('conflict');
      expect(await store.load('c', 'a2', soon())).toMatchObject({
        position: to,
        log: { entries: [entry(1)] },
        handled: undefined,
      });
      expect(await store.undelivered()).toEqual([]);
      expect(await store.transcript('c', 1, 10)).toEqual([]);
    });

    test('of two beginnings at the same time one counts', async () => {
      const results = await Promise.all([
        store.commit(beginning('c', 'a1'), soon()),
        store.commit(beginning('c', 'a2'), soon()),
      ]);
      expect([...results].sort()).toEqual(['committed', 'conflict']);
      expect(await store.transcript('c', 0, 10)).toHaveLength(1);
    });

    test('keeps many conversations that commit at once apart', async () => {
      const names = Array.from({ length: 50 }, (_, index) => `c${index}`);
      const results = await Promise.all(names.map((name) => store.commit(beginning(name), soon())));
      expect(new Set(results)).toEqual(new Set(['committed']));
      for (const name of names)
        expect((await store.load(name, 'x', soon())).log).toEqual({ head: head(name), entries: [] });
    });

    test('a commit that cannot be written spoils no other of its group', async () => {
      const broken = { ...beginning('broken'), to: { ...begun, watermark: 1.5 } };
      const [good, bad, alsoGood] = await Promise.allSettled([
        store.commit(beginning('c1'), soon()),
        store.commit(broken, soon()),
        store.commit(beginning('c2'), soon()),
      ]);
      expect([good, alsoGood]).toEqual([
        { status: 'fulfilled', value: 'committed' },
        { status: 'fulfilled', value: 'committed' },
      ]);
      expect(bad?.status).toBe('rejected');
      expect((await store.load('broken', 'x', soon())).position).toEqual(start);
    });

    test('a restart begins the next log', async () => {
      await store.commit(beginning('c'), soon());
      const to = { log: 2, revision: 0, watermark: 1 };
      await store.commit(change('c', 'a1', begun, { to, head: head('c', 2) }), soon());
      expect(await store.load('c', 'x', soon())).toMatchObject({
        position: to,
        log: { head: { number: 2 }, entries: [] },
      });
    });

    test('an erasure leaves the replies to it and what was handled, without its answers; numbers go on', async () => {
      await store.commit(beginning('c'), soon());
      await store.commit(beginning('other'), soon());
      const to = { log: 1, revision: 0, watermark: 3 };
      const erasure = { to, erase: true, transcript: [{ sequence: 3, activity: '"erased"' }], outbox: ['erased'] };
      const before = { to: { ...begun, watermark: 1 }, outbox: ['before'], response: 'answered before' };
      await store.commit(change('c', 'a1', begun, before), soon());
      expect(await store.commit(change('c', 'a2', begun, erasure), soon())).toBe('committed');
      expect(await store.load('c', 'x', soon())).toEqual({ position: to, log: undefined, erased: true });
      // What was said before and is delivered late must not count after it.
      expect((await store.load('c', 'a1', soon())).handled).toEqual({ response: undefined });
      expect(await store.commit(change('c', 'a1', to, { to, entries: [entry(1)] }), soon())).toBe('alreadyHandled');
      expect((await store.load('c', 'a2', soon())).handled).toEqual({ response: undefined });
      expect(await store.transcript('c', 0, 10)).toEqual([{ sequence: 3, activity: '"erased"' }]);
      expect((await store.outbox('c')).map(({ message }) => message)).toEqual(['erased']);
      expect((await store.load('other', 'x', soon())).log).toBeDefined();
    });

    test('an erasure leaves rows in no table but of its own turn and of what was handled, and expiry in none at all', async () => {
      const reminder = { due: Date.now() + 3_600_000, message: 'remember' };
      await store.commit({ ...beginning('c'), outbox: ['shown', 'unsent', 'set aside'], reminder }, soon());
      const [shown, , aside] = await store.outbox('c');
      await store.confirm(shown?.id ?? 0, soon(), 'shows it');
      await store.setAside(aside?.id ?? 0, soon());
      expect(await rows()).toEqual({ conversation: 1, turn: 1, handled: 1, outbox: 2, shown: 1, reminder: 1 });
      await store.commit(change('c', 'erase', begun, { erase: true }), soon());
      expect(await rows()).toEqual({ conversation: 1, turn: 1, handled: 2 });

      await store.commit({ ...beginning('old'), outbox: ['shown', 'unsent'], reminder }, soon());
      const [one] = await store.outbox('old');
      await store.confirm(one?.id ?? 0, soon(), 'shows it');
      const future = Date.now() + 3_600_000;
      expect(await store.expire({ finishedBefore: future, unfinishedBefore: future, recordsBefore: future })).toBe(2);
      expect(await rows()).toEqual({});
    });

    test('what is packed reads as before, goes on, and is packed again', async () => {
      const future = Date.now() + 3_600_000;
      await store.commit({ ...beginning('c'), outbox: ['unsent'] }, soon());
      const to = (revision: number) => ({ log: 1, revision, watermark: 1 + revision });
      const said = (revision: number) =>
        change('c', `a${revision}`, to(revision - 1), {
          to: to(revision),
          entries: [entry(revision)],
          transcript: [{ sequence: 1 + revision, activity: `"row ${revision}"` }],
          response: `r${revision}`,
        });
      const everything = async () => ({
        loaded: await store.load('c', 'x', soon()),
        rows: await store.transcript('c', 0, 10),
        later: await store.transcript('c', 2, 1),
        handled: await Promise.all(['start', 'a1', 'a2'].map((id) => store.load('c', id, soon()))),
        outbox: (await store.unseen('c')).map(({ message }) => message),
      });
      await store.commit(said(1), soon());
      await store.commit(said(2), soon());
      const before = await everything();
      expect(await store.pack(0)).toBe(0);
      expect(await store.pack(future)).toBe(1);
      expect(await store.pack(future)).toBe(0);
      expect(await everything()).toEqual(before);
      expect(await store.commit(said(2), soon())).toBe('alreadyHandled');
      expect(await store.commit(said(3), soon())).toBe('committed');
      const after = await everything();
      expect(await store.pack(future)).toBe(1);
      expect(await everything()).toEqual(after);
      expect(after.loaded.log?.entries).toEqual([entry(1), entry(2), entry(3)]);
      expect(after.rows).toHaveLength(4);
      await store.commit(change('c', 'erase', to(3), { to: to(3), erase: true }), soon());
      expect(await store.transcript('c', 0, 10)).toEqual([]);
      expect((await store.load('c', 'a1', soon())).handled).toEqual({ response: undefined });
    });

    test('a confirmed reply leaves the outbox, the others stay in order', async () => {
      await store.commit({ ...beginning('c'), outbox: ['one', 'two', 'three'] }, soon());
      const [, two] = await store.outbox('c');
      await store.confirm(two?.id ?? 0, soon());
      expect((await store.outbox('c')).map(({ conversation, message }) => [conversation, message])).toEqual([
        ['c', 'one'],
        ['c', 'three'],
      ]);
    });

    test('a reply set aside is not undelivered any more, and stays unseen until it is taken out', async () => {
      await store.commit({ ...beginning('c'), outbox: ['one'] }, soon());
      const [one] = await store.unseen('c');
      expect(one).toMatchObject({ message: 'one', aside: false });
      await store.setAside(one?.id ?? 0, soon());
      await reopened();
      expect(await store.undelivered()).toEqual([]);
      expect(await store.unseen('c')).toMatchObject([{ message: 'one', aside: true }]);
      expect(await store.outbox('c')).toMatchObject([{ message: 'one', aside: true }]);
      await store.confirm(one?.id ?? 0, soon());
      expect(await store.unseen('c')).toEqual([]);
    });

    test('remembers what the chat shows of confirmed replies, in the order of committing, until they are erased', async () => {
      await store.commit({ ...beginning('c'), outbox: ['one', 'two', 'three'] }, soon());
      await store.commit({ ...beginning('other'), outbox: ['four'] }, soon());
      const [one, two, three] = await store.outbox('c');
      await store.confirm(three?.id ?? 0, soon(), 'shows three');
      await store.confirm(two?.id ?? 0, soon());
      await store.confirm(one?.id ?? 0, soon(), 'shows one');
      expect(await store.outbox('c')).toEqual([]);
      await reopened();
      expect(await store.shown('c')).toEqual(['shows one', 'shows three']);
      expect(await store.shown('other')).toEqual([]);
      // What is confirmed only after its erasure is remembered no more.
      await store.commit(change('c', 'more', begun, { outbox: ['late'] }), soon());
      const [late] = await store.outbox('c');
      await store.commit(change('c', 'erase', begun, { erase: true }), soon());
      expect(await store.shown('c')).toEqual([]);
      await store.confirm(late?.id ?? 0, soon(), 'shows late');
      expect(await store.shown('c')).toEqual([]);
    });

    test('remembers the latest of many', async () => {
      const outbox = Array.from({ length: mostShown + 5 }, (_, index) => `${index}`);
      await store.commit({ ...beginning('c'), outbox }, soon());
      for (const { id, message } of await store.outbox('c')) await store.confirm(id, soon(), message);
      expect(await store.shown('c')).toEqual(outbox.slice(5));
    });

    test('a reminder goes into the outbox once, when it is due and not before', async () => {
      const later = (minutes: number, message: string) => ({ due: Date.now() + minutes * 60_000, message });
      await store.commit({ ...beginning('c'), outbox: ['question'], reminder: later(1, 'too early') }, soon());
      expect(await store.remind()).toBe(0);
      await store.commit(change('c', 'a1', begun, { reminder: later(-1, 'remember') }), soon());
      // What says nothing of it leaves it as it is.
      await store.commit(change('c', 'a2', begun, {}), soon());
      await reopened();
      expect(await store.remind()).toBe(1);
      expect(await store.remind()).toBe(0);
      expect((await store.outbox('c')).map(({ message }) => message)).toEqual(['question', 'remember']);
      await store.commit(change('c', 'a3', begun, { reminder: later(-1, 'again') }), soon());
      await store.commit(change('c', 'a4', begun, { reminder: 'none' }), soon());
      await store.commit(change('c', 'a5', begun, { reminder: later(-1, 'again') }), soon());
      expect(await store.remind()).toBe(0);
    });

    test('a reminder that is taken back, erased or expired is never sent', async () => {
      const reminder = { due: Date.now() - 60_000, message: 'remember' };
      for (const name of ['back', 'erased', 'expired']) await store.commit({ ...beginning(name), reminder }, soon());
      await store.commit(change('back', 'a1', begun, { reminder: 'none' }), soon());
      await store.commit(change('erased', 'a1', begun, { erase: true }), soon());
      await store.commit({ ...beginning('kept'), finished: true, reminder }, soon());
      await store.expire({ finishedBefore: 0, unfinishedBefore: Date.now() + 3_600_000, recordsBefore: 0 });
      expect(await store.remind()).toBe(1);
      expect(await store.undelivered()).toEqual(['kept']);
    });

    test('names the conversations with unconfirmed replies once each', async () => {
      await store.commit({ ...beginning('c1'), outbox: ['one', 'two'] }, soon());
      await store.commit(beginning('c2'), soon());
      await store.commit({ ...beginning('c3'), outbox: ['three'] }, soon());
      expect([...(await store.undelivered())].sort()).toEqual(['c1', 'c3']);
      const [three] = await store.outbox('c3');
      await store.confirm(three?.id ?? 0, soon());
      expect(await store.undelivered()).toEqual(['c1']);
    });

    test('a conversation that was erased before it began can begin', async () => {
      expect(await store.commit(change('c', 'a1', start, { erase: true }), soon())).toBe('committed');
      expect(await store.commit(beginning('c'), soon())).toBe('committed');
      expect((await store.load('c', 'x', soon())).log).toEqual({ head: head('c'), entries: [] });
    });

    test('forgets what has expired, place and all, and nothing else', async () => {
      await store.commit({ ...beginning('unfinished'), outbox: ['unsent'], response: 'r' }, soon());
      await store.commit({ ...beginning('finished'), finished: true }, soon());
      const hour = 3_600_000;
      const past = Date.now() - hour;
      const future = Date.now() + hour;
      expect(await store.expire({ finishedBefore: past, unfinishedBefore: past, recordsBefore: 0 })).toBe(0);
      expect(await store.expire({ finishedBefore: past, unfinishedBefore: future, recordsBefore: 0 })).toBe(1);
      const nothing = { position: start, log: undefined, handled: undefined };
      expect(await store.load('unfinished', 'start', soon())).toEqual(nothing);
      expect(await store.transcript('unfinished', 0, 10)).toEqual([]);
      expect([...(await store.outbox('unfinished')), ...(await store.undelivered())]).toEqual([]);
      expect((await store.load('finished', 'x', soon())).log).toBeDefined();
      expect(await store.expire({ finishedBefore: future, unfinishedBefore: past, recordsBefore: 0 })).toBe(1);
      expect(await store.load('finished', 'start', soon())).toEqual(nothing);
      expect(await store.commit(beginning('unfinished'), soon())).toBe('committed');
    });

    test("keeps a professional's record for a time of its own, finished or not", async () => {
      await store.commit({ ...beginning('open call'), record: true }, soon());
      await store.commit({ ...beginning('ended call'), finished: true, record: true }, soon());
      const future = Date.now() + 3_600_000;
      expect(await store.expire({ finishedBefore: future, unfinishedBefore: future, recordsBefore: 0 })).toBe(0);
      expect(await store.expire({ finishedBefore: 0, unfinishedBefore: 0, recordsBefore: future })).toBe(2);
    });

    test('a conversation that goes on after its recommendation is unfinished again', async () => {
      await store.commit({ ...beginning('c'), finished: true }, soon());
      await store.commit(change('c', 'a1', begun, {}), soon());
      const future = Date.now() + 3_600_000;
      expect(await store.expire({ finishedBefore: future, unfinishedBefore: 0, recordsBefore: 0 })).toBe(0);
      expect(await store.expire({ finishedBefore: 0, unfinishedBefore: future, recordsBefore: 0 })).toBe(1);
    });

    test('forgets many at once', async () => {
      const names = Array.from({ length: 130 }, (_, index) => `c${index}`);
      await Promise.all(names.map((name) => store.commit(beginning(name), soon())));
      const future = Date.now() + 3_600_000;
      expect(await store.expire({ finishedBefore: 0, unfinishedBefore: future, recordsBefore: 0 })).toBe(130);
    });

    test.each([
      'nul \u0000',
      'half a pair \ud83d',
      '"quoted" \\u0000',
      "'; DROP TABLE conversation; --",
      'x'.repeat(2_000),
    ])('takes activities under any id, each once: %j', async (id) => {
      await store.commit(beginning('c'), soon());
      for (const one of [id, `${id}!`]) {
        expect(await store.commit(change('c', one, begun, { response: 'r' }), soon())).toBe('committed');
        expect(await store.commit(change('c', one, begun, {}), soon())).toBe('alreadyHandled');
        expect((await store.load('c', one, soon())).handled).toBeDefined();
      }
    });

    test.each([2 ** 31 - 1, 2 ** 31, 999_999_999_999_999])('has nothing after %i', async (watermark) => {
      await store.commit(beginning('c'), soon());
      expect(await store.transcript('c', watermark, 10)).toEqual([]);
    });

    test('is ready while it can be used', async () => {
      expect(await store.ready()).toBe(true);
      await store.close();
      expect(await store.ready()).toBe(false);
      await expect(store.load('c', 'a', soon())).rejects.toMatchObject({ name: 'StorageUnavailable' });
    });
  });
}
