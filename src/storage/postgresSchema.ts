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
