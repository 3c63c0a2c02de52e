import { createSecretKey } from 'node:crypto';
import { z } from 'zod';
import { type DataKeys, newKey } from './dataKeys.ts';
import { expire } from './postgresExpiry.ts';
import { postgresKeys, postgresSecrets, rewrapAll } from './postgresKeys.ts';
import { postgresNews } from './postgresNews.ts';
import { postgresOutbox } from './postgresOutbox.ts';
import { pack } from './postgresPacking.ts';
import { movePlainRows } from './postgresPlainRows.ts';
import { type Ask, postgresPool } from './postgresPool.ts';
import { migrate } from './postgresSchema.ts';
import { keyTidying } from './postgresTidying.ts';
import { activityFingerprint, conversationNames, type Owner, sealReply, sealTurns } from './sealedRows.ts';
import type { Change, Loaded, Store, TranscriptRow } from './store.ts';
import {
  lastShown,
  loaded,
  type OnUnreadable,
  placeRow,
  readTurns,
  rowsAfter,
  turnOf,
  turnRows,
  verdict,
} from './storedConversation.ts';
import { type FormRow, formRow, type PlainStore, withForms } from './storedForms.ts';

/** Milliseconds. */
const startPatience = 15_000;
const readPatience = 3_000;
const readyPatience = 1_000;
/** The largest that a column of sequences holds; a client may say that it has seen more. */
const lastSequence = 2 ** 31 - 1;

const formRows = z.array(formRow);
const wrapped = z.instanceof(Buffer).nullable();
const placeRows = z.array(placeRow.omit({ handled: true }).extend({ wrapped }));
const handledRows = z.array(placeRow.pick({ handled: true }));
const beginRows = z.array(placeRow.pick({ id: true, key: true }));
/** Each row repeats the conversation; without any turn, there is one row without a body. */
const loadRows = z.array(
  placeRow.extend({ wrapped, number: z.number().nullable(), body: z.instanceof(Buffer).nullable() }),
);
const transcriptRows = z.array(
  placeRow.pick({ id: true, key: true }).extend({ wrapped, number: z.number(), body: z.instanceof(Buffer) }),
);

export type PostgresOptions = {
  /** postgres://…; its parameters say how TLS is used. */
  readonly url: string;
  readonly dataKeys: DataKeys;
  readonly now: () => number;
  /** A name that no other instance has. */
  readonly instance: string;
  readonly onUnreadable: OnUnreadable;
};

/**
 * The store for many instances. Throws when the database cannot be used, is of a newer version, or of another data key.
 */
