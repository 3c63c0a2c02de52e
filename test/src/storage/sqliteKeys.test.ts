import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { sqliteKeys } from '../../../src/storage/sqliteKeys.ts';
import { testKeys } from './embeddedStore.ts';

test('a key that was dropped opens nothing any more, also in the process that used it last', () => {
  const keys = sqliteKeys(new DatabaseSync(':memory:'), testKeys);
  const [gone, stays] = [keys.take(), keys.take()];
  keys.drop([gone.id]);
  expect(keys.find(gone.id)).toBeUndefined();
  expect(keys.find(stays.id)?.key.equals(stays.key)).toBe(true);
  keys.close();
});
