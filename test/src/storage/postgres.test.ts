import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { dataKeys } from '../../../src/storage/dataKeys.ts';
import type { Change, Position, Store } from '../../../src/storage/store.ts';
import { embeddedPostgres, type RunningPostgres } from '../../cluster/embeddedPostgres.ts';
import { headOf } from './begunConversation.ts';
import { expectPlainConversations } from './plainContract.ts';
import { plainConversations, plainTables } from './plainDatabase.ts';
import { openPostgresAt } from './postgresStore.ts';
import { storeContract } from './storeContract.ts';

const soon = (): number => Date.now() + 4_000;
jest.setTimeout(60_000);

let postgres: RunningPostgres;
/** Somebody else's connection, past any store. */
let sql: pg.Client;
const connect = async (): Promise<void> => {
  sql = new pg.Client(postgres.url);
  sql.on('error', () => undefined);
  await sql.connect();
};
const open = (onUnreadable: (where: object) => void = () => undefined, url = postgres.url): Promise<Store> =>
  openPostgresAt(url, { onUnreadable });

beforeAll(async () => {
  postgres = await embeddedPostgres();
  await connect();
  await (await open()).close();
}, 120_000);
afterAll(async () => {
  await sql.end();
  await postgres.stop();
});
const empty = async (): Promise<void> =>
  void (await sql.query(
    'TRUNCATE sealed_conversation, sealed_turn, sealed_handled, sealed_outbox, sealed_shown, sealed_reminder, conversation_key',
  ));

storeContract('PostgreSQL', {
  open: () => open(),
  fresh: empty,
  async rows() {
    const { rows: tables } = await sql.query(`
      SELECT DISTINCT table_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND (column_name = 'conversation' OR table_name = 'sealed_conversation')`);
    const counted: [string, number][] = [];
    for (const { name } of tables) {
      const { rowCount } = await sql.query(`SELECT FROM ${name}`);
      counted.push([String(name).replace('sealed_', ''), rowCount ?? 0]);
    }
    return Object.fromEntries(counted.filter(([, rows]) => rows > 0));
  },
});

const begun: Position = { log: 1, revision: 1, watermark: 1 };
const beginning: Change = {
  conversation: 'c',
  activityId: 'start',
  from: { log: 0, revision: 0, watermark: 0 },
  to: begun,
  erase: false,
  head: headOf('c'),
  entries: [{ kind: 'answered', findings: { legWeakness: 'none' }, heard: 'I walk as always', at: 1 }],
  transcript: [{ sequence: 1, activity: '"welcome"' }],
  outbox: [],
  response: undefined,
  finished: false,
};
/** A turn of the begun conversation that says something and moves nothing. */
const saying = (activityId: string, outbox: readonly string[]): Change => ({
  ...beginning,
  activityId,
  from: begun,
  head: undefined,
  entries: [],
  transcript: [],
  outbox,
});
const said = (activityId: string, sequence: number): Change => ({
  ...saying(activityId, []),
  from: { ...begun, watermark: sequence - 1 },
  to: { ...begun, watermark: sequence },
  transcript: [{ sequence, activity: `"${activityId}"` }],
});
const messages = async (store: Store): Promise<readonly string[]> =>
  (await store.outbox('c')).map(({ message }) => message);
/** Resolves when the store calls back. */
const news = (store: Store, conversation = 'c'): Promise<number | undefined> =>
  new Promise((hear) => {
    const end = store.follow(conversation, (watermark) => {
      end();
      hear(watermark);
    });
  });

