import { createSecretKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { type DataKeys, newKey } from './dataKeys.ts';
import { type PlainConversation, plainConversation, turnsOfPlain } from './plainRows.ts';
import type { Ask, PostgresPool } from './postgresPool.ts';
import { activityFingerprint, conversationFingerprint, sealReply, sealTurns } from './sealedRows.ts';
import { lastShown } from './storedConversation.ts';

const idRows = z.array(z.object({ id: z.number() }));
const thereRows = z.tuple([z.object({ there: z.boolean() })]);
const movedAtOnce = 50;
const patience = 60_000;
/** Any number that nobody else locks in this database. */
const moveLock = 0x63617565;
const plainParts = ['log', 'entry', 'transcript', 'handled', 'outbox'].map((part) => `plain_${part}`);

/**
 * Encrypts what was written before rows were encrypted, some conversations at a time; instances that start together
 * take turns, none serves before the last one is moved, and where it is broken off the next start goes on.
 */
export async function movePlainRows(
  pool: PostgresPool,
  data: DataKeys,
  names: KeyObject,
  now: () => number,
): Promise<void> {
  while (await pool.patiently((ask) => moveSome(ask, data, names), now() + patience));
}

/** @returns whether there may be more. */
async function moveSome(ask: Ask, data: DataKeys, names: KeyObject): Promise<boolean> {
  await ask('BEGIN');
  await ask('SET LOCAL statement_timeout = 0');
  await ask('SELECT pg_advisory_xact_lock($1)', [moveLock]);
  const [{ there }] = thereRows.parse(await ask(sql.isThere));
  if (there) await moveNext(ask, data, names);
  await ask('COMMIT');
  return there;
}

/** The next few; after the last, the tables go. */
async function moveNext(ask: Ask, data: DataKeys, names: KeyObject): Promise<void> {
  const found = await ask('SELECT id FROM plain_conversation ORDER BY id LIMIT $1', [movedAtOnce]);
  const ids = idRows.parse(found).map(({ id }) => id);
  if (ids.length === 0) {
    for (const table of ['plain_conversation', ...plainParts]) await ask(`DROP TABLE ${table}`);
    return;
  }
  for (const id of ids) await addSealed(ask, await readPlain(ask, id), data, names);
  for (const table of plainParts) await ask(`DELETE FROM ${table} WHERE conversation = ANY ($1)`, [ids]);
  await ask('DELETE FROM plain_conversation WHERE id = ANY ($1)', [ids]);
}

async function readPlain(ask: Ask, id: number): Promise<PlainConversation> {
  const all = (table: string, order: string) =>
    ask(`SELECT * FROM plain_${table} WHERE conversation = $1 ORDER BY ${order}`, [id]);
  const [conversation, logs, entries, transcript, handled, outbox] = await Promise.all([
    ask('SELECT * FROM plain_conversation WHERE id = $1', [id]),
    all('log', 'number'),
    all('entry', 'log, revision'),
    all('transcript', 'sequence'),
    all('handled', 'activity'),
    all('outbox', 'id'),
  ]);
  return plainConversation.parse({ conversation: conversation[0], logs, entries, transcript, handled, outbox });
}

async function addSealed(ask: Ask, plain: PlainConversation, data: DataKeys, names: KeyObject): Promise<void> {
  const { name: called, log, revision, watermark, touched, finished } = plain.conversation;
  const { turns, handled } = turnsOfPlain(plain);
  const name = conversationFingerprint(names, called);
  const fresh = newKey();
  const owner = { name, key: createSecretKey(fresh) };
  const last = turns.at(-1)?.number ?? 1;
  const begun = await ask(sql.begin, [name, data.wrap(fresh), log, revision, watermark, touched, last, finished === 1]);
  const id = idRows.parse(begun)[0]?.id;
  if (turns.length > 0) await ask(sql.addTurn, [id, last, lastShown(turns), sealTurns(owner, turns)]);
  for (const { activity, turn } of handled) {
    await ask(sql.addHandled, [id, activityFingerprint(names, name, activity), turn]);
  }
  for (const [within, { message, aside }] of plain.outbox.entries()) {
    await ask(sql.addOutbox, [id, last, within, sealReply(owner, last, within, called, message), aside === 1]);
  }
}

const sql = {
  // By a snapshot of its own: to_regclass may still see what another instance has just dropped.
  isThere: `
    SELECT EXISTS (
      SELECT FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'plain_conversation') AS there`,
  begin: `
    WITH made AS (INSERT INTO conversation_key (wrapped) VALUES ($2) RETURNING id)
    INSERT INTO sealed_conversation (name, key, log, revision, watermark, touched, turns, packed, finished)
    SELECT $1, id, $3, $4, $5, $6, $7, 0, $8 FROM made RETURNING id`,
  addTurn: 'INSERT INTO sealed_turn (conversation, number, upto, body) VALUES ($1, $2, $3, $4)',
  addHandled: 'INSERT INTO sealed_handled (conversation, activity, turn) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
  addOutbox: 'INSERT INTO sealed_outbox (conversation, turn, place, message, aside) VALUES ($1, $2, $3, $4, $5)',
};
