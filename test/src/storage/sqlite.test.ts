import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from '@jest/globals';
import { type DataKeys, dataKeys } from '../../../src/storage/dataKeys.ts';
import { embeddedDataKeys } from '../../../src/storage/ownDataKey.ts';
import { keysFileOf } from '../../../src/storage/sqlite.ts';
import { openPrivately } from '../../../src/storage/sqliteFile.ts';
import type { Change, Store } from '../../../src/storage/store.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';
import { headOf } from './begunConversation.ts';
import { openEmbedded, storeIn } from './embeddedStore.ts';
import { wordsLeftIn } from './leftInFiles.ts';
import { expectPlainConversations } from './plainContract.ts';
import { markedWords, plainConversations, plainTables } from './plainDatabase.ts';
import { storeContract } from './storeContract.ts';

const soon = (): number => Date.now() + 4_000;
const open = (file: string, onUnreadable: (where: object) => void = () => undefined): Store =>
  openEmbedded({ file, onUnreadable });
const newFile = (): string => join(temporaryFolder(), 'data', 'cauda.sqlite');

let file = newFile();
storeContract('SQLite', {
  open: async () => open(file),
  fresh: async () => {
    file = newFile();
  },
  async rows() {
    const db = new DatabaseSync(file, { readOnly: true });
    const tables = db
      .prepare(`
        SELECT name FROM sqlite_schema WHERE type = 'table' AND (name = 'conversation'
          OR EXISTS (SELECT 1 FROM pragma_table_info(sqlite_schema.name) c WHERE c.name = 'conversation'))`)
      .all()
      .map(({ name }) => String(name));
    const counted = tables.map((name) => [name, Number(db.prepare(`SELECT count(*) AS n FROM ${name}`).get()?.['n'])]);
    db.close();
    return Object.fromEntries(counted.filter(([, rows]) => rows !== 0));
  },
});

const began: Change = {
  conversation: 'c',
  activityId: 'start',
  from: { log: 0, revision: 0, watermark: 0 },
  to: { log: 1, revision: 1, watermark: 0 },
  erase: false,
  head: headOf('c'),
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
  const files = readdirSync(dirname(file));
  expect(files.length).toBeGreaterThan(4);
  for (const name of files) expect([name, statSync(join(dirname(file), name)).mode & 0o777]).toEqual([name, 0o600]);
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
  vandal.exec('UPDATE turn SET body = zeroblob(100)');
  vandal.close();
  expect(await store.load('c', 'a', soon())).toEqual({ position: began.to, log: undefined, handled: undefined });
  expect(seen).toEqual([
    { conversation: 1, turn: 1 },
    { conversation: 1, log: 1 },
  ]);
  await store.close();
});

test('refuses a database of a newer version', async () => {
  const file = newFile();
  await open(file).close();
  const newer = new DatabaseSync(file);
  newer.exec('PRAGMA user_version = 99');
  newer.close();
  expect(() => open(file)).toThrow(/newer version/);
});

