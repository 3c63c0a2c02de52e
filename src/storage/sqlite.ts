import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Entry, Log } from '../../machines/answerLog.ts';
import { groupCommit, readPatiently } from './groupCommit.ts';
import { migrate, schemaVersion } from './sqliteSchema.ts';
import type { Change, Loaded, Position, Store } from './store.ts';
import { readEntry, readHead, storedEntry, storedHead } from './storedLog.ts';

const conversationRow = z.object({
  id: z.number(),
  log: z.number(),
  revision: z.number(),
  watermark: z.number(),
  head: z.string().nullable(),
  handled: z.string().nullable(),
  response: z.string().nullable(),
});
type ConversationRow = z.infer<typeof conversationRow>;
const positionRow = conversationRow.pick({ id: true, log: true, revision: true, watermark: true, handled: true });
const entryRows = z.array(z.object({ entry: z.string() }));
const transcriptRows = z.array(z.object({ sequence: z.number(), activity: z.string() }));
const outboxRows = z.array(z.object({ id: z.number(), conversation: z.string(), message: z.string() }));

const nothingYet: Position = { log: 0, revision: 0, watermark: 0 };

export type SqliteOptions = {
  readonly file: string;
  readonly now: () => number;
  /** Told which log could not be read; it stays where it is, and the conversation goes on with a new one. */
  readonly onUnreadable: (where: { readonly conversation: number; readonly log: number }) => void;
};

/** The embedded store: one file, for one process. Throws when the file cannot be opened or is of a newer version. */
export function openSqlite({ file, now, onUnreadable }: SqliteOptions): Store {
  const db = openPrivately(file);
  const sql = statements(db);
  const inCommit = groupCommit(db, now);

  function logOf(conversation: string, row: ConversationRow): Log | undefined {
    if (row.head === null) return undefined;
    const head = readHead(conversation, row.log, row.head);
    const entries = entryRows.parse(sql.entries.all(row.id, row.log)).map(({ entry }) => readEntry(entry));
    const readable = entries.filter((entry): entry is Entry => entry !== undefined);
    if (head !== undefined && readable.length === row.revision && entries.length === row.revision) {
      return { head, entries: readable };
    }
    onUnreadable({ conversation: row.id, log: row.log });
    return undefined;
  }

  function load(conversation: string, activityId: string): Loaded {
    const found = sql.conversation.get(activityId, conversation);
    if (found === undefined) return { position: nothingYet, log: undefined, handled: undefined };
    const row = conversationRow.parse(found);
    const { log, revision, watermark, handled, response } = row;
    return {
      position: { log, revision, watermark },
      log: handled === null ? logOf(conversation, row) : undefined,
      handled: handled === null ? undefined : { response: response ?? undefined },
    };
  }

  function write(change: Change): 'committed' | 'conflict' | 'alreadyHandled' {
    const { conversation, activityId, from, to, head } = change;
    const found = sql.position.get(activityId, conversation);
    const row = found === undefined ? undefined : positionRow.parse(found);
    if (row !== undefined && row.handled !== null) return 'alreadyHandled';
    if (!same(row ?? nothingYet, from)) return 'conflict';

    const touched = Math.floor(now() / 1000);
    const id =
      row === undefined
        ? Number(sql.begin.run(conversation, to.log, to.revision, to.watermark, touched).lastInsertRowid)
        : row.id;
    if (row !== undefined) sql.move.run(to.log, to.revision, to.watermark, touched, id);
    if (change.erase) for (const erase of sql.erase) erase.run(id);
    if (head !== undefined) sql.addHead.run(id, head.number, storedHead(head));
    for (const [index, entry] of change.entries.entries()) {
      sql.addEntry.run(id, to.log, to.revision - change.entries.length + index + 1, storedEntry(entry));
    }
    for (const { sequence, activity } of change.transcript) sql.addTranscript.run(id, sequence, activity);
    for (const message of change.outbox) sql.addOutbox.run(id, message);
    sql.addHandled.run(id, activityId, change.response ?? null);
    return 'committed';
  }

  return {
    load: (conversation, activityId, until) => readPatiently(() => load(conversation, activityId), until, now),
    async commit(change, until) {
      const result = await inCommit(() => write(change), until);
      if (change.erase && result === 'committed') emptyWriteAheadLog(db);
      return result;
    },
    transcript: (conversation, after, limit) =>
      readPatiently(() => transcriptRows.parse(sql.transcript.all(conversation, after, limit)), now(), now),
    outbox: (conversation) =>
      readPatiently(
        () => outboxRows.parse(conversation === undefined ? sql.outbox.all() : sql.outboxOf.all(conversation)),
        now(),
        now,
      ),
    confirm: (id, until) => inCommit(() => void sql.confirm.run(id), until),
    ready: () =>
      inCommit(() => db.exec(`PRAGMA user_version = ${schemaVersion}`), now()).then(
        () => true,
        () => false,
      ),
    async close() {
      if (db.isOpen) db.close();
    },
  };
}

