import { z } from 'zod';
import type { Ask } from './postgresPool.ts';
import { stepsFrom } from './schemaVersion.ts';

const migrations: readonly string[] = [
  `
  CREATE TABLE conversation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    log integer NOT NULL,
    revision integer NOT NULL,
    watermark integer NOT NULL,
    touched bigint NOT NULL -- seconds since the epoch
  );
  CREATE TABLE log (
    conversation bigint NOT NULL,
    number integer NOT NULL,
    head text NOT NULL,
    PRIMARY KEY (conversation, number)
  );
  CREATE TABLE entry (
    conversation bigint NOT NULL,
    log integer NOT NULL,
    revision integer NOT NULL,
    entry text NOT NULL,
    PRIMARY KEY (conversation, log, revision)
  );
  CREATE TABLE transcript (
    conversation bigint NOT NULL,
    sequence integer NOT NULL,
    activity text NOT NULL,
    PRIMARY KEY (conversation, sequence)
  );
  CREATE TABLE handled (
    conversation bigint NOT NULL,
    activity text NOT NULL,
    response text,
    PRIMARY KEY (conversation, activity)
  );
  CREATE TABLE outbox (
    conversation bigint NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    message text NOT NULL,
    -- The instance that sends it just now, and until when that may be believed.
    holder text,
    held_until timestamptz,
    PRIMARY KEY (conversation, id)
  );
  CREATE INDEX outbox_by_id ON outbox (id);
  CREATE INDEX outbox_by_holder ON outbox (holder) WHERE holder IS NOT NULL;
  CREATE TABLE token_key (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    key bytea NOT NULL
  );
  `,
  'ALTER TABLE conversation ADD COLUMN finished boolean NOT NULL DEFAULT false',
  'ALTER TABLE outbox ADD COLUMN aside boolean NOT NULL DEFAULT false',
  `
  -- What was written before rows were encrypted; see postgresPlainRows.ts.
  ALTER TABLE conversation RENAME TO plain_conversation;
  ALTER TABLE log RENAME TO plain_log;
  ALTER TABLE entry RENAME TO plain_entry;
  ALTER TABLE transcript RENAME TO plain_transcript;
  ALTER TABLE handled RENAME TO plain_handled;
  ALTER TABLE outbox RENAME TO plain_outbox;
  CREATE TABLE sealed_conversation (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name bytea NOT NULL UNIQUE, -- a fingerprint, as all ids are
    key bigint NOT NULL, -- in conversation_key
    log integer NOT NULL,
    revision integer NOT NULL,
    watermark integer NOT NULL,
    turns integer NOT NULL, -- so many were committed
    packed integer NOT NULL, -- so many of them lie in one row
    touched bigint NOT NULL, -- seconds since the epoch
    finished boolean NOT NULL
  );
  CREATE TABLE sealed_turn (
    conversation bigint NOT NULL,
    number integer NOT NULL, -- of its last turn
    upto integer, -- sequence of the last transcript row in it
    body bytea NOT NULL, -- sealed; see sealedRows.ts
    PRIMARY KEY (conversation, number)
  );
  -- It is sealed, and would not get any smaller.
  ALTER TABLE sealed_turn ALTER COLUMN body SET STORAGE EXTERNAL;
  CREATE TABLE sealed_handled (
    conversation bigint NOT NULL,
    activity bytea NOT NULL,
    turn integer NOT NULL, -- whose response it was given
    PRIMARY KEY (conversation, activity)
  );
  CREATE TABLE sealed_outbox (
    conversation bigint NOT NULL,
    id bigint GENERATED ALWAYS AS IDENTITY,
    turn integer NOT NULL,
    place integer NOT NULL, -- among the replies of that turn
    message bytea NOT NULL, -- sealed
    aside boolean NOT NULL DEFAULT false,
    -- The instance that sends it just now, and until when that may be believed.
    holder text,
    held_until timestamptz,
    PRIMARY KEY (conversation, id)
  );
  CREATE INDEX sealed_outbox_by_id ON sealed_outbox (id);
  CREATE INDEX sealed_outbox_by_holder ON sealed_outbox (holder) WHERE holder IS NOT NULL;
  -- These two are left out of backups of the rest; see docs/storage.md.
  CREATE TABLE conversation_key (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    wrapped bytea NOT NULL
  );
  CREATE TABLE secret_key (
    name text PRIMARY KEY,
    wrapped bytea NOT NULL
  );
  -- Shows that the keys are those that the rest was written with.
  CREATE TABLE keyed_by (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    proof bytea NOT NULL
  );
  DROP TABLE token_key;
  `,
  'ALTER TABLE sealed_conversation ADD COLUMN record boolean NOT NULL DEFAULT false',
  `
  -- Cards that many are shown alike, as storedForms.ts writes them: only ever added.
  CREATE TABLE form (id text PRIMARY KEY, pieces bytea NOT NULL);
  ALTER TABLE form ALTER COLUMN pieces SET STORAGE EXTERNAL
  `,
  `
  CREATE TABLE sealed_shown (
    conversation bigint NOT NULL,
    turn integer NOT NULL,
    place integer NOT NULL, -- among the replies of that turn
    body bytea NOT NULL, -- sealed
    PRIMARY KEY (conversation, turn, place)
  );
  CREATE TABLE sealed_reminder (
    conversation bigint PRIMARY KEY,
    due bigint, -- seconds since the epoch; none once it was given to the outbox
    turn integer NOT NULL,
    place integer NOT NULL, -- after the replies of that turn
    message bytea NOT NULL -- sealed as a reply
  );
  CREATE INDEX sealed_reminder_by_due ON sealed_reminder (due) WHERE due IS NOT NULL;
  `,
  `
  -- Random numbers of tickets that were used in the last minute; a database that fails may forget them.
  CREATE UNLOGGED TABLE used_once (
    id text PRIMARY KEY,
    until bigint NOT NULL -- milliseconds since the epoch
  );
  CREATE INDEX used_once_by_end ON used_once (until);
  `,
];

/** Any number that nobody else locks in this database. */
const migrationLock = 0x63617564;
const versionRows = z.tuple([z.object({ version: z.number() })]);

/** Brings the database to this program's version; instances that start together wait for each other. */
export async function migrate(ask: Ask): Promise<void> {
  await ask('BEGIN');
  await ask('SET LOCAL statement_timeout = 0');
  await ask('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
  await ask('CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)');
  await ask('INSERT INTO schema_version SELECT 0 WHERE NOT EXISTS (SELECT FROM schema_version)');
  const [{ version }] = versionRows.parse(await ask('SELECT version FROM schema_version'));
  for (const { to, sql } of stepsFrom(version, migrations)) {
    await ask(sql);
    await ask('UPDATE schema_version SET version = $1', [to]);
  }
  await ask('COMMIT');
}
