import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { auditFaults, auditTrail } from '../../../src/desk/auditTrail.ts';
import { callTable, touchedAt } from '../../../src/desk/callTable.ts';
import { type DeskDatabase, postgresDesk, sqliteDesk } from '../../../src/desk/deskDatabase.ts';
import { deskKeys } from '../../../src/desk/deskKeys.ts';
import { auditSchema, deskSchema } from '../../../src/desk/deskSchema.ts';
import { recordOutbox } from '../../../src/desk/recordOutbox.ts';
import { signatures } from '../../../src/desk/signatures.ts';
import { embeddedPostgres, type RunningPostgres } from '../../cluster/embeddedPostgres.ts';
import { openPostgresAt } from '../storage/postgresStore.ts';
import { testServer } from '../testServer.ts';
import { auditContract } from './auditContract.ts';
import { countingDesk, queued } from './countingDesk.ts';
import { deskContract } from './deskContract.ts';

jest.setTimeout(30_000);
const key = Buffer.alloc(32, 7);
let postgres: RunningPostgres;
beforeAll(async () => {
  postgres = await embeddedPostgres();
}, 30_000);
afterAll(() => postgres.stop());

deskContract('PostgreSQL', {
  start: (env, parts) =>
    testServer(
      {
        ...env,
        CAUDA_DATABASE_URL: postgres.url,
        CAUDA_DATA_KEY: key.toString('base64'),
        CAUDA_AUDIT_KEY: key.toString('base64'),
      },
      {
        ...parts,
        openStore: () => openPostgresAt(postgres.url),
      },
    ),
});

auditContract('PostgreSQL', async () => {
  const sql = new pg.Client(postgres.url);
  await sql.connect();
  await sql.query('DROP TABLE IF EXISTS audit, audit_head');
  await sql.end();
  return postgresDesk(postgres.url, auditSchema);
});

describe('two instances', () => {
  const both = (): Promise<[DeskDatabase, DeskDatabase]> =>
    Promise.all([
      postgresDesk(postgres.url, [...deskSchema, ...auditSchema]),
      postgresDesk(postgres.url, [...deskSchema, ...auditSchema]),
    ]);
  const closed = (databases: readonly DeskDatabase[]) => Promise.all(databases.map(({ close }) => close()));

  test('write one audit trail, whole', async () => {
    const databases = await both();
    const [one, other] = [auditTrail(databases[0], key, () => 0), auditTrail(databases[1], key, () => 0)];
    const before = (await one.head()).number;
    const rows = Array.from({ length: 30 }, (_, n) => [one, other][n % 2]?.append({ who: `n${n}`, what: 'viewed' }));
    await Promise.all(rows);
    expect((await other.head()).number).toBe(before + 30);
    expect(await auditFaults(databases[0], key, [])).toEqual([]);
    await closed(databases);
  });

  test('keep in the queue what was done last, whichever writes it last', async () => {
    const databases = await both();
    for (const database of [...databases, sqliteDesk(':memory:', deskSchema)]) {
      const calls = callTable(database, deskKeys(key));
      const started = Date.parse('2026-01-31T08:00:00.999Z');
      const rowAfter = (entries: number, urgency: 'routine' | 'emergency'): Parameters<typeof calls.put>[0] => ({
        reference: 'K7QX2M4',
        owner: 'ana',
        state: 'open',
        started,
        // All in one second.
        touched: touchedAt(started, Array(entries).fill({ at: 5 })),
        summary: { urgency, computed: urgency, complete: false, openSoFar: true, otherEmergency: false },
      });
      const urgencies = async () =>
        (await calls.since(started, started)).calls.flatMap((one) =>
          one.reference === 'K7QX2M4' ? [one.summary?.urgency] : [],
        );
      await calls.put(rowAfter(2, 'emergency'));
      await calls.put(rowAfter(1, 'routine'));
      expect(await urgencies()).toEqual(['emergency']);
      await calls.put(rowAfter(3, 'routine'));
      expect(await urgencies()).toEqual(['routine']);
      await calls.forget('K7QX2M4');
    }
    await closed(databases);
  });

  test('open, to show the queue, what was touched since they last looked, at whichever, and nothing else', async () => {
    const databases = await both();
    const begun = Date.parse('2026-01-31T08:00:00Z');
    for (const [here, there] of [databases, Array<DeskDatabase>(2).fill(sqliteDesk(':memory:', deskSchema))] as const) {
      const [one, other] = [countingDesk(here), countingDesk(there)];
      for (let n = 0; n < 60; n += 1)
        await one.calls.put(queued(n, begun + 100_000 * n, { state: n % 10 === 0 ? 'closed' : 'open' }));
      const day = begun + 100_000 * 30;
      for (const look of [() => one.calls.since(day, begun), () => one.calls.all()]) {
        const before = await look();
        expect(one.opened.splice(0).length).toBeGreaterThanOrEqual(30);
        expect(await look()).toEqual(before);
        expect(one.opened).toEqual([]);
      }
      const later = begun + 100_000 * 70;
      await other.calls.put(queued(7, later, { urgency: 'emergency' }));
      await other.calls.put(queued(59, later + 1, { state: 'closed' }));
      await other.calls.forget('call 58');
      const { calls } = await one.calls.since(day, begun);
      expect(one.opened.splice(0).sort()).toEqual(['call 59', 'call 7']);
      expect(calls.find(({ reference }) => reference === 'call 7')).toMatchObject({
        summary: { urgency: 'emergency' },
      });
      expect(calls.map(({ reference }) => reference)).not.toContain('call 58');
      await here.ask('DELETE FROM desk_call');
    }
    await closed(databases);
  });

  test('take a second signature once', async () => {
    const databases = await both();
    const keys = deskKeys(key);
    const [one, other] = [signatures(databases[0], keys, Date.now), signatures(databases[1], keys, Date.now)];
    for (let round = 0; round < 5; round += 1) {
      const ticket = one.give({ call: 'K7QX2M4', besides: 'ana', by: 'sue' });
      const taken = await Promise.all(
        [one, other].map((at, n) => at.take(ticket, { call: 'K7QX2M4', first: 'ana', act: `act ${n}` })),
      );
      expect(taken.filter((by) => by === 'sue')).toHaveLength(1);
    }
    await closed(databases);
  });

  test('send a record from one of them', async () => {
    const databases = await both();
    const [one, other] = [recordOutbox(databases[0]), recordOutbox(databases[1])];
    for (let round = 0; round < 5; round += 1) {
      await one.put('K7QX2M4', 10);
      const taken = (await Promise.all([one.take(10, 70), other.take(10, 70)])).flat();
      expect(taken).toMatchObject([{ reference: 'K7QX2M4', due: 70, tries: 1 }]);
      // It changed meanwhile, so it waits again.
      await other.put('K7QX2M4', 20);
      for (const due of taken) await one.done(due);
      expect(await one.take(20, 80)).toHaveLength(1);
      await one.forget('K7QX2M4');
    }
    await closed(databases);
  });
});
