import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { groupCommit, readPatiently } from './groupCommit.ts';
import { migrate, schemaVersion } from './sqliteSchema.ts';
import type { Change, Loaded, Store } from './store.ts';
import {
  conversationRow,
  entriesToStore,
  erasedTables,
  loaded,
  type OnUnreadable,
  outboxRows,
  placeRow,
  transcriptRows,
  verdict,
} from './storedConversation.ts';
import { storedHead } from './storedLog.ts';

const entryRows = z.array(z.object({ entry: z.string() }));
const nameRows = z.array(z.object({ name: z.string() }));

export type SqliteOptions = {
  readonly file: string;
  readonly now: () => number;
  readonly onUnreadable: OnUnreadable;
};

/** The embedded store: one file, for one process. Throws when the file cannot be opened or is of a newer version. */
export function openSqlite({ file, now, onUnreadable }: SqliteOptions): Store {
  const db = openPrivately(file);
  const sql = statements(db);
  const inCommit = groupCommit(db, now);

  function load(conversation: string, activityId: string): Loaded {
    const row = conversationRow.optional().parse(sql.conversation.get(activityId, conversation));
    const entries = ({ id, log }: { readonly id: number; readonly log: number }): readonly string[] =>
      entryRows.parse(sql.entries.all(id, log)).map(({ entry }) => entry);
    return loaded(conversation, row, entries, onUnreadable);
  }

  function write(change: Change): 'committed' | 'conflict' | 'alreadyHandled' {
    const { conversation, activityId, from, to, head } = change;
    const found = placeRow.optional().parse(sql.place.get(activityId, conversation));
    const judged = verdict(found, from);
    if (judged !== 'mayCommit') return judged;

    const id = found?.id ?? Number(sql.begin.run(conversation).lastInsertRowid);
    sql.move.run(to.log, to.revision, to.watermark, Math.floor(now() / 1000), id);
    if (change.erase) for (const erase of sql.erase) erase.run(id);
    if (head !== undefined) sql.addHead.run(id, head.number, storedHead(head));
    for (const { revision, entry } of entriesToStore(change)) sql.addEntry.run(id, to.log, revision, entry);
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
    // No other process commits to this file.
    follow: () => () => undefined,
    sharedKey: undefined,
    undelivered: () => readPatiently(() => nameRows.parse(sql.undelivered.all()).map(({ name }) => name), now(), now),
    outbox: (conversation) => readPatiently(() => outboxRows.parse(sql.outbox.all(conversation)), now(), now),
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
  place: db.prepare(`
    SELECT c.id, c.log, c.revision, c.watermark, h.activity AS handled
    FROM conversation c LEFT JOIN handled h ON h.conversation = c.id AND h.activity = ?
    WHERE c.name = ?`),
  entries: db.prepare('SELECT entry FROM entry WHERE conversation = ? AND log = ? ORDER BY revision'),
  transcript: db.prepare(`
    SELECT t.sequence, t.activity FROM conversation c JOIN transcript t ON t.conversation = c.id
    WHERE c.name = ? AND t.sequence > ? ORDER BY t.sequence LIMIT ?`),
  undelivered: db.prepare('SELECT DISTINCT c.name FROM outbox o JOIN conversation c ON c.id = o.conversation'),
  outbox: db.prepare(`
    SELECT o.id, c.name AS conversation, o.message FROM conversation c JOIN outbox o ON o.conversation = c.id
    WHERE c.name = ? ORDER BY o.id`),
  begin: db.prepare('INSERT INTO conversation (name, log, revision, watermark, touched) VALUES (?, 0, 0, 0, 0)'),
  move: db.prepare('UPDATE conversation SET log = ?, revision = ?, watermark = ?, touched = ? WHERE id = ?'),
  addHead: db.prepare('INSERT INTO log (conversation, number, head) VALUES (?, ?, ?)'),
  addEntry: db.prepare('INSERT INTO entry (conversation, log, revision, entry) VALUES (?, ?, ?, ?)'),
  addTranscript: db.prepare('INSERT INTO transcript (conversation, sequence, activity) VALUES (?, ?, ?)'),
  addHandled: db.prepare('INSERT INTO handled (conversation, activity, response) VALUES (?, ?, ?)'),
  addOutbox: db.prepare('INSERT INTO outbox (conversation, message) VALUES (?, ?)'),
  confirm: db.prepare('DELETE FROM outbox WHERE id = ?'),
  erase: erasedTables.map((table) => db.prepare(`DELETE FROM ${table} WHERE conversation = ?`)),
});
