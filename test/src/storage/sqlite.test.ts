import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { openSqlite, sqliteStore } from '../../../src/storage/sqlite.ts';
import { openPrivately } from '../../../src/storage/sqliteFile.ts';
import type { Change, Store } from '../../../src/storage/store.ts';
import { temporaryFolder } from '../testServer.ts';
import { storeContract } from './storeContract.ts';

const soon = (): number => Date.now() + 4_000;
const open = (file: string, onUnreadable: (where: object) => void = () => undefined): Store =>
  openSqlite({ file, now: Date.now, onUnreadable });
const newFile = (): string => join(temporaryFolder(), 'data', 'cauda.sqlite');

let file = newFile();
storeContract(
  'SQLite',
  async () => open(file),
  async () => {
    file = newFile();
  },
);

const began: Change = {
  conversation: 'c',
  activityId: 'start',
  from: { log: 0, revision: 0, watermark: 0 },
  to: { log: 1, revision: 1, watermark: 0 },
  erase: false,
  head: {
    conversation: 'c',
    number: 1,
    started: '2026-01-01T00:00:00.000Z',
    channel: 'webchat',
    role: 'self',
    language: 'en',
    content: 'test',
  },
  entries: [{ kind: 'answered', findings: { legWeakness: 'none' }, heard: 'I walk as always', at: 1 }],
  transcript: [],
  outbox: [],
  response: undefined,
  finished: false,
};

test('only its owner may read it', async () => {
  const file = newFile();
  const store = open(file);
  await store.commit(began, soon());
  for (const name of [file, `${file}-wal`]) expect(statSync(name).mode & 0o777).toBe(0o600);
  await store.close();
});

test('waits for another process without holding up this one, and no longer than asked', async () => {
  const file = newFile();
  const store = open(file);
  const other = new DatabaseSync(file);
  other.exec('BEGIN IMMEDIATE');
  await expect(store.commit(began, Date.now() + 50)).rejects.toMatchObject({ code: 'busy' });
  expect(await store.ready()).toBe(false);
  const patient = store.commit(began, soon());
  setImmediate(() => other.exec('COMMIT'));
  expect(await patient).toBe('committed');
  other.close();
  await store.close();
});

test('a log that cannot be read is left aside and named', async () => {
  const file = newFile();
  const seen: object[] = [];
  const store = open(file, (where) => seen.push(where));
  await store.commit(began, soon());
  const vandal = new DatabaseSync(file);
  vandal.exec('UPDATE entry SET entry = \'{"k":"foreign"}\'');
  vandal.close();
  expect(await store.load('c', 'a', soon())).toEqual({ position: began.to, log: undefined, handled: undefined });
  expect(seen).toEqual([{ conversation: 1, log: 1 }]);
  await store.close();
});

test('nothing that was erased is left in its files', async () => {
  const file = newFile();
  const store = open(file);
  await store.commit(began, soon());
  const { to } = began;
  await store.commit(
    { ...began, activityId: 'a', from: to, to: { ...to, revision: 0 }, erase: true, head: undefined, entries: [] },
    soon(),
  );
  await store.close();
  const { readFileSync, readdirSync } = await import('node:fs');
  for (const name of readdirSync(join(file, '..'))) {
    expect(readFileSync(join(file, '..', name)).includes('I walk as always')).toBe(false);
  }
});

test('refuses a database of a newer version', async () => {
  const file = newFile();
  await open(file).close();
  const newer = new DatabaseSync(file);
  newer.exec('PRAGMA user_version = 99');
  newer.close();
  expect(() => open(file)).toThrow(/newer version/);
});

test('each commit waits for the disk, and what is deleted is overwritten', async () => {
  const db = openPrivately(newFile());
  const store = sqliteStore(db, { now: Date.now, onUnreadable: () => undefined });
  await store.commit(began, soon());
  const set = (name: string): unknown => db.prepare(`PRAGMA ${name}`).get()?.[name];
  expect(['journal_mode', 'synchronous', 'secure_delete'].map(set)).toEqual(['wal', 2, 1]);
  await store.close();
});

test('a file that another has is refused, and free again when that is gone', async () => {
  const file = newFile();
  const first = open(file);
  expect(() => open(file)).toThrow(/Another Cauda uses .*CAUDA_DATA_DIR/);
  await first.commit(began, soon());
  await first.close();
  await open(file).close();
});

test('a damaged file is refused at the start, with what to do', async () => {
  const file = newFile();
  const store = open(file);
  await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      store.commit({ ...began, conversation: `c${index}`, outbox: ['x'.repeat(3_000)] }, soon()),
    ),
  );
  await store.close();
  const whole = readFileSync(file);
  const refusal = /is damaged. Put back a copy that is whole/;
  writeFileSync(file, Buffer.from(whole).fill(0xa5, 8_192, 60_000));
  expect(() => open(file)).toThrow(refusal);
  writeFileSync(file, whole);
  truncateSync(file, whole.length / 2);
  expect(() => open(file)).toThrow(refusal);
  writeFileSync(file, 'this is no database, and it is long enough to be taken for one'.repeat(100));
  expect(() => open(file)).toThrow(refusal);
  writeFileSync(file, whole);
  await open(file).close();
});
