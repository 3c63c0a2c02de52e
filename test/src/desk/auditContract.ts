import { afterEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { type AuditTrail, auditFaults, auditTrail } from '../../../src/desk/auditTrail.ts';
import { type DeskDatabase, sqliteDesk } from '../../../src/desk/deskDatabase.ts';
import { auditSchema } from '../../../src/desk/deskSchema.ts';

const key = Buffer.alloc(32, 7);

const damages: readonly (readonly [name: string, sql: readonly string[], fault: RegExp])[] = [
  ['altered', [`UPDATE audit SET line = replace(line, 'n3', 'n9') WHERE number = 3`], /Row 3 was altered/],
  ['signed with other letters', [`UPDATE audit SET mac = 'ä' || substr(mac, 2) WHERE number = 3`], /Row 3 was altered/],
  ['removed', ['DELETE FROM audit WHERE number = 3'], /Row 3 is missing/],
  [
    'removed and closed up',
    ['DELETE FROM audit WHERE number = 3', 'UPDATE audit SET number = number - 1 WHERE number > 3'],
    /altered or moved/,
  ],
  [
    'reordered',
    [
      'UPDATE audit SET number = -1 WHERE number = 2',
      'UPDATE audit SET number = 2 WHERE number = 3',
      'UPDATE audit SET number = 3 WHERE number = -1',
    ],
    /altered or moved/,
  ],
  ['cut off', ['DELETE FROM audit WHERE number > 3'], /cut off/],
  [
    'cut off with its head',
    ['DELETE FROM audit WHERE number > 3', 'DELETE FROM audit_head'],
    /head of the trail is missing/,
  ],
  ['added to', [`INSERT INTO audit (number, line, mac) VALUES (6, '{}', 'x')`], /Row 6 was altered/],
  ['given another head', [`UPDATE audit_head SET number = 4`], /head of the trail was altered/],
];

/** What an audit trail holds to, whatever it lies in. @param open an empty one. */
export function auditContract(storage: string, open: () => Promise<DeskDatabase>): void {
  const opened: DeskDatabase[] = [];
  afterEach(async () => void (await Promise.all(opened.splice(0).map(({ close }) => close()))));

  async function trailOf(
    rows: number,
  ): Promise<{ database: DeskDatabase; trail: AuditTrail; faults: () => Promise<readonly string[]> }> {
    const database = await open();
    opened.push(database);
    const trail = auditTrail(database, key, () => 0);
    for (let row = 1; row <= rows; row += 1) await trail.append({ who: `n${row}`, what: 'viewed', call: 'K7QX2M4' });
    const anchor = await trail.head();
    return { database, trail, faults: () => auditFaults(database, key, [anchor]) };
  }

  describe(`an audit trail in ${storage}`, () => {
    test('that nobody touched has no fault', async () => {
      expect(await (await trailOf(5)).faults()).toEqual([]);
      expect(await (await trailOf(0)).faults()).toEqual([]);
    });

    test.each(damages)('that was %s is found out', async (_name, sql, fault) => {
      const { database, faults } = await trailOf(5);
      for (const statement of sql) await database.ask(statement);
      expect((await faults()).join('\n')).toMatch(fault);
      // Also where no head was noted elsewhere.
      expect((await auditFaults(database, key, [])).join('\n')).toMatch(fault);
    });

    test('that holds a row of another past, signed with the same key, is found out', async () => {
      const past = sqliteDesk(':memory:', auditSchema);
      const other = auditTrail(past, key, () => 0);
      for (const who of ['m1', 'm2', 'm3']) await other.append({ who, what: 'viewed' });
      const foreign = await Array.fromAsync(other.read());
      await past.close();
      const { database, faults } = await trailOf(5);
      const { line = '', mac = '' } = foreign[2] ?? {};
      await database.ask('UPDATE audit SET line = $1, mac = $2 WHERE number = 3', line, mac);
      expect((await faults()).join('\n')).toMatch(/Row 3 was altered or moved/);
    });

    test('that was put back whole to an earlier state is found out by a head that was noted elsewhere', async () => {
      const { database, trail, faults } = await trailOf(3);
      const earlier = z
        .tuple([z.object({ mac: z.string(), seal: z.string() })])
        .parse(await database.ask('SELECT mac, seal FROM audit_head'))[0];
      for (const who of ['n4', 'n5']) await trail.append({ who, what: 'viewed' });
      const anchor = await trail.head();
      await database.ask('DELETE FROM audit WHERE number > 3');
      await database.ask('UPDATE audit_head SET number = 3, mac = $1, seal = $2', earlier.mac, earlier.seal);
      expect(await faults()).toEqual([]);
      expect((await auditFaults(database, key, [anchor])).join()).toMatch(/not the one that was noted elsewhere/);
    });

    test('that is written meanwhile has no fault', async () => {
      const { database, trail } = await trailOf(5);
      let written = 0;
      const asks: DeskDatabase['ask'] = async (text, ...values) => {
        if (text.includes('FROM audit WHERE') && written === 0) {
          written += 1;
          await trail.append({ who: 'n6', what: 'viewed' });
        }
        return database.ask(text, ...values);
      };
      expect(await auditFaults({ ...database, ask: asks }, key, [])).toEqual([]);
      expect(written).toBe(1);
    });

    test('signed with another key is found out row by row', async () => {
      const { database } = await trailOf(2);
      expect(await auditFaults(database, Buffer.alloc(32, 8), [])).toHaveLength(3);
    });

    test('keeps its order however many write at once', async () => {
      const { database, trail } = await trailOf(0);
      await Promise.all(Array.from({ length: 50 }, (_, n) => trail.append({ who: `n${n}`, what: 'viewed' })));
      expect(await auditFaults(database, key, [])).toEqual([]);
      expect((await trail.head()).number).toBe(50);
    });
  });
}
