import type { DatabaseSync } from 'node:sqlite';
import { erasedTables, expiredTables } from './storedConversation.ts';

/** All that is ever asked of the database, prepared once. */
export const statements = (db: DatabaseSync) => ({
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
  undelivered: db.prepare(
    'SELECT DISTINCT c.name FROM outbox o JOIN conversation c ON c.id = o.conversation WHERE o.aside = 0',
  ),
  outbox: db.prepare(`
    SELECT o.id, c.name AS conversation, o.message, o.aside FROM conversation c JOIN outbox o ON o.conversation = c.id
    WHERE c.name = ? ORDER BY o.id`),
  begin: db.prepare('INSERT INTO conversation (name, log, revision, watermark, touched) VALUES (?, 0, 0, 0, 0)'),
  move: db.prepare(
    'UPDATE conversation SET log = ?, revision = ?, watermark = ?, touched = ?, finished = ? WHERE id = ?',
  ),
  addHead: db.prepare('INSERT INTO log (conversation, number, head) VALUES (?, ?, ?)'),
  addEntry: db.prepare('INSERT INTO entry (conversation, log, revision, entry) VALUES (?, ?, ?, ?)'),
  addTranscript: db.prepare('INSERT INTO transcript (conversation, sequence, activity) VALUES (?, ?, ?)'),
  addHandled: db.prepare('INSERT INTO handled (conversation, activity, response) VALUES (?, ?, ?)'),
  addOutbox: db.prepare('INSERT INTO outbox (conversation, message) VALUES (?, ?)'),
  confirm: db.prepare('DELETE FROM outbox WHERE id = ?'),
  setAside: db.prepare('UPDATE outbox SET aside = 1 WHERE id = ?'),
  probe: db.prepare('INSERT OR REPLACE INTO probe (id, filler) VALUES (1, zeroblob(?))'),
  size: db.prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size'),
  idRange: db.prepare('SELECT min(id) AS first, max(id) AS last FROM conversation'),
  expired: db.prepare(`
    SELECT id FROM conversation
    WHERE id BETWEEN ? AND ? AND touched < CASE finished WHEN 1 THEN ? ELSE ? END`),
  forget: db.prepare('DELETE FROM conversation WHERE id = ?'),
  erase: [
    ...erasedTables.map((table) => db.prepare(`DELETE FROM ${table} WHERE conversation = ?`)),
    db.prepare('UPDATE handled SET response = NULL WHERE conversation = ?'),
  ],
  expire: expiredTables.map((table) => db.prepare(`DELETE FROM ${table} WHERE conversation = ?`)),
});
