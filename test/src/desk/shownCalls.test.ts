import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Urgency } from '../../../machines/urgency.ts';
import { callTable } from '../../../src/desk/callTable.ts';
import { sqliteDesk } from '../../../src/desk/deskDatabase.ts';
import { deskKeys } from '../../../src/desk/deskKeys.ts';
import { deskSchema } from '../../../src/desk/deskSchema.ts';
import type { QueuedCall } from '../../../src/desk/queuedCall.ts';
import { isOpenEmergency, mostShown, shownCalls } from '../../../src/desk/shownCalls.ts';

const summary = (urgency: Urgency, complete = true) => ({
  urgency,
  computed: urgency,
  complete,
  openSoFar: false,
  otherEmergency: false,
});
const call = (started: number, state: QueuedCall['state'], urgency: Urgency) => ({
  reference: `call ${started}`,
  owner: 'ana',
  state,
  started,
  touched: started,
  summary: summary(urgency),
});

describe('of more calls than a queue shows', () => {
  const urgency = fc.constantFrom<Urgency>('emergency', 'urgent', 'soon', 'routine');
  const queued: fc.Arbitrary<QueuedCall> = fc
    .record({
      reference: fc.string(),
      owner: fc.constant(null),
      state: fc.constantFrom('open' as const, 'handedOver' as const, 'closed' as const),
      started: fc.nat(),
      touched: fc.nat(),
      urgency: fc.option(urgency, { nil: undefined }),
      complete: fc.boolean(),
      otherEmergency: fc.boolean(),
    })
    .map(({ urgency, complete, otherEmergency, ...row }) => ({
      ...row,
      summary: urgency && { ...summary(urgency, complete), otherEmergency },
    }));

  test('no emergency that is not closed is left out, and what is left out is counted', () => {
    const many = fc.array(queued, { minLength: 490, maxLength: 1_200, size: 'max' });
    fc.assert(
      fc.property(many, fc.nat(5_000), (all, moreClosed) => {
        const open = all.filter(({ state }) => state !== 'closed');
        const closed = all.filter(({ state }) => state === 'closed').slice(0, mostShown);
        const { calls, notShown } = shownCalls(open, closed, closed.length + moreClosed);
        const shown = new Set(calls);
        const left = open.filter((one) => !shown.has(one));
        expect(left.filter(isOpenEmergency)).toEqual([]);
        expect(notShown.open).toBe(left.length);
        expect(calls.length + notShown.open + notShown.closed).toBe(open.length + closed.length + moreClosed);
        const unneeded = calls.filter((one) => !isOpenEmergency(one)).length;
        if (calls.length > mostShown) expect(unneeded).toBe(0);
        // What ended gives way to what is open.
        if (left.length > 0) expect(calls.filter(({ state }) => state === 'closed')).toEqual([]);
        expect(calls.map(({ started }) => started)).toEqual(
          calls.map(({ started }) => started).toSorted((a, b) => b - a),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('the least urgent of the open ones are left out, and of those the latest', () => {
    const routine = Array.from({ length: mostShown }, (_, n) => call(1_000 + n, 'open', 'routine'));
    const early = call(1, 'open', 'emergency');
    const unfinished = { ...call(2, 'handedOver', 'routine'), summary: summary('routine', false) };
    const { calls, notShown } = shownCalls([...routine, unfinished, early], [call(9_999, 'closed', 'emergency')], 7);
    expect(notShown).toEqual({ open: 2, closed: 7 });
    expect(calls.slice(-2)).toEqual([unfinished, early]);
    expect(calls[0]).toBe(routine.at(-3));
  });
});

test('a day’s queue has the open emergencies of a week, though hundreds of calls ended since', async () => {
  const calls = callTable(sqliteDesk(':memory:', deskSchema), deskKeys(Buffer.alloc(32, 8)));
  const [week, day] = [7_000, 1_000];
  const old = 100_000 - 6 * day;
  await calls.put(call(old, 'open', 'emergency'));
  await calls.put(call(old + 1, 'handedOver', 'emergency'));
  await calls.put(call(old + 2, 'open', 'urgent'));
  await calls.put(call(old + 3, 'closed', 'emergency'));
  await calls.put(call(100_000 - 2 * week, 'open', 'emergency'));
  for (let n = 0; n < 520; n += 1) await calls.put(call(99_500 + n, 'closed', 'routine'));
  const found = await calls.since(100_000 - day, 100_000 - week);
  expect(found.notShown).toEqual({ open: 0, closed: 22 });
  expect(found.calls).toHaveLength(mostShown);
  expect(found.calls.slice(-2).map(({ reference }) => reference)).toEqual([`call ${old + 1}`, `call ${old}`]);
  expect((await calls.all()).notShown).toEqual({ open: 0, closed: 25 });
});
