import { createSecretKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { type DataKeys, newKey } from './dataKeys.ts';
import { type PlainConversation, plainConversation, turnsOfPlain } from './plainRows.ts';
import type { Ask, PostgresPool } from './postgresPool.ts';
import { activityFingerprint, conversationFingerprint, sealReply, sealTurns } from './sealedRows.ts';
import { lastShown } from './storedConversation.ts';

const idRows = z.array(z.object({ id: z.number() }));
const ownedRows = z.array(z.looseObject({ conversation: z.number() }));
const begunRows = z.array(z.object({ id: z.number(), name: z.instanceof(Buffer) }));
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
  await addSealed(ask, await readPlain(ask, ids), data, names);
  for (const table of plainParts) await ask(`DELETE FROM ${table} WHERE conversation = ANY ($1)`, [ids]);
  await ask('DELETE FROM plain_conversation WHERE id = ANY ($1)', [ids]);
}

/** All rows of all of them by one statement a table: a statement a row would take hours where there are many. */
async function readPlain(ask: Ask, ids: readonly number[]): Promise<readonly PlainConversation[]> {
  const all = async (table: string, order: string) => {
    const rows = ownedRows.parse(
      await ask(`SELECT * FROM plain_${table} WHERE conversation = ANY ($1) ORDER BY ${order}`, [ids]),
    );
    return Map.groupBy(rows, ({ conversation }) => conversation);
  };
  const [conversations, logs, entries, transcript, handled, outbox] = await Promise.all([
    ask('SELECT * FROM plain_conversation WHERE id = ANY ($1) ORDER BY id', [ids]),
    all('log', 'number'),
    all('entry', 'log, revision'),
    all('transcript', 'sequence'),
    all('handled', 'activity'),
    all('outbox', 'id'),
  ]);
  return idRows.parse(conversations).map(({ id }, n) =>
    plainConversation.parse({
      conversation: conversations[n],
      logs: logs.get(id) ?? [],
      entries: entries.get(id) ?? [],
      transcript: transcript.get(id) ?? [],
      handled: handled.get(id) ?? [],
      outbox: outbox.get(id) ?? [],
    }),
  );
}

async function addSealed(
  ask: Ask,
  plain: readonly PlainConversation[],
  data: DataKeys,
  names: KeyObject,
): Promise<void> {
  const moved = plain.map(({ conversation, outbox, ...rest }) => {
    const { turns, handled } = turnsOfPlain({ conversation, outbox, ...rest });
    const name = conversationFingerprint(names, conversation.name);
    const fresh = newKey();
    const owner = { name, key: createSecretKey(fresh) };
    return { conversation, turns, handled, outbox, owner, wrapped: data.wrap(fresh), last: turns.at(-1)?.number ?? 1 };
  });
  const of = <T>(part: (one: (typeof moved)[number]) => T): readonly T[] => moved.map(part);
  const begun = begunRows.parse(
    await ask(sql.begin, [
      of(({ owner }) => owner.name),
      of(({ wrapped }) => wrapped),
      of(({ conversation }) => conversation.log),
      of(({ conversation }) => conversation.revision),
      of(({ conversation }) => conversation.watermark),
      of(({ conversation }) => conversation.touched),
      of(({ last }) => last),
      of(({ conversation }) => conversation.finished === 1),
    ]),
  );
  const idOf = new Map(begun.map(({ id, name }) => [name.toString('hex'), id]));
  const rows = moved.map((one) => ({ ...one, id: idOf.get(one.owner.name.toString('hex')) }));

  const said = rows.filter(({ turns }) => turns.length > 0);
  await ask(sql.addTurns, [
    said.map(({ id }) => id),
    said.map(({ last }) => last),
    said.map(({ turns }) => lastShown(turns)),
    said.map(({ owner, turns }) => sealTurns(owner, turns)),
  ]);
  const handled = rows.flatMap(({ id, owner, handled }) => handled.map((one) => ({ id, owner, ...one })));
  await ask(sql.addHandled, [
    handled.map(({ id }) => id),
    handled.map(({ owner, activity }) => activityFingerprint(names, owner.name, activity)),
    handled.map(({ turn }) => turn),
  ]);
  const waiting = rows.flatMap(({ id, owner, last, conversation, outbox }) =>
    outbox.map(({ message, aside }, within) => ({
      id,
      last,
      within,
      sealed: sealReply(owner, last, within, conversation.name, message),
      aside: aside === 1,
    })),
  );
  await ask(sql.addOutbox, [
    waiting.map(({ id }) => id),
    waiting.map(({ last }) => last),
    waiting.map(({ within }) => within),
    waiting.map(({ sealed }) => sealed),
    waiting.map(({ aside }) => aside),
  ]);
}

const sql = {
  // By a snapshot of its own: to_regclass may still see what another instance has just dropped.
  isThere: `
    SELECT EXISTS (
      SELECT FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'plain_conversation') AS there`,
  // A wrapped key is random, so it tells which conversation it is of.
  begin: `
    WITH new AS (
      SELECT * FROM unnest(
        $1::bytea[], $2::bytea[], $3::integer[], $4::integer[], $5::integer[], $6::bigint[], $7::integer[], $8::boolean[])
        AS new (name, wrapped, log, revision, watermark, touched, turns, finished)),
    made AS (INSERT INTO conversation_key (wrapped) SELECT wrapped FROM new RETURNING id, wrapped)
    INSERT INTO sealed_conversation (name, key, log, revision, watermark, touched, turns, packed, finished)
    SELECT name, made.id, log, revision, watermark, touched, turns, 0, finished FROM new JOIN made USING (wrapped)
    RETURNING id, name`,
  addTurns: `
    INSERT INTO sealed_turn (conversation, number, upto, body)
    SELECT * FROM unnest($1::bigint[], $2::integer[], $3::integer[], $4::bytea[])`,
  addHandled: `
    INSERT INTO sealed_handled (conversation, activity, turn)
    SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::integer[]) ON CONFLICT DO NOTHING`,
  addOutbox: `
    INSERT INTO sealed_outbox (conversation, turn, place, message, aside)
    SELECT conversation, turn, place, message, aside
    FROM unnest($1::bigint[], $2::integer[], $3::integer[], $4::bytea[], $5::boolean[])
      WITH ORDINALITY AS new (conversation, turn, place, message, aside, at) ORDER BY at`,
};
