import { afterEach, expect, jest, test } from '@jest/globals';
import { auditTrail } from '../../../src/desk/auditTrail.ts';
import { callTable, newReference } from '../../../src/desk/callTable.ts';
import { sqliteDesk } from '../../../src/desk/deskDatabase.ts';
import { deskKeys } from '../../../src/desk/deskKeys.ts';
import { auditSchema, deskSchema } from '../../../src/desk/deskSchema.ts';
import { keepDesk } from '../../../src/desk/keepDesk.ts';

afterEach(() => void jest.useRealTimers());
const hour = 3_600_000;
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

test('the head of the audit trail goes to the security log at the start, each hour and at the end', async () => {
  jest.useFakeTimers();
  const database = sqliteDesk(':memory:', [...deskSchema, ...auditSchema]);
  const audit = auditTrail(database, Buffer.alloc(32, 7), Date.now);
  const calls = callTable(database, deskKeys(Buffer.alloc(32, 8)));
  const heads: unknown[] = [];
  const end = keepDesk(
    { audit, calls },
    { config: { callRetentionDays: 2 }, security: (event) => void heads.push(event), log, now: Date.now },
  );
  await jest.advanceTimersByTimeAsync(1);
  const { mac } = await audit.append({ who: 'n1', what: 'viewed' });
  await jest.advanceTimersByTimeAsync(2 * hour);
  await end();
  const second = { event: 'audit', number: 1, mac };
  expect(heads).toEqual([{ event: 'audit', number: 0, mac: '' }, second, second, second]);
});

test('a call leaves the queue when it was kept long enough after its last act', async () => {
  jest.useFakeTimers();
  const database = sqliteDesk(':memory:', [...deskSchema, ...auditSchema]);
  const audit = auditTrail(database, Buffer.alloc(32, 7), Date.now);
  const calls = callTable(database, deskKeys(Buffer.alloc(32, 8)));
  const summary = {
    urgency: 'routine',
    computed: 'routine',
    complete: true,
    openSoFar: false,
    otherEmergency: false,
  } as const;
  const reference = newReference();
  await calls.put({ reference, owner: 'n1', state: 'closed', started: Date.now(), touched: Date.now(), summary });
  const end = keepDesk(
    { audit, calls },
    { config: { callRetentionDays: 2 }, security: () => undefined, log, now: Date.now },
  );
  await jest.advanceTimersByTimeAsync(47 * hour);
  expect((await calls.all()).calls).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(2 * hour);
  expect((await calls.all()).calls).toEqual([]);
  await end();
});
