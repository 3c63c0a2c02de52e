import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { backUp, backUpKeys, restore } from '../../../src/storage/backup.ts';
import { dataKeys } from '../../../src/storage/dataKeys.ts';
import type { Change, Store } from '../../../src/storage/store.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';
import { begun } from './begunConversation.ts';
import { openEmbedded, testKeys } from './embeddedStore.ts';

const soon = (): number => Date.now() + 4_000;
const day = 24 * 3_600_000;
const erasing = (change: Change): Change => ({
  ...change,
  activityId: 'erase',
  from: change.to,
  erase: true,
  head: undefined,
  transcript: [],
});
const shown = async (store: Store, conversation: string): Promise<readonly string[]> =>
  (await store.transcript(conversation, 0, 10)).map(({ activity }) => activity);

const later = { due: Date.now() + day, message: 'come back' };

/** Tables with rows of conversations that are not there. */
function leftBehind(file: string): readonly string[] {
  const db = new DatabaseSync(file);
  try {
    const named = `SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'conversation'`;
    const tables = z.array(z.object({ name: z.string() })).parse(db.prepare(named).all());
    expect(tables.length).toBeGreaterThan(3);
    const isLeft = (name: string) =>
      db.prepare(`SELECT 1 FROM "${name}" WHERE conversation NOT IN (SELECT id FROM conversation)`).get() !== undefined;
    return tables.map(({ name }) => name).filter(isLeft);
  } finally {
    db.close();
  }
}

test('what was backed up while the server went on is there again, but for what was erased since', async () => {
  const [dataDir, to, keysTo, restored] = Array.from({ length: 4 }, temporaryFolder);
  if (!dataDir || !to || !keysTo || !restored) throw new Error('no folders');
  const store = openEmbedded({ file: join(dataDir, 'cauda.sqlite') });
  for (const name of ['kept', 'erased'])
    await store.commit({ ...begun(name, `said by ${name}`), outbox: ['to be sent'], reminder: later }, soon());
  const writing = store.commit(begun('meanwhile', 'x'), soon());
  const folder = backUp(dataDir, to, Date.now());
  await writing;
  expect(readdirSync(folder)).toEqual(['cauda.sqlite']);
  await store.commit(erasing(begun('erased', '')), soon());
  await store.commit(begun('later', 'too late'), soon());
  const keys = backUpKeys(dataDir, keysTo, 7, Date.now());
  await store.close();
  const copies = [join(folder, 'cauda.sqlite'), keys];
  expect(copies.map((file) => statSync(file).mode & 0o777)).toEqual([0o600, 0o600]);

  const restoring = { folder, keys, dataDir: restored, now: Date.now };
  const wrong = restore({ ...restoring, dataKeys: dataKeys([Buffer.alloc(32, 'w')]) });
  await expect(wrong).rejects.toThrow(/CAUDA_DATA_KEY/);
  expect(readdirSync(restored).filter((name) => !name.endsWith('.lock'))).toEqual([]);

  expect(await restore({ ...restoring, dataKeys: testKeys })).toBe(1);
  for (const name of readdirSync(restored).filter((one) => one.endsWith('.sqlite')))
    expect([name, statSync(join(restored, name)).mode & 0o777]).toEqual([name, 0o600]);
  await expect(restore({ ...restoring, dataKeys: testKeys })).rejects.toThrow(/holds cauda.sqlite.* already/);
  expect(leftBehind(join(restored, 'cauda.sqlite'))).toEqual([]);
  const again = openEmbedded({ file: join(restored, 'cauda.sqlite') });
  expect(await shown(again, 'kept')).toEqual(['"said by kept"']);
  expect(await shown(again, 'erased')).toEqual([]);
  expect(await shown(again, 'later')).toEqual([]);
  expect((await again.load('kept', 'x', soon())).log?.head.role).toBe('self');
  await again.close();
});

test('copies of keys are kept for their days', async () => {
  const [dataDir, keysTo] = [temporaryFolder(), temporaryFolder()];
  await openEmbedded({ file: join(dataDir, 'cauda.sqlite') }).close();
  const old = join(keysTo, 'cauda-keys-2026-01-01T00-00-00Z.sqlite');
  const recent = join(keysTo, 'cauda-keys-2026-01-05T00-00-00Z.sqlite');
  const other = join(keysTo, 'something-else.sqlite');
  const now = Date.now();
  for (const [file, age] of [
    [old, 8],
    [recent, 6],
    [other, 100],
  ] as const) {
    writeFileSync(file, '');
    utimesSync(file, (now - age * day) / 1000, (now - age * day) / 1000);
  }
  const copy = backUpKeys(dataDir, keysTo, 7, now);
  expect([old, recent, other, copy].map((file) => existsSync(file))).toEqual([false, true, true, true]);
});
