import { z } from 'zod';
import type { Ask, PostgresPool } from './postgresPool.ts';
import { type Expiry, patience } from './store.ts';

const atOnce = 50;
const expiredRows = z.array(z.object({ id: z.number(), key: z.number() }));

/** Erases the expired conversations, a few in each transaction, so that turns need not wait. Tells how many. */
export async function expire(pool: PostgresPool, before: Expiry, now: () => number): Promise<number> {
  const some = (after: number) => pool.patiently((ask) => expireSome(ask, before, after), now() + patience);
  let erased = 0;
  for (let ids = await some(0); ids.length > 0; ids = await some(ids.at(-1) ?? 0)) erased += ids.length;
  return erased;
}

/** @returns the erased ids, of which there are none after the last. */
async function expireSome(
  ask: Ask,
  { recordsBefore, finishedBefore, unfinishedBefore }: Expiry,
  after: number,
): Promise<readonly number[]> {
  await ask('BEGIN');
  const found = await ask(sql.expired, [
    ...[recordsBefore, finishedBefore, unfinishedBefore].map(seconds),
    atOnce,
    after,
  ]);
  const rows = expiredRows.parse(found);
  const ids = rows.map(({ id }) => id);
  await Promise.all([
    ...parts.map((table) => ask(`DELETE FROM ${table} WHERE conversation = ANY ($1)`, [ids])),
    ask(sql.dropKeys, [rows.map(({ key }) => key)]),
    ask(sql.forget, [ids]),
  ]);
  await ask('COMMIT');
  return ids;
}

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

const parts = ['sealed_turn', 'sealed_handled', 'sealed_outbox', 'sealed_shown', 'sealed_reminder'];

const sql = {
  // Two instances that expire at the same time take different ones.
  expired: `
    SELECT id, key FROM sealed_conversation
    WHERE id > $5 AND touched < CASE WHEN record THEN $1::bigint WHEN finished THEN $2::bigint ELSE $3::bigint END
    ORDER BY id LIMIT $4 FOR UPDATE SKIP LOCKED`,
  dropKeys: 'DELETE FROM conversation_key WHERE id = ANY ($1)',
  forget: 'DELETE FROM sealed_conversation WHERE id = ANY ($1)',
};
