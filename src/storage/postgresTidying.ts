import { isNativeError } from 'node:util/types';
import { z } from 'zod';
import type { PostgresPool } from './postgresPool.ts';
import { patience, type Store } from './store.ts';

const sizeRows = z.tuple([z.object({ bytes: z.coerce.number() })]);
/** The table of some 400,000 conversations; over a larger one everybody would wait too long. */
const rewrittenBytes = 48 * 1024 * 1024;

/** Knows whether keys of what was erased may lie about in their file, and writes it anew then. */
export function keyTidying(pool: Pick<PostgresPool, 'patiently'>, now: () => number) {
  /** Counted, since more can be erased while the file is written. The first stands for those of other processes. */
  let erasures = 1;
  let tidied = 0;
  return {
    erased(): void {
      erasures += 1;
    },
    async tidy(): ReturnType<Store['tidy']> {
      const upTo = erasures;
      if (tidied === upTo) return 'done';
      const result = await rewriteKeys(pool, now);
      if (result === 'done') tidied = upTo;
      return result;
    },
  };
}

/**
 * Writes the table of keys anew: what was deleted stays in its file otherwise, after an ordinary vacuum too. Turns wait
 * meanwhile, so it gives up at once where it cannot begin.
 */
const rewriteKeys = (pool: Pick<PostgresPool, 'patiently'>, now: () => number): ReturnType<Store['tidy']> =>
  pool.patiently(async (ask) => {
    const [{ bytes }] = sizeRows.parse(await ask(`SELECT pg_total_relation_size('conversation_key') AS bytes`));
    if (bytes > rewrittenBytes) return 'tooLarge';
    await ask('SET lock_timeout = 500');
    try {
      await ask('VACUUM FULL conversation_key');
      return 'done';
    } catch (error) {
      if (isTimeout(error)) return 'later';
      throw error;
    } finally {
      await ask('RESET lock_timeout');
    }
  }, now() + patience);

/** Of the lock or of the statement: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const isTimeout = (error: unknown): boolean =>
  isNativeError(error) && 'code' in error && (error.code === '55P03' || error.code === '57014');