export async function openPostgres({ url, dataKeys, now, instance, onUnreadable }: PostgresOptions): Promise<Store> {
  const pool = postgresPool(url, now);
  const secrets = await prepared().catch(async (error: unknown) => {
    await pool.close();
    throw error;
  });
  const keys = postgresKeys(dataKeys);
  const nameOf = conversationNames(secrets.names);
  const news = postgresNews({ url, pool, now, nameOf });
  const { release, ...outbox } = postgresOutbox({ pool, keys, instance, now, nameOf, onUnreadable });

  async function prepared() {
    await pool.patiently(migrate, now() + startPatience);
    const found = await pool.patiently((ask) => postgresSecrets(ask, dataKeys), now() + startPatience);
    await movePlainRows(pool, dataKeys, found.names, now);
    return found;
  }

  async function write(
    ask: Ask,
    change: Change<string>,
    forms: readonly FormRow[],
  ): Promise<'committed' | 'conflict' | 'alreadyHandled'> {
    const { conversation, activityId, from } = change;
    const name = nameOf(conversation);
    const activity = activityFingerprint(secrets.names, name, activityId);
    // Another turn of this conversation waits here; what it then finds handled is read by a statement of its own.
    const [, places, handled] = await Promise.all([
      ask('BEGIN'),
      ask(sql.place, [name]),
      ask(sql.handled, [name, activity]),
    ]);
    const [place] = placeRows.parse(places);
    const found = place && { ...place, handled: handledRows.parse(handled)[0]?.handled ?? null };
    const judged = verdict(found, from);
    if (judged !== 'mayCommit') return rolledBack(ask, judged);

    const kept = change.erase || place === undefined ? undefined : keys.open(place.key, place.wrapped);
    const fresh = kept === undefined ? newKey() : undefined;
    const id = place?.id ?? beginRows.parse(await ask(sql.begin, [name, fresh && keys.wrap(fresh)]))[0]?.id;
    // Another instance began it meanwhile.
    if (id === undefined) return rolledBack(ask, 'conflict');
    const owner = { name, key: kept ?? createSecretKey(fresh ?? newKey()) };
    const number = (place?.turns ?? 0) + 1;
    const changed =
      place === undefined || fresh === undefined ? undefined : { old: place.key, wrapped: keys.wrap(fresh) };
    await Promise.all(
      statementsOf(change, forms, { id, owner, number, activity, changed }, now()).map(([text, values]) =>
        ask(text, values),
      ),
    );
    await ask('COMMIT');
    return 'committed';
  }

  async function rolledBack<Why>(ask: Ask, why: Why): Promise<Why> {
    await ask('ROLLBACK');
    return why;
  }

  async function load(ask: Ask, conversation: string, activityId: string): Promise<Loaded> {
    const name = nameOf(conversation);
    const rows = loadRows.parse(await ask(sql.load, [name, activityFingerprint(secrets.names, name, activityId)]));
    const [row] = rows;
    const bodies = turnRows.parse(rows.filter(({ body }) => body !== null));
    return loaded(conversation, row, row && ownerOf(name, row), bodies, onUnreadable);
  }

  async function transcript(
    ask: Ask,
    conversation: string,
    after: number,
    limit: number,
  ): Promise<readonly TranscriptRow[]> {
    const name = nameOf(conversation);
    const rows = transcriptRows.parse(await ask(sql.transcript, [name, Math.min(after, lastSequence), limit]));
    const [row] = rows;
    if (row === undefined) return [];
    return rowsAfter(row.id, readTurns(row.id, ownerOf(name, row), rows, onUnreadable), after, limit, onUnreadable);
  }

  function ownerOf(name: Buffer, row: { readonly key: number; readonly wrapped: Buffer | null }): Owner | undefined {
    const key = keys.open(row.key, row.wrapped);
    return key && { name, key };
  }

  const tidying = keyTidying(pool, now);
  const plain: PlainStore = {
    tokenKey: secrets.token,
    load: (conversation, activityId, until) => pool.patiently((ask) => load(ask, conversation, activityId), until),
    async commit(change, forms, until) {
      const result = await pool
        .patiently((ask) => write(ask, change, forms), until)
        // Also where the answer to the commit was lost, and it may have been written.
        .finally(() => change.erase && tidying.erased());
      if (result === 'committed' && change.transcript.length > 0) news.announce(change.conversation);
      return result;
    },
    transcript: (conversation, after, limit) =>
      pool.patiently((ask) => transcript(ask, conversation, after, limit), now() + readPatience),
    follow: news.follow,
    isFirstUse: (id, until) =>
      pool.patiently(async (ask) => (await ask(sql.isFirstUse, [id, until, now()])).length > 0, now() + readPatience),
    ...outbox,
    async expire(before) {
      const expired = await expire(pool, before, now);
      if (expired > 0) tidying.erased();
      return expired;
    },
    tidy: tidying.tidy,
    pack: (untouchedSince) => pack({ pool, keys, now, onUnreadable }, untouchedSince),
    rewrap: () => rewrapAll(pool, dataKeys, now),
    ready: () =>
      pool
        .patiently((ask) => ask(sql.touchVersion), now() + readyPatience)
        .then(
          () => true,
          () => false,
        ),
    async close() {
      await release();
      await news.close();
      await pool.close();
    },
  };
  return withForms(plain, async (ids) =>
    formRows.parse(await pool.patiently((ask) => ask(sql.forms, [ids]), now() + readPatience)),
  );
}

type Statement = readonly [text: string, values: readonly unknown[]];

type Writing = {
  readonly id: number;
  readonly owner: Owner;
  /** Of the turn. */
  readonly number: number;
  /** Fingerprint of the activity. */
  readonly activity: Buffer;
  /** A conversation that was there gets another key. */
  readonly changed: { readonly old: number; readonly wrapped: Buffer } | undefined;
};

/** What a change writes, in order; all of it in one transaction. */
function statementsOf(
  change: Change<string>,
  forms: readonly FormRow[],
  { id, owner, number, activity, changed }: Writing,
  now: number,
): readonly Statement[] {
  const { to, conversation, outbox, reminder } = change;
  const turn = turnOf(change, number);
  const replies = outbox.map((message, within) => sealReply(owner, number, within, conversation, message));
  const statements: readonly (Statement | false)[] = [
    [
      sql.move,
      [id, to.log, to.revision, to.watermark, Math.floor(now / 1000), change.finished, number, change.record ?? false],
    ],
    changed !== undefined && [sql.changeKey, [id, changed.wrapped]],
    changed !== undefined && [sql.dropKey, [changed.old]],
    change.erase && [sql.eraseTurns, [id]],
    change.erase && [sql.eraseOutbox, [id]],
    forms.length > 0 && [sql.keepForms, [forms.map((one) => one.id), forms.map(({ pieces }) => pieces)]],
    change.erase && [sql.eraseShown, [id]],
    change.erase && [sql.eraseReminder, [id]],
    [sql.addTurn, [id, number, lastShown([turn]), sealTurns(owner, [turn])]],
    replies.length > 0 && [sql.addOutbox, [id, number, replies]],
    reminder === 'none' && [sql.dropReminder, [id]],
    reminder !== undefined &&
      reminder !== 'none' && [
        sql.remindLater,
        [
          id,
          Math.ceil(reminder.due / 1000),
          number,
          outbox.length,
          sealReply(owner, number, outbox.length, conversation, reminder.message),
        ],
      ],
    [sql.addHandled, [id, activity, number]],
  ];
  return statements.filter((statement) => statement !== false);
}