test('each commit of a file that is opened waits for the disk, and what is deleted is overwritten', async () => {
  const db = openPrivately(newFile());
  const store = storeIn(db);
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

test('what an earlier version wrote is encrypted at the start, all of it, and none stays in clear', async () => {
  const file = newFile();
  await open(file).close();
  for (const name of readdirSync(dirname(file))) rmSync(join(dirname(file), name));
  const old = new DatabaseSync(file);
  const outbox = 'CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, conversation INTEGER, message TEXT)';
  const index = 'CREATE INDEX outbox_by_conversation ON outbox (conversation, id)';
  old.exec(`${plainTables('INTEGER PRIMARY KEY')} ${outbox}; ${index}; CREATE TABLE probe (id INTEGER PRIMARY KEY, filler BLOB NOT NULL);
    ALTER TABLE conversation ADD COLUMN finished INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE outbox ADD COLUMN aside INTEGER NOT NULL DEFAULT 0;
    ${plainConversations('4102444800', '1')} PRAGMA user_version = 4`);
  old.close();
  expect(wordsLeftIn(dirname(file), markedWords)).toEqual(markedWords);
  const store = open(file);
  await expectPlainConversations(store);
  expect(wordsLeftIn(dirname(file), markedWords)).toEqual([]);
  await store.close();
  const again = open(file);
  await expectPlainConversations(again);
  await again.pack(Date.now() + 10 ** 13);
  await expectPlainConversations(again);
  await again.close();
});

test('an encryption that was broken off before the file was written anew leaves nothing in clear after the next start', async () => {
  const file = newFile();
  const store = open(file);
  await store.commit(began, soon());
  await store.close();
  const broken = new DatabaseSync(file);
  const outbox = 'CREATE TABLE outbox (id INTEGER PRIMARY KEY, conversation INTEGER, message TEXT, aside INTEGER)';
  const plain = `${plainTables('INTEGER PRIMARY KEY')} ${outbox};`.replaceAll('CREATE TABLE ', 'CREATE TABLE plain_');
  broken.exec(`PRAGMA secure_delete = OFF; ${plain}`);
  const said = broken.prepare('INSERT INTO plain_transcript (conversation, sequence, activity) VALUES (1, ?, ?)');
  for (let row = 0; row < 500; row += 1) said.run(row, `${'x'.repeat(500)} shown-marked`);
  broken.exec('DELETE FROM plain_transcript; PRAGMA wal_checkpoint(TRUNCATE)');
  broken.close();
  expect(wordsLeftIn(dirname(file), markedWords)).toEqual(['shown-marked']);
  const again = open(file);
  expect(wordsLeftIn(dirname(file), markedWords)).toEqual([]);
  expect((await again.load(began.conversation, 'x', soon())).log?.entries).toEqual(began.entries);
  await again.close();
});

const laterTurn = (conversation: string, revision: number): Change => ({
  ...began,
  conversation,
  activityId: `activity ${revision}`,
  from: { log: 1, revision, watermark: 0 },
  to: { log: 1, revision: revision + 1, watermark: 0 },
  head: undefined,
  // As long as the answer to a tap.
  response: 'r'.repeat(1_100),
});

test('turns that share a commit share its pages', async () => {
  const file = newFile();
  const store = open(file);
  const people = Array.from({ length: 16 }, (_, index) => `c${index}`);
  await Promise.all(people.map((conversation) => store.commit({ ...began, conversation }, soon())));
  const pages = (): number => statSync(`${file}-wal`).size / 4_096;
  const before = pages();
  for (let turn = 1; turn <= 11; turn += 1)
    await Promise.all(people.map((conversation) => store.commit(laterTurn(conversation, turn), soon())));
  expect((pages() - before) / (11 * people.length)).toBeLessThan(1);
  await store.close();
});

test('turns of an earlier version, which lay by conversation, are as they were', async () => {
  const file = newFile();
  const store = open(file);
  await store.commit(began, soon());
  await store.commit(laterTurn('c', 1), soon());
  const loads = (from: Store) => Promise.all(['new', 'activity 1'].map((activity) => from.load('c', activity, soon())));
  const before = await loads(store);
  await store.close();
  const old = new DatabaseSync(file);
  old.exec(`
    ALTER TABLE turn RENAME TO written;
    CREATE TABLE turn (conversation INTEGER NOT NULL, number INTEGER NOT NULL, upto INTEGER, body BLOB NOT NULL,
      PRIMARY KEY (conversation, number)) STRICT, WITHOUT ROWID;
    INSERT INTO turn SELECT * FROM written;
    DROP TABLE written;
    PRAGMA user_version = 8`);
  old.close();
  const again = open(file);
  expect(await loads(again)).toEqual(before);
  expect(before[0]?.log?.entries).toHaveLength(2);
  expect(before[1]?.handled).toEqual({ response: 'r'.repeat(1_100) });
  await again.close();
});

const other: DataKeys = dataKeys([Buffer.alloc(32, 'o')]);
const both: DataKeys = dataKeys([Buffer.alloc(32, 'o'), Buffer.alloc(32, 'k')]);

test('another data key is refused, and a rotation ends with the new one alone', async () => {
  const file = newFile();
  const store = open(file);
  const names = Array.from({ length: 40 }, (_, index) => `c${index}`);
  for (const conversation of names) await store.commit({ ...began, conversation }, soon());
  await store.close();
  expect(() => openEmbedded({ file, dataKeys: other })).toThrow(/data key .*CAUDA_DATA_KEY/);
  const rotating = openEmbedded({ file, dataKeys: both });
  const { tokenKey } = rotating;
  expect(await rotating.rewrap()).toBeGreaterThan(40);
  expect(await rotating.rewrap()).toBe(0);
  await rotating.close();
  expect(() => open(file)).toThrow(/data key .*CAUDA_DATA_KEY/);
  const after = openEmbedded({ file, dataKeys: other });
  expect(after.tokenKey).toEqual(tokenKey);
  for (const name of names) expect((await after.load(name, 'x', soon())).log?.entries).toEqual(began.entries);
  await after.close();
});

test('a file without its keys, or with those of another, is refused', async () => {
  const [file, strange] = [newFile(), newFile()];
  for (const one of [file, strange]) {
    const store = open(one);
    await store.commit(began, soon());
    await store.close();
  }
  renameSync(keysFileOf(file), `${file}.aside`);
  expect(() => open(file)).toThrow(/keys of the conversations, .*, are missing/);
  expect(existsSync(keysFileOf(file))).toBe(false);
  renameSync(keysFileOf(strange), keysFileOf(file));
  expect(() => open(file)).toThrow(/do not belong together/);
  renameSync(`${file}.aside`, keysFileOf(file));
  await open(file).close();
});

test('the token key of an earlier version is taken over, and goes from the folder', async () => {
  const file = newFile();
  const earlier = join(dirname(file), 'token.key');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(earlier, Buffer.alloc(32, 't'));
  for (let start = 0; start < 2; start += 1) {
    const store = open(file);
    expect(store.tokenKey).toEqual(Buffer.alloc(32, 't'));
    expect(existsSync(earlier)).toBe(false);
    await store.close();
  }
});

test('the key beside the data is made once, for its owner only, and damage is named', () => {
  const folder = temporaryFolder();
  const wrapped = embeddedDataKeys([], folder).wrap(Buffer.alloc(32, 1));
  expect(statSync(join(folder, 'data.key')).mode & 0o777).toBe(0o600);
  expect(embeddedDataKeys([], folder).unwrap(wrapped)).toEqual(Buffer.alloc(32, 1));
  // Who configures one later can still read what there is.
  const configured = Buffer.alloc(32, 2).toString('base64');
  expect(embeddedDataKeys([configured], folder).unwrap(wrapped)).toEqual(Buffer.alloc(32, 1));
  expect(embeddedDataKeys([configured], folder).isCurrent(wrapped)).toBe(false);
  writeFileSync(join(folder, 'data.key'), 'short');
  expect(() => embeddedDataKeys([], folder)).toThrow(/data.key is damaged/);
});
