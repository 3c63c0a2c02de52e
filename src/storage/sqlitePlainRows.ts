import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type PlainConversation, plainConversation, turnsOfPlain } from './plainRows.ts';
import { activityFingerprint, conversationFingerprint, sealReply, sealTurns } from './sealedRows.ts';
import type { SqliteKeys } from './sqliteKeys.ts';
import type { Statements } from './sqliteStatements.ts';
import { transaction } from './sqliteTransaction.ts';
import { lastShown } from './storedConversation.ts';

const idRows = z.array(z.object({ id: z.number() }));
const movedAtOnce = 200;
const plainParts = ['log', 'entry', 'transcript', 'handled', 'outbox'].map((part) => `plain_${part}`);
const plainTables = ['plain_conversation', ...plainParts];

/**
 * Encrypts what was written before rows were encrypted, some conversations at a time: where it is broken off, the next
 * start goes on. Then nothing of it is left in the file.
 */
export function movePlainRows(db: DatabaseSync, sql: Statements, keys: SqliteKeys): void {
  const isThere = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'plain_conversation'").get() !== undefined;
  if (!isThere) return;
  const next = db.prepare('SELECT id FROM plain_conversation ORDER BY id LIMIT ?');
  const read = plainReader(db);
  const remove = [
    ...plainParts.map((table) => db.prepare(`DELETE FROM ${table} WHERE conversation = ?`)),
    db.prepare('DELETE FROM plain_conversation WHERE id = ?'),
  ];
  for (let ids = idRows.parse(next.all(movedAtOnce)); ids.length > 0; ids = idRows.parse(next.all(movedAtOnce))) {
    transaction(db, () => {
      for (const { id } of ids) {
        addSealed(read(id), sql, keys);
        for (const one of remove) one.run(id);
      }
    });
  }
  // Copies of rows stay where SQLite once moved them from. Until they are gone the tables stay, so that a start which is
  // broken off here, as by a full disk, does this again.
  const anySealed = db.prepare('SELECT 1 FROM conversation LIMIT 1').get() !== undefined;
  if (anySealed) db.exec('VACUUM');
  transaction(db, () => {
    for (const table of plainTables) db.exec(`DROP TABLE ${table}`);
  });
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

function plainReader(db: DatabaseSync): (id: number) => PlainConversation {
  const all = (table: string, order: string) =>
    db.prepare(`SELECT * FROM plain_${table} WHERE conversation = ? ORDER BY ${order}`);
  const conversation = db.prepare('SELECT * FROM plain_conversation WHERE id = ?');
  const logs = all('log', 'number');
  const entries = all('entry', 'log, revision');
  const transcript = all('transcript', 'sequence');
  const handled = all('handled', 'activity');
  const outbox = all('outbox', 'id');
  return (id) =>
    plainConversation.parse({
      conversation: conversation.get(id),
      logs: logs.all(id),
      entries: entries.all(id),
      transcript: transcript.all(id),
      handled: handled.all(id),
      outbox: outbox.all(id),
    });
}

function addSealed(plain: PlainConversation, sql: Statements, keys: SqliteKeys): void {
  const { name: called, log, revision, watermark, touched, finished } = plain.conversation;
  const { turns, handled } = turnsOfPlain(plain);
  const name = conversationFingerprint(keys.names, called);
  const { id: keyId, key } = keys.take();
  const owner = { name, key };
  const id = Number(sql.begin.run(name, keyId, log, revision, watermark, touched, finished, 0).lastInsertRowid);
  const last = turns.at(-1)?.number ?? 1;
  sql.move.run(keyId, log, revision, watermark, touched, finished, 0, last, id);
  if (turns.length > 0) sql.addTurn.run(id, last, lastShown(turns), sealTurns(owner, turns));
  for (const { activity, turn } of handled)
    sql.addHandled.run(id, activityFingerprint(keys.names, name, activity), turn);
  plain.outbox.forEach(({ message, aside }, within) => {
    sql.addOutbox.run(id, last, within, sealReply(owner, last, within, called, message), aside);
  });
}
