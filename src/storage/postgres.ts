import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { expire } from './postgresExpiry.ts';
import { postgresNews } from './postgresNews.ts';
import { postgresOutbox } from './postgresOutbox.ts';
import { type Ask, postgresPool } from './postgresPool.ts';
import { migrate } from './postgresSchema.ts';
import type { Change, Store } from './store.ts';
import {
  conversationRow,
  entriesToStore,
  erasedTables,
  loaded,
  type OnUnreadable,
  placeRow,
  readableRows,
  transcriptRows,
  verdict,
} from './storedConversation.ts';
import { storedHead } from './storedLog.ts';

/** Milliseconds. */
const startPatience = 15_000;
const readPatience = 3_000;
const readyPatience = 1_000;
/** The largest that a column of sequences holds; a client may say that it has seen more. */
const lastSequence = 2 ** 31 - 1;

const loadRows = z.array(conversationRow.extend({ entries: z.array(z.string()) }));
const placeRows = z.array(placeRow.omit({ handled: true }));
const handledRows = z.array(placeRow.pick({ handled: true }));
const idRows = z.array(placeRow.pick({ id: true }));
const keyRows = z.tuple([z.object({ key: z.instanceof(Buffer) })]);

export type PostgresOptions = {
  /** postgres://…; its parameters say how TLS is used. */
  readonly url: string;
  readonly now: () => number;
  /** A name that no other instance has. */
  readonly instance: string;
  readonly onUnreadable: OnUnreadable;
};