describe('two instances', () => {
  let a: Store;
  let b: Store;
  beforeEach(async () => {
    await empty();
    [a, b] = await Promise.all([open(), open()]);
  });
  afterEach(async () => void (await Promise.all([a.close(), b.close()])));

  test('an activity that reaches both at once is taken once, even where it moves nothing', async () => {
    await a.commit(beginning, soon());
    for (let round = 0; round < 20; round += 1) {
      const same = saying(`m${round}`, ['reply']);
      const results = await Promise.all([a.commit(same, soon()), b.commit(same, soon())]);
      expect([...results].sort()).toEqual(['alreadyHandled', 'committed']);
    }
    expect(await messages(a)).toHaveLength(20);
  });

  test('of two that move it at once one counts', async () => {
    await a.commit(beginning, soon());
    const results = await Promise.all([a.commit(said('m1', 2), soon()), b.commit(said('m2', 2), soon())]);
    expect([...results].sort()).toEqual(['committed', 'conflict']);
    expect(await b.transcript('c', 1, 10)).toHaveLength(1);
  });

  test('what one commits, the other hears of, by a fingerprint alone', async () => {
    const payloads: (string | undefined)[] = [];
    sql.on('notification', ({ payload }) => payloads.push(payload));
    await sql.query('LISTEN cauda_committed');
    await a.commit(beginning, soon());
    await news(b); // It has just looked by itself, and does not do so for a second.
    const heard = news(b);
    await a.commit(said('m', 2), soon());
    expect(await heard).toBeUndefined(); // Who looks knows the watermark; who is told does not.
    expect((await b.transcript('c', 1, 10)).map(({ activity }) => activity)).toEqual(['"m"']);
    await sql.query('UNLISTEN cauda_committed');
    expect([...new Set(payloads)]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)]);
  });

  test('a lost notification costs about a second', async () => {
    await a.commit(beginning, soon());
    const begin = Date.now();
    await sql.query('UPDATE sealed_conversation SET watermark = 7');
    for (let watermark: number | undefined; watermark !== 7; ) watermark = await news(b);
    expect(Date.now() - begin).toBeLessThan(2_000);
  });

  test('replies are one instance’s to send, in order, until it is done or gone', async () => {
    await a.commit(beginning, soon());
    await a.commit(saying('m1', ['one']), soon());
    expect(await messages(a)).toEqual(['one']);
    await b.commit(saying('m2', ['two']), soon());
    expect(await messages(b)).toEqual([]);
    expect(await b.undelivered()).toEqual(['c']);
    expect(await messages(a)).toEqual(['one', 'two']);
    expect(await b.undelivered()).toEqual([]);
    await a.close();
    expect(await b.undelivered()).toEqual(['c']);
    expect(await messages(b)).toEqual(['one', 'two']);
  });

  test('both ask at once and one gets them', async () => {
    await a.commit(beginning, soon());
    for (let round = 0; round < 20; round += 1) {
      await a.commit(saying(`m${round}`, ['reply']), soon());
      const [ofA, ofB] = await Promise.all([a.outbox('c'), b.outbox('c')]);
      expect([ofA.length, ofB.length].sort()).toEqual([0, 1]);
      for (const { id } of [...ofA, ...ofB]) await a.confirm(id, soon());
    }
  });

  test('what a dead instance was sending is another’s when its lease is over', async () => {
    await a.commit({ ...beginning, outbox: ['one'] }, soon());
    expect(await messages(a)).toEqual(['one']);
    await sql.query("UPDATE sealed_outbox SET held_until = now() - interval '1 second'");
    expect(await messages(b)).toEqual(['one']);
    expect(await messages(a)).toEqual([]);
  });

  test('an instance that lives keeps what it is sending', async () => {
    await a.commit({ ...beginning, outbox: ['one'] }, soon());
    expect(await messages(a)).toEqual(['one']);
    const until = async () => (await sql.query('SELECT held_until FROM sealed_outbox')).rows[0]?.held_until;
    const first = await until();
    while (+(await until()) === +first) await new Promise((next) => setTimeout(next, 200));
    expect(await messages(b)).toEqual([]);
  });

  test('what may be used once is used at one of them, and forgotten when nobody can use it any more', async () => {
    const uses = await Promise.all([a, b, a].map((store) => store.isFirstUse('ticket', soon())));
    expect(uses.filter((isFirst) => isFirst)).toHaveLength(1);
    expect(await b.isFirstUse('ticket', soon())).toBe(false);
    expect(await b.isFirstUse('of the past', Date.now() - 1_000)).toBe(true);
    expect(await a.isFirstUse('another', soon())).toBe(true);
    const { rows } = await sql.query('SELECT id FROM used_once ORDER BY id');
    expect(rows).toEqual([{ id: 'another' }, { id: 'ticket' }]);
  });

  test('both take tokens of one key', async () => {
    expect(a.tokenKey).toHaveLength(32);
    expect(a.tokenKey).toEqual(b.tokenKey);
  });
});

test('instances that start together on an empty database make its tables once', async () => {
  await sql.query('CREATE DATABASE fresh');
  const url = postgres.url.replace(/cauda$/, 'fresh');
  const stores = await Promise.all([1, 2, 3].map(() => open(undefined, url)));
  expect(await Promise.all(stores.map((store) => store.ready()))).toEqual([true, true, true]);
  expect(new Set(stores.map(({ tokenKey }) => tokenKey.toString('hex'))).size).toBe(1);
  await Promise.all(stores.map((store) => store.close()));
});

