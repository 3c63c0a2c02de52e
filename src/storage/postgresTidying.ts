import { z } from 'zod';
import type { PostgresPool } from './postgresPool.ts';

const sizeRows = z.tuple([z.object({ bytes: z.coerce.number() })]);
/** Milliseconds. */
const patience = 4_000;
/** The table of some 400,000 conversations; over a larger one everybody would wait too long. */
const rewrittenBytes = 48 * 1024 * 1024;

/**
 * Writes the table of keys anew: what was deleted stays in its file otherwise, after an ordinary vacuum too. Turns wait
 * meanwhile, so it gives up at once where it cannot begin.
 * @returns false where it is left for another time.
 */
export const rewroteKeys = (pool: PostgresPool, now: () => number): Promise<boolean> =>
  pool.patiently(async (ask) => {
    const [{ bytes }] = sizeRows.parse(await ask(`SELECT pg_total_relation_size('conversation_key') AS bytes`));
    if (bytes > rewrittenBytes) return false;
    await ask('SET lock_timeout = 500');
    try {
      await ask('VACUUM FULL conversation_key');
      return true;
    } catch {
      return false;
    } finally {
      await ask('RESET lock_timeout');
    }
  }, now() + patience);
