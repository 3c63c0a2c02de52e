import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { connectionConfig } from '../storage/postgresPool.ts';
import { openPrivately } from '../storage/sqliteFile.ts';

type Value = string | number | null;

/** Runs one statement and gives its rows; values stand as $1, $2, …. */
export type Ask = (text: string, ...values: readonly Value[]) => Promise<readonly unknown[]>;

/** Where the desk keeps what is no conversation: calls, sessions, audit. */
export type DeskDatabase = {
  readonly ask: Ask;
  /** One transaction, while nobody else writes here. */
  readonly alone: <T>(work: (ask: Ask) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

/** A file of its own, for one process. @param schema statements that may run again at each start. */
export function sqliteDesk(file: string, schema: readonly string[]): DeskDatabase {
  const db = file === ':memory:' ? new DatabaseSync(file) : openPrivately(file);
  for (const statement of schema) db.exec(statement);
  let last: Promise<unknown> = Promise.resolve();
  const run: Ask = async (text, ...values) => db.prepare(text.replaceAll(/\$(\d+)/g, '?$1')).all(...values);

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  }

  return {
    ask: (text, ...values) => inTurn(() => run(text, ...values)),
    alone: (work) =>
      inTurn(async () => {
        db.exec('BEGIN IMMEDIATE');
        try {
          const result = await work(run);
          db.exec('COMMIT');
          return result;
        } catch (error) {
          db.exec('ROLLBACK');
          throw error;
        }
      }),
    close: () => inTurn(async () => db.close()),
  };
}

/** Any number that no other lock of the database uses. */
const advisoryLock = 7_203_517;
const connections = 4;
/** Milliseconds that a request waits for one of them: as long as a turn does. */
const patience = 4_000;

/** Tables beside the conversations', for many processes. */
export async function postgresDesk(url: string, schema: readonly string[]): Promise<DeskDatabase> {
  const pool = new pg.Pool({ ...connectionConfig(url), max: connections, connectionTimeoutMillis: patience });
  pool.on('error', () => undefined);
  const asking =
    (client: pg.Pool | pg.PoolClient): Ask =>
    async (text, ...values) =>
      (await client.query<Record<string, unknown>>(text, [...values])).rows;

  // They would wait for each other in the database anyway, and hold all connections while they do.
  let last: Promise<unknown> = Promise.resolve();
  function alone<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    const mine = last.then(() => locked(work));
    last = mine.catch(() => undefined);
    return mine;
  }

  async function locked<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let failed = true;
    try {
      await client.query('BEGIN');
      await client.query('SELECT pg_advisory_xact_lock($1)', [advisoryLock]);
      const result = await work(asking(client));
      await client.query('COMMIT');
      failed = false;
      return result;
    } finally {
      client.release(failed);
    }
  }

  await alone(async (ask) => {
    for (const statement of schema) await ask(statement);
  });
  return { ask: asking(pool), alone, close: () => pool.end() };
}