const sql = {
  // One statement sees one moment: place and turns fit together.
  load: `
    SELECT c.id, c.key, c.log, c.revision, c.watermark, c.turns, k.wrapped, h.turn AS handled, t.number, t.body
    FROM sealed_conversation c
    LEFT JOIN conversation_key k ON k.id = c.key
    LEFT JOIN sealed_handled h ON h.conversation = c.id AND h.activity = $2
    LEFT JOIN sealed_turn t ON t.conversation = c.id AND (h.turn IS NULL OR t.number = (
      SELECT min(number) FROM sealed_turn WHERE conversation = c.id AND number >= h.turn))
    WHERE c.name = $1 ORDER BY t.number`,
  place: `
    SELECT c.id, c.key, c.log, c.revision, c.watermark, c.turns, k.wrapped
    FROM sealed_conversation c LEFT JOIN conversation_key k ON k.id = c.key WHERE c.name = $1 FOR UPDATE OF c`,
  handled: `
    SELECT h.turn AS handled FROM sealed_conversation c JOIN sealed_handled h ON h.conversation = c.id
    WHERE c.name = $1 AND h.activity = $2`,
  begin: `
    WITH made AS (INSERT INTO conversation_key (wrapped) VALUES ($2) RETURNING id)
    INSERT INTO sealed_conversation (name, key, log, revision, watermark, touched, turns, packed, finished)
    SELECT $1, id, 0, 0, 0, 0, 0, 0, false FROM made ON CONFLICT (name) DO NOTHING RETURNING id, key`,
  move: `
    UPDATE sealed_conversation
    SET log = $2, revision = $3, watermark = $4, touched = $5, finished = $6, turns = $7, record = $8
    WHERE id = $1`,
  changeKey: `
    WITH made AS (INSERT INTO conversation_key (wrapped) VALUES ($2) RETURNING id)
    UPDATE sealed_conversation SET key = made.id FROM made WHERE sealed_conversation.id = $1`,
  dropKey: 'DELETE FROM conversation_key WHERE id = $1',
  eraseTurns: 'DELETE FROM sealed_turn WHERE conversation = $1',
  eraseOutbox: 'DELETE FROM sealed_outbox WHERE conversation = $1',
  eraseShown: 'DELETE FROM sealed_shown WHERE conversation = $1',
  eraseReminder: 'DELETE FROM sealed_reminder WHERE conversation = $1',
  // One that was given to the outbox is the last.
  remindLater: `
    INSERT INTO sealed_reminder AS r (conversation, due, turn, place, message) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (conversation) DO UPDATE
    SET due = excluded.due, turn = excluded.turn, place = excluded.place, message = excluded.message
    WHERE r.due IS NOT NULL`,
  dropReminder: 'DELETE FROM sealed_reminder WHERE conversation = $1 AND due IS NOT NULL',
  addTurn: 'INSERT INTO sealed_turn (conversation, number, upto, body) VALUES ($1, $2, $3, $4)',
  addOutbox: `
    INSERT INTO sealed_outbox (conversation, turn, place, message)
    SELECT $1, $2, place - 1, message FROM unnest($3::bytea[]) WITH ORDINALITY AS new (message, place) ORDER BY place`,
  addHandled: 'INSERT INTO sealed_handled (conversation, activity, turn) VALUES ($1, $2, $3)',
  transcript: `
    SELECT c.id, c.key, k.wrapped, t.number, t.body
    FROM sealed_conversation c LEFT JOIN conversation_key k ON k.id = c.key JOIN sealed_turn t ON t.conversation = c.id
    WHERE c.name = $1 AND t.upto > $2 ORDER BY t.number LIMIT $3`,
  forms: 'SELECT id, pieces FROM form WHERE id = ANY($1)',
  // In order, so that two instances never wait for each other.
  keepForms: `
    INSERT INTO form (id, pieces) SELECT id, pieces FROM unnest($1::text[], $2::bytea[]) AS new (id, pieces) ORDER BY id
    ON CONFLICT DO NOTHING`,
  // What nobody can use any more leaves with each use, so there are never more than those of a minute or so.
  isFirstUse: `
    WITH over AS (
      DELETE FROM used_once WHERE id IN (SELECT id FROM used_once WHERE until < $3 FOR UPDATE SKIP LOCKED))
    INSERT INTO used_once (id, until) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id`,
  touchVersion: 'UPDATE schema_version SET version = version',
};