/** The store for many instances. Throws when the database cannot be used or is of a newer version. */
export async function openPostgres({ url, now, instance, onUnreadable }: PostgresOptions): Promise<Store> {
  const pool = postgresPool(url, now);
  const sharedKey = await prepared().catch(async (error: unknown) => {
    await pool.close();
    throw error;
  });
  const news = postgresNews(url, pool, now);
  const { release, ...outbox } = postgresOutbox(pool, instance, now);

  async function prepared(): Promise<Buffer> {
    await pool.patiently(migrate, now() + startPatience);
    return pool.patiently(async (ask) => {
      await ask(sql.offerKey, [randomBytes(32)]);
      return keyRows.parse(await ask(sql.key))[0].key;
    }, now() + startPatience);
  }

  async function write(ask: Ask, change: Change): Promise<'committed' | 'conflict' | 'alreadyHandled'> {
    const { conversation, activityId, from } = change;
    // Another turn of this conversation waits here; what it then finds handled is read by a statement of its own.
    const [, places, handled] = await Promise.all([
      ask('BEGIN'),
      ask(sql.place, [conversation]),
      ask(sql.handled, [conversation, textId(activityId)]),
    ]);
    const [place] = placeRows.parse(places);
    const found = place && { ...place, handled: handledRows.parse(handled)[0]?.handled ?? null };
    const judged = verdict(found, from);
    const id = judged === 'mayCommit' ? (place?.id ?? (await begun(ask, change))) : undefined;
    if (id === undefined) {
      await ask('ROLLBACK');
      return judged === 'mayCommit' ? 'conflict' : judged;
    }
    await Promise.all(statementsOf(change, id, now()).map(([text, values]) => ask(text, values)));
    await ask('COMMIT');
    return 'committed';
  }

  /** The id of a new conversation; undefined where another instance was faster. */
  const begun = async (ask: Ask, { conversation }: Change): Promise<number | undefined> =>
    idRows.parse(await ask(sql.begin, [conversation]))[0]?.id;

  return {
    sharedKey,
    load: (conversation, activityId, until) =>
      pool.patiently(async (ask) => {
        const [row] = loadRows.parse(await ask(sql.load, [conversation, textId(activityId)]));
        return loaded(conversation, row, () => row?.entries ?? [], onUnreadable);
      }, until),
    async commit(change, until) {
      const result = await pool.patiently((ask) => write(ask, change), until);
      if (result === 'committed' && change.transcript.length > 0) news.announce(change.conversation);
      return result;
    },
    transcript: (conversation, after, limit) =>
      pool.patiently(async (ask) => {
        const rows = transcriptRows.parse(
          await ask(sql.transcript, [conversation, Math.min(after, lastSequence), limit]),
        );
        return readableRows(conversation, rows, onUnreadable);
      }, now() + readPatience),
    follow: news.follow,
    ...outbox,
    expire: (before) => expire(pool, before, now),
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
}

/** PostgreSQL's text holds neither U+0000 nor half a surrogate pair; ids come from clients. */
const textId = (id: string): string => JSON.stringify(id).slice(1, -1);

type Statement = readonly [text: string, values: readonly unknown[]];

/** What a change writes, in order; all of it in one transaction. */
function statementsOf(change: Change, id: number, now: number): readonly Statement[] {
  const { to, head, transcript, outbox } = change;
  const entries = entriesToStore(change);
  const statements: readonly (Statement | false)[] = [
    [sql.move, [id, to.log, to.revision, to.watermark, Math.floor(now / 1000), change.finished]],
    ...(change.erase
      ? [
          ...erasedTables.map((table): Statement => [`DELETE FROM ${table} WHERE conversation = $1`, [id]]),
          [sql.emptyHandled, [id]] as const,
        ]
      : []),
    head !== undefined && [sql.addHead, [id, head.number, storedHead(head)]],
    entries.length > 0 && [
      sql.addEntries,
      [id, to.log, entries.map(({ revision }) => revision), entries.map(({ entry }) => entry)],
    ],
    transcript.length > 0 && [
      sql.addTranscript,
      [id, transcript.map(({ sequence }) => sequence), transcript.map(({ activity }) => activity)],
    ],
    outbox.length > 0 && [sql.addOutbox, [id, outbox]],
    [sql.addHandled, [id, textId(change.activityId), change.response ?? null]],
  ];
  return statements.filter((statement) => statement !== false);
}

const sql = {
  // One statement sees one moment: head, revision and entries fit together.
  load: `
    SELECT c.id, c.log, c.revision, c.watermark, l.head, h.activity AS handled, h.response,
      ARRAY(SELECT e.entry FROM entry e WHERE e.conversation = c.id AND e.log = c.log ORDER BY e.revision) AS entries
    FROM conversation c
    LEFT JOIN log l ON l.conversation = c.id AND l.number = c.log
    LEFT JOIN handled h ON h.conversation = c.id AND h.activity = $2
    WHERE c.name = $1`,
  place: 'SELECT id, log, revision, watermark FROM conversation WHERE name = $1 FOR UPDATE',
  handled: `
    SELECT h.activity AS handled FROM conversation c JOIN handled h ON h.conversation = c.id
    WHERE c.name = $1 AND h.activity = $2`,
  begin: `
    INSERT INTO conversation (name, log, revision, watermark, touched) VALUES ($1, 0, 0, 0, 0)
    ON CONFLICT (name) DO NOTHING RETURNING id`,
  move: 'UPDATE conversation SET log = $2, revision = $3, watermark = $4, touched = $5, finished = $6 WHERE id = $1',
  addHead: 'INSERT INTO log (conversation, number, head) VALUES ($1, $2, $3)',
  addEntries: `
    INSERT INTO entry (conversation, log, revision, entry)
    SELECT $1, $2, revision, entry FROM unnest($3::integer[], $4::text[]) AS new (revision, entry)`,
  addTranscript: `
    INSERT INTO transcript (conversation, sequence, activity)
    SELECT $1, sequence, activity FROM unnest($2::integer[], $3::text[]) AS new (sequence, activity)`,
  addOutbox: `
    INSERT INTO outbox (conversation, message)
    SELECT $1, message FROM unnest($2::text[]) WITH ORDINALITY AS new (message, place) ORDER BY place`,
  emptyHandled: 'UPDATE handled SET response = NULL WHERE conversation = $1',
  addHandled: 'INSERT INTO handled (conversation, activity, response) VALUES ($1, $2, $3)',
  transcript: `
    SELECT t.sequence, t.activity FROM conversation c JOIN transcript t ON t.conversation = c.id
    WHERE c.name = $1 AND t.sequence > $2 ORDER BY t.sequence LIMIT $3`,
  touchVersion: 'UPDATE schema_version SET version = version',
  offerKey: 'INSERT INTO token_key (key) VALUES ($1) ON CONFLICT DO NOTHING',
  key: 'SELECT key FROM token_key',
};
