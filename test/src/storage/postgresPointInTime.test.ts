import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { z } from 'zod';
import type { Store } from '../../../src/storage/store.ts';
import { embeddedPostgres, type RunningPostgres } from '../../cluster/embeddedPostgres.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';
import { begun } from './begunConversation.ts';
import { openPostgresAt } from './postgresStore.ts';

jest.setTimeout(60_000);

let postgres: RunningPostgres;
beforeAll(async () => {
  postgres = await embeddedPostgres();
});
afterAll(() => postgres.stop());

const open = (): Promise<Store> => openPostgresAt(postgres.url);
const soon = (): number => Date.now() + 4_000;
const shown = async (store: Store, conversation: string): Promise<readonly string[]> =>
  (await store.transcript(conversation, 0, 10)).map(({ activity }) => activity);

/** Runs statements on one connection. */
async function asking<T>(work: (ask: (sql: string) => Promise<readonly unknown[]>) => Promise<T>): Promise<T> {
  const client = new pg.Client(postgres.url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(async (sql) => (await client.query(sql)).rows);
  } finally {
    await client.end();
  }
}
const labelRows = z.tuple([z.object({ labelfile: z.string() })]);
const idRows = z.array(z.object({ id: z.coerce.number() }));
const keysThere = (): Promise<readonly number[]> =>
  asking(async (ask) => idRows.parse(await ask('SELECT id FROM conversation_key')).map(({ id }) => id));

/** A folder that the database's own user may write in too. */
function sharedFolder(): string {
  const folder = temporaryFolder();
  chmodSync(folder, 0o777);
  return folder;
}

async function erase(store: Store, conversation: string): Promise<void> {
  const { position } = await store.load(conversation, 'x', soon());
  const over = { activityId: 'erase', from: position, to: { ...position, log: 2, revision: 0 }, erase: true } as const;
  await store.commit({ ...begun(conversation, ''), ...over, head: undefined, transcript: [] }, soon());
}

test('from a physical copy and the archived log any moment is there again, and the newest keys keep what was erased erased', async () => {
  const archive = sharedFolder();
  const copy = join(sharedFolder(), 'copy');
  await asking(async (ask) => {
    await ask('ALTER SYSTEM SET archive_mode = on');
    await ask(`ALTER SYSTEM SET archive_command = 'test ! -f ${archive}/%f && cp %p ${archive}/%f'`);
  });
  await postgres.restart();

  let store = await open();
  const { tokenKey } = store;
  await store.commit(begun('before the copy', 'a'), soon());
  // As pg_basebackup does it, which the PostgreSQL from npm does not bring.
  await asking(async (ask) => {
    await ask(`SELECT pg_backup_start('copy', true)`);
    execFileSync('cp', ['-a', postgres.folder, copy]);
    const [{ labelfile }] = labelRows.parse(await ask('SELECT labelfile FROM pg_backup_stop()'));
    rmSync(join(copy, 'pg_wal'), { recursive: true });
    rmSync(join(copy, 'postmaster.pid'));
    execFileSync('cp', ['-a', join(postgres.folder, 'pg_wal'), copy]);
    writeFileSync(join(copy, 'backup_label'), labelfile);
    chmodSync(join(copy, 'backup_label'), 0o666);
  });
  await store.commit(begun('erased by its person', 'b'), soon());
  await asking((ask) => ask(`SELECT pg_create_restore_point('before the mistake')`));
  await erase(store, 'erased by its person');
  const newestKeys = await keysThere();
  await store.commit(begun('after the mistake', 'c'), soon());
  await asking((ask) => ask('SELECT pg_switch_wal()'));
  await store.close();

  await postgres.restart(() => {
    rmSync(postgres.folder, { recursive: true });
    execFileSync('cp', ['-a', copy, postgres.folder]);
    appendFileSync(
      join(postgres.folder, 'postgresql.auto.conf'),
      [
        '',
        `restore_command = 'cp ${archive}/%f %p'`,
        `recovery_target_name = 'before the mistake'`,
        `recovery_target_action = 'promote'`,
        '',
      ].join('\n'),
    );
    writeFileSync(join(postgres.folder, 'recovery.signal'), '');
    chmodSync(join(postgres.folder, 'recovery.signal'), 0o666);
  });
  store = await open();
  expect(store.tokenKey).toEqual(tokenKey);
  expect(await shown(store, 'before the copy')).toEqual(['"a"']);
  expect(await shown(store, 'after the mistake')).toEqual([]);
  // Who goes back before an erasure has what was erased again, until the keys that are gone by now are taken away.
  expect(await shown(store, 'erased by its person')).toEqual(['"b"']);
  await store.close();
  await asking((ask) => ask(`DELETE FROM conversation_key WHERE id NOT IN (${newestKeys.join(', ')})`));
  store = await open();
  expect(await shown(store, 'erased by its person')).toEqual([]);
  expect(await shown(store, 'before the copy')).toEqual(['"a"']);
  expect(await store.commit(begun('new', 'd'), soon())).toBe('committed');
  await store.close();
});