test('while another holds the conversation it fails in time and changes nothing', async () => {
  await empty();
  const store = await open();
  await store.commit(beginning, soon());
  await sql.query('BEGIN; SELECT FROM sealed_conversation FOR UPDATE');
  const begin = Date.now();
  await expect(store.commit(said('m1', 2), Date.now() + 300)).rejects.toMatchObject({ name: 'StorageUnavailable' });
  expect(Date.now() - begin).toBeLessThan(1_000);
  expect(await store.ready()).toBe(true);
  await sql.query('ROLLBACK');
  expect(await store.commit(said('m2', 2), soon())).toBe('committed');
  expect((await store.transcript('c', 1, 10)).map(({ activity }) => activity)).toEqual(['"m2"']);
  await store.close();
});

test('the database gives up a statement that takes too long, and it is tried again', async () => {
  await empty();
  const store = await open();
  await store.commit(beginning, soon());
  await sql.query('BEGIN; SELECT FROM sealed_conversation FOR UPDATE');
  const patient = store.commit(said('m', 2), soon());
  const waiting = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'cauda'";
  const pids = async (): Promise<readonly unknown[]> => (await sql.query(waiting)).rows;
  while ((await pids()).length === 0);
  while ((await pids()).length > 0);
  await sql.query('ROLLBACK');
  expect(await patient).toBe('committed');
  await store.close();
});

test('a database that restarts is waited for, and what followed a conversation hears again', async () => {
  await empty();
  const store = await open();
  const other = await open();
  await store.commit(beginning, soon());
  await news(other);
  await sql.end();
  const restarting = postgres.restart();
  expect(await store.commit(said('m1', 2), Date.now() + 15_000)).toBe('committed');
  await restarting;
  await connect();
  let sequence = 2;
  for (let told: number | undefined = 0; told !== undefined; ) {
    const heard = news(other);
    sequence += 1;
    await store.commit(said(`m${sequence}`, sequence), soon());
    told = await heard;
  }
  expect(await other.transcript('c', 1, 10)).toHaveLength(sequence - 1);
  await Promise.all([store.close(), other.close()]);
});

test('a log that cannot be read is left aside and named', async () => {
  await empty();
  const seen: object[] = [];
  const store = await open((where) => seen.push(where));
  await store.commit(beginning, soon());
  await sql.query("UPDATE sealed_turn SET body = '\\x00'");
  expect(await store.load('c', 'a', soon())).toEqual({ position: begun, log: undefined, handled: undefined });
  expect(seen).toEqual([
    { conversation: expect.any(Number), turn: 1 },
    { conversation: expect.any(Number), log: 1 },
  ]);
  await store.close();
});

test('what was erased is in no table, and its key neither', async () => {
  await empty();
  const store = await open();
  await store.commit(beginning, soon());
  const keys = async () => (await sql.query('SELECT id FROM conversation_key')).rows;
  const before = await keys();
  await store.commit({ ...saying('delete', []), to: { ...begun, revision: 0 }, erase: true }, soon());
  // The place goes on under another key.
  expect(before).toHaveLength(1);
  expect(await keys()).toHaveLength(1);
  expect(await keys()).not.toEqual(before);
  expect((await sql.query('SELECT number FROM sealed_turn')).rows).toEqual([{ number: 2 }]);
  expect((await sql.query('SELECT FROM sealed_outbox')).rowCount).toBe(0);
  await store.expire({ finishedBefore: 0, unfinishedBefore: Date.now() + 3_600_000, recordsBefore: 0 });
  for (const table of ['sealed_conversation', 'sealed_turn', 'sealed_handled', 'conversation_key']) {
    expect((await sql.query(`SELECT FROM ${table}`)).rowCount).toBe(0);
  }
  await store.close();
});