const same = (a: Position, b: Position): boolean =>
  a.log === b.log && a.revision === b.revision && a.watermark === b.watermark;

/** What was erased shall not stay there either. If it cannot be done now, the next ordinary checkpoint does it. */
function emptyWriteAheadLog(db: DatabaseSync): void {
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    // The erasure itself is committed.
  }
}

/** Nobody but the owner of the process may read what people answered. */
function openPrivately(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  // No busy timeout: inside SQLite that wait would stop the whole process.
  const db = new DatabaseSync(file, { timeout: 0 });
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
  migrate(db);
  return db;
}

const statements = (db: DatabaseSync) => ({
  conversation: db.prepare(`
    SELECT c.id, c.log, c.revision, c.watermark, l.head, h.activity AS handled, h.response
    FROM conversation c
    LEFT JOIN log l ON l.conversation = c.id AND l.number = c.log
    LEFT JOIN handled h ON h.conversation = c.id AND h.activity = ?
    WHERE c.name = ?`),
  position: db.prepare(`
    SELECT c.id, c.log, c.revision, c.watermark, h.activity AS handled
    FROM conversation c LEFT JOIN handled h ON h.conversation = c.id AND h.activity = ?
    WHERE c.name = ?`),
  entries: db.prepare('SELECT entry FROM entry WHERE conversation = ? AND log = ? ORDER BY revision'),
  transcript: db.prepare(`
    SELECT t.sequence, t.activity FROM conversation c JOIN transcript t ON t.conversation = c.id
    WHERE c.name = ? AND t.sequence > ? ORDER BY t.sequence LIMIT ?`),
  outbox: db.prepare(`
    SELECT o.id, c.name AS conversation, o.message FROM outbox o JOIN conversation c ON c.id = o.conversation
    ORDER BY o.id`),
  outboxOf: db.prepare(`
    SELECT o.id, c.name AS conversation, o.message FROM conversation c JOIN outbox o ON o.conversation = c.id
    WHERE c.name = ? ORDER BY o.id`),
  begin: db.prepare('INSERT INTO conversation (name, log, revision, watermark, touched) VALUES (?, ?, ?, ?, ?)'),
  move: db.prepare('UPDATE conversation SET log = ?, revision = ?, watermark = ?, touched = ? WHERE id = ?'),
  addHead: db.prepare('INSERT INTO log (conversation, number, head) VALUES (?, ?, ?)'),
  addEntry: db.prepare('INSERT INTO entry (conversation, log, revision, entry) VALUES (?, ?, ?, ?)'),
  addTranscript: db.prepare('INSERT INTO transcript (conversation, sequence, activity) VALUES (?, ?, ?)'),
  addHandled: db.prepare('INSERT INTO handled (conversation, activity, response) VALUES (?, ?, ?)'),
  addOutbox: db.prepare('INSERT INTO outbox (conversation, message) VALUES (?, ?)'),
  confirm: db.prepare('DELETE FROM outbox WHERE id = ?'),
  erase: ['log', 'entry', 'transcript', 'handled', 'outbox'].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE conversation = ?`),
  ),
});
