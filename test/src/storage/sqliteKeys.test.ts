import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { openPrivately } from '../../../src/storage/sqliteFile.ts';
import { sqliteKeys } from '../../../src/storage/sqliteKeys.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';
import { testKeys } from './embeddedStore.ts';

test('a key that was dropped opens nothing any more, also in the process that used it last', async () => {
  const keys = sqliteKeys(new DatabaseSync(':memory:'), testKeys);
  const [gone, stays] = [keys.take(), keys.take()];
  keys.drop([gone.id]);
  expect(keys.find(gone.id)).toBeUndefined();
  expect(keys.find(stays.id)?.key.equals(stays.key)).toBe(true);
  await keys.close();
});

test('it is closed while its file is cleared away, and leaves no key that was not used', async () => {
  const file = join(temporaryFolder(), 'keys.sqlite');
  const keys = sqliteKeys(openPrivately(file), testKeys);
  const used = keys.take();
  keys.drop([keys.take().id]);
  const cleared = keys.clearAway();
  // Until its thread has the file.
  const looks = new DatabaseSync(file, { timeout: 0 });
  const isLocked = (): boolean => {
    try {
      looks.exec('BEGIN IMMEDIATE; ROLLBACK');
      return false;
    } catch {
      return true;
    }
  };
  let isDone = false;
  void cleared.then(() => {
    isDone = true;
  });
  while (!isDone && !isLocked()) await new Promise(setImmediate);
  await keys.close();
  expect(looks.prepare('SELECT id FROM key').all()).toEqual([{ id: used.id }]);
  looks.close();
});
