import type { DatabaseSync } from 'node:sqlite';

/** All that is ever asked of the database, prepared once. */
export const statements = (db: DatabaseSync) => ({
  place: db.prepare(`
    SELECT c.id, c.key, c.log, c.revision, c.watermark, c.turns, h.turn AS handled
    FROM conversation c LEFT JOIN handled h ON h.conversation = c.id AND h.activity = ?
    WHERE c.name = ?`),
  known: db.prepare('SELECT id, key FROM conversation WHERE name = ?'),
  begin: db.prepare(`
    INSERT INTO conversation (name, key, log, revision, watermark, touched, finished, record, turns, packed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, 0)`),
  move: db.prepare(`
    UPDATE conversation SET key = ?, log = ?, revision = ?, watermark = ?, touched = ?, finished = ?, record = ?, turns = ?
    WHERE id = ?`),
  turns: db.prepare('SELECT number, body FROM turn WHERE conversation = ? ORDER BY number'),
  turnsAfter: db.prepare('SELECT number, body FROM turn WHERE conversation = ? AND upto > ? ORDER BY number LIMIT ?'),
  turnAt: db.prepare('SELECT number, body FROM turn WHERE conversation = ? AND number >= ? ORDER BY number LIMIT 1'),
  addTurn: db.prepare('INSERT INTO turn (conversation, number, upto, body) VALUES (?, ?, ?, ?)'),
  removeTurns: db.prepare('DELETE FROM turn WHERE conversation = ?'),
  addHandled: db.prepare('INSERT INTO handled (conversation, activity, turn) VALUES (?, ?, ?)'),
  removeHandled: db.prepare('DELETE FROM handled WHERE conversation = ?'),
  waiting: db.prepare(`
    SELECT o.id, o.turn, o.place, o.message, o.aside, c.id AS conversation, c.key, c.name
    FROM outbox o JOIN conversation c ON c.id = o.conversation
    WHERE o.id = (SELECT min(id) FROM outbox WHERE conversation = c.id AND aside = 0)`),
  outbox: db.prepare(`
    SELECT o.id, o.turn, o.place, o.message, o.aside, c.id AS conversation, c.key, c.name
    FROM conversation c JOIN outbox o ON o.conversation = c.id WHERE c.name = ? ORDER BY o.id`),
  addOutbox: db.prepare('INSERT INTO outbox (conversation, turn, place, message, aside) VALUES (?, ?, ?, ?, ?)'),
  removeOutbox: db.prepare('DELETE FROM outbox WHERE conversation = ?'),
  confirm: db.prepare('DELETE FROM outbox WHERE id = ?'),
  setAside: db.prepare('UPDATE outbox SET aside = 1 WHERE id = ?'),
  replyOf: db.prepare(`
    SELECT o.turn, o.place, c.id AS conversation, c.key, c.name
    FROM outbox o JOIN conversation c ON c.id = o.conversation WHERE o.id = ?`),
  addShown: db.prepare('INSERT OR REPLACE INTO shown (conversation, turn, place, body) VALUES (?, ?, ?, ?)'),
  shown: db.prepare(`
    SELECT s.turn, s.place, s.body, c.id AS conversation, c.key, c.name
    FROM conversation c JOIN shown s ON s.conversation = c.id WHERE c.name = ?
    ORDER BY s.turn DESC, s.place DESC LIMIT ?`),
  removeShown: db.prepare('DELETE FROM shown WHERE conversation = ?'),
  // One that was given to the outbox is the last.
  remindLater: db.prepare(`
    INSERT INTO reminder (conversation, due, turn, place, message) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (conversation) DO UPDATE
    SET due = excluded.due, turn = excluded.turn, place = excluded.place, message = excluded.message
    WHERE due IS NOT NULL`),
  dropReminder: db.prepare('DELETE FROM reminder WHERE conversation = ? AND due IS NOT NULL'),
  removeReminder: db.prepare('DELETE FROM reminder WHERE conversation = ?'),
  sendDueReminders: db.prepare(`
    INSERT INTO outbox (conversation, turn, place, message, aside)
    SELECT conversation, turn, place, message, 0 FROM reminder WHERE due <= ?`),
  markReminded: db.prepare("UPDATE reminder SET due = NULL, message = x'' WHERE due <= ?"),
  dropKey: db.prepare('INSERT OR IGNORE INTO dropped_key (key) VALUES (?)'),
  droppedKeys: db.prepare('SELECT key FROM dropped_key'),
  forgetDroppedKey: db.prepare('DELETE FROM dropped_key WHERE key = ?'),
  idRange: db.prepare('SELECT min(id) AS first, max(id) AS last FROM conversation'),
  expired: db.prepare(`
    SELECT id, key FROM conversation
    WHERE id BETWEEN ? AND ? AND touched < CASE WHEN record = 1 THEN ? WHEN finished = 1 THEN ? ELSE ? END`),
  forget: db.prepare('DELETE FROM conversation WHERE id = ?'),
  unpacked: db.prepare(`
    SELECT id, name, key, turns FROM conversation
    WHERE id BETWEEN ? AND ? AND packed < turns AND touched < ?`),
  turnsOf: db.prepare('SELECT turns, key FROM conversation WHERE id = ?'),
  markPacked: db.prepare('UPDATE conversation SET packed = turns WHERE id = ?'),
  form: db.prepare('SELECT id, pieces FROM form WHERE id = ?'),
  keepForm: db.prepare('INSERT OR IGNORE INTO form (id, pieces) VALUES (?, ?)'),
  proof: db.prepare('SELECT proof FROM keyed_by'),
  addProof: db.prepare('INSERT INTO keyed_by (proof) VALUES (?)'),
  probe: db.prepare('INSERT OR REPLACE INTO probe (id, filler) VALUES (1, zeroblob(?))'),
});
export type Statements = ReturnType<typeof statements>;