test('what an earlier version wrote is encrypted before anybody is served, by instances that start together', async () => {
  await sql.query('CREATE DATABASE earlier');
  const url = postgres.url.replace(/cauda$/, 'earlier');
  const old = new pg.Client(url);
  await old.connect();
  await old.query(`${plainTables('bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY')}
    CREATE TABLE outbox (conversation bigint NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, message text NOT NULL,
      holder text, held_until timestamptz, PRIMARY KEY (conversation, id));
    CREATE TABLE token_key (single boolean PRIMARY KEY, key bytea NOT NULL);
    ALTER TABLE conversation ADD COLUMN finished boolean NOT NULL DEFAULT false;
    ALTER TABLE outbox ADD COLUMN aside boolean NOT NULL DEFAULT false;
    CREATE TABLE schema_version (version integer NOT NULL); INSERT INTO schema_version VALUES (3);
    ${plainConversations('4102444800', 'true')}
    INSERT INTO conversation (name, log, revision, watermark, touched, finished)
      SELECT 'one of many ' || n, 1, 1, n, 4102444800, true FROM generate_series(3, 120) n;
    INSERT INTO log SELECT n, 1, head FROM generate_series(3, 120) n, log WHERE conversation = 1 AND number = 1;
    INSERT INTO entry SELECT n, 1, 1, '{"t":' || n || ',"f":{"legWeakness":"left"}}' FROM generate_series(3, 120) n;
    INSERT INTO handled SELECT n, 'tap', 'answer ' || n FROM generate_series(3, 120) n;
    INSERT INTO outbox (conversation, message) SELECT n, part || ' to ' || n
      FROM generate_series(3, 120, 10) n, unnest(ARRAY['first', 'second']) WITH ORDINALITY AS two (part, at) ORDER BY n, at;`);
  const stores = await Promise.all([1, 2, 3].map(() => open(undefined, url)));
  for (const store of stores)
    await expectPlainConversations(
      store,
      Array.from({ length: 12 }, (_, n) => 3 + 10 * n),
    );
  for (const n of [3, 52, 53, 54, 120]) {
    const { position, log } = (await stores[0]?.load(`one of many ${n}`, 'new', soon())) ?? {};
    expect([position, log?.entries]).toEqual([
      { log: 1, revision: 1, watermark: n },
      [{ kind: 'answered', at: n, findings: { legWeakness: 'left' } }],
    ]);
    expect(await stores[0]?.load(`one of many ${n}`, 'tap', soon())).toMatchObject({
      handled: { response: `answer ${n}` },
    });
  }
  expect((await stores[0]?.unseen('one of many 53'))?.map(({ message }) => message)).toEqual([
    'first to 53',
    'second to 53',
  ]);
  // A server of that version that still runs fails in each turn, at once and whole.
  await expect(old.query('UPDATE conversation SET revision = revision + 1')).rejects.toThrow(/does not exist/);
  const tables = "SELECT count(*) AS plain FROM pg_tables WHERE tablename LIKE 'plain%' OR tablename = 'token_key'";
  expect((await old.query(tables)).rows).toEqual([{ plain: '0' }]);
  await old.end();
  await Promise.all(stores.map((store) => store.close()));
});

test('instances with the old and the new data key first run side by side; another is refused', async () => {
  await sql.query('CREATE DATABASE rotated');
  const url = postgres.url.replace(/cauda$/, 'rotated');
  const [old, current] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  const openWith = (...keys: readonly Buffer[]): Promise<Store> => openPostgresAt(url, { dataKeys: dataKeys(keys) });
  const [before, after] = [await openWith(old, current), await openWith(current, old)];
  await expect(openWith(Buffer.alloc(32, 3))).rejects.toThrow(/data key .*CAUDA_DATA_KEY/);
  expect(after.tokenKey).toEqual(before.tokenKey);
  await before.commit(beginning, soon());
  expect(await after.commit(said('m1', 2), soon())).toBe('committed');
  expect(await after.rewrap()).toBe(3);
  // It has kept the key; another that starts now opens it by the new one.
  expect(await before.commit(said('m2', 3), soon())).toBe('committed');
  await Promise.all([before.close(), after.close()]);
  await expect(openWith(old)).rejects.toThrow(/data key/);
  const alone = await openWith(current);
  expect(await alone.transcript('c', 1, 10)).toHaveLength(2);
  await alone.close();
});

test('conversations without their keys are refused', async () => {
  await sql.query('CREATE DATABASE keyless');
  const url = postgres.url.replace(/cauda$/, 'keyless');
  await (await open(undefined, url)).close();
  const other = new pg.Client(url);
  await other.connect();
  await other.query('DELETE FROM secret_key');
  await other.end();
  await expect(open(undefined, url)).rejects.toThrow(/conversation_key and secret_key/);
});

test('refuses a database of a newer version, and one that is not there', async () => {
  await sql.query('UPDATE schema_version SET version = version + 1');
  await expect(open()).rejects.toThrow(/newer version/);
  await sql.query('UPDATE schema_version SET version = version - 1');
  const nowhere = openPostgresAt('postgres://x@127.0.0.1:1/x', {
    // Its patience is over at once.
    now: (() => {
      let time = Date.now();
      return () => (time += 20_000);
    })(),
  });
  await expect(nowhere).rejects.toMatchObject({ name: 'StorageUnavailable', code: 'ECONNREFUSED' });
});
