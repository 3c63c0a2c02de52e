import { setTimeout as pause } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import pg from 'pg';
import { StorageUnavailable } from './store.ts';

/** Milliseconds; together they keep within the time in which a person must hear that something is wrong. */
const connectionTimeout = 800;
const statementTimeout = 2_000;
const retryAfter = 50;
const connections = 10;
const int8 = 20;

/** Runs one statement and gives its rows. */
export type Ask = (text: string, values?: readonly unknown[]) => Promise<readonly unknown[]>;

/** What every connection to the database is made with; TLS is configured in the URL. */
export const connectionConfig = (url: string) => ({
  connectionString: url,
  application_name: 'cauda',
  connectionTimeoutMillis: connectionTimeout,
  statement_timeout: statementTimeout,
  // A process that stopped in the middle of a commit shall not keep a conversation locked.
  idle_in_transaction_session_timeout: 2 * statementTimeout,
  keepAlive: true,
});

export function postgresPool(url: string, now: () => number) {
  const pool = new pg.Pool({ ...connectionConfig(url), max: connections, pipeline: true });
  // A connection that breaks, in use or idle, is replaced when the next one is needed; the statement in it fails by itself.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
    client.setTypeParser(int8, Number);
  });

  async function attempt<T>(work: (ask: Ask) => Promise<T>, until: number): Promise<T> {
    const client = await connected();
    let failed = true;
    const ask: Ask = async (text, values = []) => {
      // pg takes a limit for a single query, though its types do not say so.
      const query = { text, values: [...values], query_timeout: Math.max(1, until - now()) };
      try {
        return (await client.query(query)).rows;
      } catch (error) {
        throw storageFailure(error);
      }
    };
    try {
      const result = await work(ask);
      failed = false;
      return result;
    } finally {
      // A connection is used again only where no transaction can have been left open.
      client.release(failed);
    }
  }

  async function connected(): Promise<pg.PoolClient> {
    try {
      return await pool.connect();
    } catch (error) {
      throw storageFailure(error);
    }
  }

  return {
    /**
     * Runs `work` on one connection, again from the start when the database was not to be had, until `until`. A commit
     * whose answer was lost may have been written, so what is run again must find that out by itself.
     */
    async patiently<T>(work: (ask: Ask) => Promise<T>, until: number): Promise<T> {
      for (;;) {
        if (pool.ending) throw new StorageUnavailable('closed');
        try {
          return await attempt(work, until);
        } catch (error) {
          if (!(error instanceof StorageUnavailable) || now() + retryAfter >= until) throw error;
          await pause(retryAfter);
        }
      }
    },
    async close(): Promise<void> {
      if (!pool.ending) await pool.end();
    },
  };
}
export type PostgresPool = ReturnType<typeof postgresPool>;

/**
 * SQLSTATE classes of trouble that is not the statement's fault: connection, transaction rollback, resources,
 * operator intervention (restart, timeout), system, internal; and those of a database that is not to be entered.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const trouble = new Set(['08', '40', '53', '57', '58', 'XX', '28', '3D']);
const readOnly = '25006';

/** Errors that are not the storage's own are bugs, and go on as they are. Messages are dropped: they may quote data. */
function storageFailure(error: unknown): Error {
  if (!isNativeError(error)) return new Error('something that is no error was thrown');
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'connection';
  if (!(error instanceof pg.DatabaseError)) return new StorageUnavailable(code);
  return trouble.has(code.slice(0, 2)) || code === readOnly ? new StorageUnavailable(code) : error;
}
