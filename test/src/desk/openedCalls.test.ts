import { expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { callTable } from '../../../src/desk/callTable.ts';
import { type DeskDatabase, sqliteDesk } from '../../../src/desk/deskDatabase.ts';
import { deskSchema } from '../../../src/desk/deskSchema.ts';
import { countingDesk, queued } from './countingDesk.ts';

const begun = Date.parse('2026-01-31T08:00:00Z');
const inMemory = (): DeskDatabase => sqliteDesk(':memory:', deskSchema);

test('whatever two instances write and erase, each look finds what one finds that never looked before', async () => {
  const [state, urgency] = [
    fc.constantFrom('open' as const, 'closed' as const, 'handedOver' as const),
    fc.constantFrom('routine' as const, 'emergency' as const),
  ];
  const act = fc.oneof(
    {
      weight: 6,
      // Not all are written in the order in which they were touched.
      arbitrary: fc.record({ n: fc.nat(11), after: fc.nat(90), late: fc.boolean(), state, urgency }),
    },
    { weight: 2, arbitrary: fc.record({ erased: fc.nat(11) }) },
    { weight: 1, arbitrary: fc.record({ forgotten: fc.nat(500) }) },
  );
  const acts = fc.array(fc.record({ by: fc.constantFrom('one', 'other'), act }), { minLength: 5, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(acts, async (all) => {
      const database = inMemory();
      const instances = { one: countingDesk(database).calls, other: countingDesk(database).calls } as const;
      let now = begun;
      for (const [n, { by, act }] of all.entries()) {
        const calls = by === 'one' ? instances.one : instances.other;
        if ('erased' in act) await calls.forget(`call ${act.erased}`);
        else if ('forgotten' in act) await calls.forgetBefore(begun + act.forgotten * 1_000);
        else {
          const touched = (act.late ? begun : now) + act.after * 1_000 + n;
          now = Math.max(now, touched);
          await calls.put(queued(act.n, touched, act));
        }
        const looks = ({ since, all }: typeof calls) => Promise.all([since(now - 60_000, now - 200_000), all()]);
        const fresh = await looks(callTable(database, countingDesk(database).keys));
        for (const calls of Object.values(instances)) expect(await looks(calls)).toEqual(fresh);
      }
      await database.close();
    }),
    { numRuns: 25 },
  );
});

test('nothing that was opened is kept where nobody looks any more', async () => {
  jest.useFakeTimers();
  const { calls, opened } = countingDesk(inMemory());
  for (let n = 0; n < 4; n += 1) await calls.put(queued(n, begun + n, { state: n === 3 ? 'closed' : 'open' }));
  const look = async (): Promise<number> => {
    expect((await calls.since(begun, begun)).calls).toHaveLength(4);
    return opened.splice(0).length;
  };
  expect(await look()).toBe(4);
  for (const looks of [1, 2, 3]) {
    jest.advanceTimersByTime(3_000);
    expect([looks, await look()]).toEqual([looks, 0]);
  }
  jest.advanceTimersByTime(5_000);
  expect(await look()).toBe(4);
  jest.useRealTimers();
});

test('a call that is judged otherwise by other content, untouched, is shown so: here at once, elsewhere in a minute', async () => {
  jest.useFakeTimers();
  const database = inMemory();
  const [here, elsewhere] = [countingDesk(database).calls, countingDesk(database).calls];
  for (const state of ['open', 'closed'] as const) {
    await here.put(queued(1, begun, { state }));
    const shown = async ({ all }: typeof here) => (await all()).calls.map(({ summary }) => summary?.urgency);
    expect([await shown(here), await shown(elsewhere)]).toEqual([['routine'], ['routine']]);
    await here.put(queued(1, begun, { state, urgency: 'emergency' }));
    expect(await shown(here)).toEqual(['emergency']);
    for (let second = 0; second < 60; second += 3) {
      jest.advanceTimersByTime(3_000);
      await shown(elsewhere);
    }
    expect(await shown(elsewhere)).toEqual(['emergency']);
    await here.forget('call 1');
  }
  jest.useRealTimers();
});

test('whoever asks while others wait shares their look', async () => {
  const database = inMemory();
  let asked = 0;
  const { calls } = countingDesk({
    ...database,
    ask(...words) {
      asked += 1;
      return database.ask(...words);
    },
  });
  await calls.put(queued(1, begun));
  asked = 0;
  const found = await Promise.all(Array.from({ length: 50 }, () => calls.all()));
  expect(found.map((one) => one.calls.length)).toEqual(Array(50).fill(1));
  expect(asked).toBeLessThan(10);
});
