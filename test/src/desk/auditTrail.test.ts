import { describe, expect, test } from '@jest/globals';
import { auditFaults, auditTrail } from '../../../src/desk/auditTrail.ts';
import { type DeskDatabase, sqliteDesk } from '../../../src/desk/deskDatabase.ts';
import { auditSchema } from '../../../src/desk/deskSchema.ts';

const key = Buffer.alloc(32, 7);

async function trailOf(rows: number): Promise<{ database: DeskDatabase; faults: () => Promise<readonly string[]> }> {
  const database = sqliteDesk(':memory:', auditSchema);
  const trail = auditTrail(database, key, () => 0);
  for (let row = 1; row <= rows; row += 1) await trail.append({ who: `n${row}`, what: 'viewed', call: 'K7QX2M4' });
  const anchor = await trail.head();
  return { database, faults: () => auditFaults(database, key, [anchor]) };
}

const damages: readonly (readonly [name: string, sql: readonly string[], fault: RegExp])[] = [
  ['altered', [`UPDATE audit SET line = replace(line, 'n3', 'n9') WHERE number = 3`], /Row 3 was altered/],
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

describe('an audit trail', () => {
  test('that nobody touched has no fault', async () => {
    expect(await (await trailOf(5)).faults()).toEqual([]);
    expect(await (await trailOf(0)).faults()).toEqual([]);
  });

  test.each(damages)('that was %s is found out', async (_name, sql, fault) => {
    const { database, faults } = await trailOf(5);
    for (const statement of sql) await database.ask(statement);
    expect((await faults()).join('\n')).toMatch(fault);
  });

  test('that was put back whole to an earlier state is found out by a head that was noted elsewhere', async () => {
    const { database, faults } = await trailOf(3);
    const heads = await database.ask('SELECT number, mac, seal FROM audit_head');
    expect(heads).toHaveLength(1);
    const later = await trailOf(5);
    const anchor = await auditTrail(later.database, key, () => 0).head();
    expect(await faults()).toEqual([]);
    expect((await auditFaults(database, key, [anchor])).join()).toMatch(/not the one that was noted elsewhere/);
  });

  test('signed with another key is found out row by row', async () => {
    const { database } = await trailOf(2);
    expect(await auditFaults(database, Buffer.alloc(32, 8), [])).toHaveLength(3);
  });

  test('keeps its order however many write at once', async () => {
    const database = sqliteDesk(':memory:', auditSchema);
    const trail = auditTrail(database, key, () => 0);
    await Promise.all(Array.from({ length: 50 }, (_, n) => trail.append({ who: `n${n}`, what: 'viewed' })));
    expect(await auditFaults(database, key, [])).toEqual([]);
    expect((await trail.head()).number).toBe(50);
  });
});
