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
];

/** Brings the database to this program's version. Throws for one that a newer program wrote. */
export function migrate(db: DatabaseSync): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
  for (const { to, sql } of stepsFrom(version, migrations)) {
    db.exec(`BEGIN IMMEDIATE; ${sql}; PRAGMA user_version = ${to}; COMMIT;`);
  }
}
