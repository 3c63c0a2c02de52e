import type { DatabaseSync } from 'node:sqlite';
import { stepsFrom } from './schemaVersion.ts';

const migrations: readonly string[] = [
  `
  CREATE TABLE conversation (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    log INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    watermark INTEGER NOT NULL,
    touched INTEGER NOT NULL -- seconds since the epoch
  ) STRICT;
  CREATE TABLE log (
    conversation INTEGER NOT NULL,
    number INTEGER NOT NULL,
    head TEXT NOT NULL,
    PRIMARY KEY (conversation, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE entry (
    conversation INTEGER NOT NULL,
    log INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    entry TEXT NOT NULL,
    PRIMARY KEY (conversation, log, revision)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE transcript (
    conversation INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    activity TEXT NOT NULL,
    PRIMARY KEY (conversation, sequence)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE handled (
    conversation INTEGER NOT NULL,
    activity TEXT NOT NULL,
    response TEXT,
    PRIMARY KEY (conversation, activity)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL,
    message TEXT NOT NULL
  ) STRICT;
  CREATE INDEX outbox_by_conversation ON outbox (conversation, id);
  `,
  'ALTER TABLE conversation ADD COLUMN finished INTEGER NOT NULL DEFAULT 0',
  'CREATE TABLE probe (id INTEGER PRIMARY KEY, filler BLOB NOT NULL) STRICT',
  'ALTER TABLE outbox ADD COLUMN aside INTEGER NOT NULL DEFAULT 0',
  `
  -- What was written before rows were encrypted; see plainRows.ts.
  ALTER TABLE conversation RENAME TO plain_conversation;
  ALTER TABLE log RENAME TO plain_log;
  ALTER TABLE entry RENAME TO plain_entry;
  ALTER TABLE transcript RENAME TO plain_transcript;
  ALTER TABLE handled RENAME TO plain_handled;
  ALTER TABLE outbox RENAME TO plain_outbox;
  DROP INDEX outbox_by_conversation;
  CREATE TABLE conversation (
    id INTEGER PRIMARY KEY,
    name BLOB NOT NULL UNIQUE, -- a fingerprint, as all ids are
    key INTEGER NOT NULL, -- in the database of keys
    log INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    watermark INTEGER NOT NULL,
    turns INTEGER NOT NULL, -- so many were committed
    packed INTEGER NOT NULL, -- so many of them lie in one row
    touched INTEGER NOT NULL, -- seconds since the epoch
    finished INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE turn (
    conversation INTEGER NOT NULL,
    number INTEGER NOT NULL, -- of its last turn
    upto INTEGER, -- sequence of the last transcript row in it
    body BLOB NOT NULL, -- sealed; see sealedRows.ts
    PRIMARY KEY (conversation, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE handled (
    conversation INTEGER NOT NULL,
    activity BLOB NOT NULL,
    turn INTEGER NOT NULL, -- whose response it was given
    PRIMARY KEY (conversation, activity)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    place INTEGER NOT NULL, -- among the replies of that turn
    message BLOB NOT NULL, -- sealed
    aside INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX outbox_by_conversation ON outbox (conversation, id);
  -- Erased here, and still to be erased among the keys.
  CREATE TABLE dropped_key (key INTEGER PRIMARY KEY) STRICT;
  -- Shows that the keys beside it are those that it was written with.
  CREATE TABLE keyed_by (proof BLOB NOT NULL) STRICT;
  `,
  'ALTER TABLE conversation ADD COLUMN record INTEGER NOT NULL DEFAULT 0',
  `
  -- Cards that many are shown alike, as storedForms.ts writes them: only ever added.
  CREATE TABLE form (id TEXT PRIMARY KEY, pieces BLOB NOT NULL) STRICT, WITHOUT ROWID
  `,
  `
  CREATE TABLE shown (
    conversation INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    place INTEGER NOT NULL, -- among the replies of that turn
    body BLOB NOT NULL, -- sealed
    PRIMARY KEY (conversation, turn, place)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE reminder (
    conversation INTEGER PRIMARY KEY,
    due INTEGER, -- seconds since the epoch; none once it was given to the outbox
    turn INTEGER NOT NULL,
    place INTEGER NOT NULL, -- after the replies of that turn
    message BLOB NOT NULL -- sealed as a reply
  ) STRICT;
  CREATE INDEX reminder_by_due ON reminder (due) WHERE due IS NOT NULL;
  `,
  `
  -- In the order in which they are written, so that the turns of one commit lie on few pages; before, each lay on two.
  CREATE TABLE turn_as_written (
    conversation INTEGER NOT NULL,
    number INTEGER NOT NULL, -- of its last turn
    upto INTEGER, -- sequence of the last transcript row in it
    body BLOB NOT NULL, -- sealed; see sealedRows.ts
    PRIMARY KEY (conversation, number)
  ) STRICT;
  INSERT INTO turn_as_written SELECT conversation, number, upto, body FROM turn ORDER BY conversation, number;
  DROP TABLE turn;
  ALTER TABLE turn_as_written RENAME TO turn;
  `,
];

/** Brings the database to this program's version. Throws for one that a newer program wrote. */
export function migrate(db: DatabaseSync): void {
  bringUpToDate(db, migrations);
}

/** Throws for a database that has taken more steps than these. */
export function bringUpToDate(db: DatabaseSync, steps: readonly string[]): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  for (const { to, sql } of stepsFrom(version, steps)) {
    db.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${to}; COMMIT;`);
  }
}
