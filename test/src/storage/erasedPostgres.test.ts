import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { z } from 'zod';
import { dataKeys, newKey } from '../../../src/storage/dataKeys.ts';
import { type PostgresPool, postgresPool } from '../../../src/storage/postgresPool.ts';
import { keyTidying } from '../../../src/storage/postgresTidying.ts';
import type { Store } from '../../../src/storage/store.ts';
import { embeddedPostgres, type RunningPostgres } from '../../cluster/embeddedPostgres.ts';
import { type Instance, startInstance } from '../../cluster/instance.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';
import { concluded } from './playedConversation.ts';
import { openPostgresAt } from './postgresStore.ts';

jest.setTimeout(90_000);

const mark = 'Zwetschgenkuchen';
const dataKey = newKey();
let postgres: RunningPostgres;
let cauda: Instance;
let store: Store;
let sql: pg.Client;
beforeAll(async () => {
  postgres = await embeddedPostgres();
  cauda = await startInstance({
    CAUDA_DATABASE_URL: postgres.url,
    CAUDA_DATA_KEY: dataKey.toString('base64'),
    CAUDA_DATA_DIR: temporaryFolder(),
  });
  store = await openPostgresAt(postgres.url, { dataKeys: dataKeys([dataKey]) });
  sql = new pg.Client(postgres.url);
  await sql.connect();
}, 60_000);
afterAll(async () => {
  await cauda.stop();
  await store.close();
  await sql.end();
  await postgres.stop();
});

/** Where in the database's folder any of these bytes lie. */
const placesOf = (bytes: Buffer, under: string): readonly string[] =>
  readdirSync(join(postgres.folder, under), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => readFileSync(file).includes(bytes));

const keyRows = z.array(z.object({ id: z.coerce.number(), wrapped: z.instanceof(Buffer) }));
const keys = async () => keyRows.parse((await sql.query('SELECT id, wrapped FROM conversation_key')).rows);
const said = async (conversation: string): Promise<number> => (await store.transcript(conversation, 0, 500)).length;
/** What the hour does by itself, where nothing is old enough to expire. */
const anHourPasses = () => store.tidy();
const copied = ['sealed_conversation', 'sealed_turn'] as const;

test('of a conversation that was erased nothing can be read, with all files and the data key in hand', async () => {
  await sql.query('ALTER SYSTEM SET wal_recycle = off');
  await sql.query('SELECT pg_reload_conf()');
  const words = [`my name is ${mark}`, `it is ${mark}`];
  const findings = { legWeakness: 'none', saddleNumbness: 'no', bladder: 'normal' } as const;
  const kept = await concluded(cauda.url, 'self', findings, 'en', words);
  const [keptKey] = await keys();
  const client = await concluded(cauda.url, 'self', findings, 'en', words);
  const [key] = (await keys()).filter(({ id }) => id !== keptKey?.id);
  if (key === undefined) throw new Error('it has no key');
  expect(JSON.stringify(await client.poll())).toContain(mark);
  // A copy of the rows, as a dump that leaves the keys out has them.
  for (const table of copied) await sql.query(`CREATE TABLE copy_of_${table} AS TABLE ${table}`);
  await sql.query('CHECKPOINT');
  expect(placesOf(key.wrapped, 'base')).toHaveLength(1);

  for (const words of ['delete my answers', 'yes']) await client.say(words);
  expect((await keys()).map(({ id }) => id)).not.toContain(key.id);
  await sql.query('CHECKPOINT');
  // Deleted is not gone from the file, which is why the hour writes it anew.
  expect(placesOf(key.wrapped, 'base')).toHaveLength(1);
  await anHourPasses();
  expect(placesOf(key.wrapped, 'base')).toEqual([]);
  expect(placesOf(key.wrapped, 'pg_wal')).not.toEqual([]);
  // As the database does by itself, every checkpoint_timeout.
  await sql.query('SELECT pg_switch_wal()');
  await sql.query('CHECKPOINT');
  expect(placesOf(key.wrapped, '.')).toEqual([]);
  expect(placesOf(Buffer.from(mark), '.')).toEqual([]);

  for (const table of copied) {
    await sql.query(`TRUNCATE ${table}`);
    await sql.query(`INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM copy_of_${table}`);
  }
  expect(await said(client.conversation)).toBe(0);
  expect(await said(kept.conversation)).toBeGreaterThan(20);
});

test('a key that is erased right after its file was written anew is gone an hour later', async () => {
  const pool = postgresPool(postgres.url, Date.now);
  const wrapped = newKey();
  await sql.query('INSERT INTO conversation_key (wrapped) VALUES ($1)', [wrapped]);
  const tidying = keyTidying(
    {
      async patiently(work, until) {
        const result = await pool.patiently(work, until);
        await sql.query('DELETE FROM conversation_key WHERE wrapped = $1', [wrapped]);
        tidying.erased();
        return result;
      },
    },
    Date.now,
  );
  expect(await tidying.tidy()).toBe('done');
  await sql.query('CHECKPOINT');
  expect(placesOf(wrapped, 'base')).toHaveLength(1);
  expect(await tidying.tidy()).toBe('done');
  expect(placesOf(wrapped, 'base')).toEqual([]);
  await pool.close();
});

test('who is in the way is waited for, and a storage that cannot do it says so', async () => {
  const pool = postgresPool(postgres.url, Date.now);
  const tidying = keyTidying(pool, Date.now);
  const somebody = new pg.Client(postgres.url);
  await somebody.connect();
  await somebody.query('BEGIN; SELECT FROM conversation_key');
  expect(await tidying.tidy()).toBe('later');
  await somebody.query('COMMIT');
  const elsewhere: Pick<PostgresPool, 'patiently'> = {
    patiently: (work, until) =>
      pool.patiently((ask) => work((text) => ask(text.replace('FULL conversation_key', 'FULL no_such_table'))), until),
  };
  await expect(keyTidying(elsewhere, Date.now).tidy()).rejects.toThrow(/no_such_table/);
  expect(await tidying.tidy()).toBe('done');
  await somebody.end();
  await pool.close();
});
