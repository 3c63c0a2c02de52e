import { z } from 'zod';
import type { PostgresKeys } from './postgresKeys.ts';
import type { Ask, PostgresPool } from './postgresPool.ts';
import { packTurns } from './sealedRows.ts';
import { patience } from './store.ts';
import { lastShown, type OnUnreadable, placeRow, readTurns, turnRows } from './storedConversation.ts';

const candidates = z.array(
  placeRow
    .pick({ id: true, key: true, turns: true })
    .extend({ name: z.instanceof(Buffer), wrapped: z.instanceof(Buffer).nullable() }),
);
type Candidate = z.infer<typeof candidates>[number];

const atOnce = 50;

type Surroundings = {
  readonly pool: PostgresPool;
  readonly keys: PostgresKeys;
  readonly now: () => number;
  readonly onUnreadable: OnUnreadable;
};

/** Writes conversations again that have come to rest, each in one small row. Tells how many. */
export async function pack(around: Surroundings, untouchedSince: number): Promise<number> {
  const { pool, now } = around;
  const some = async (after: number): Promise<readonly Candidate[]> => {
    const touchedBefore = Math.floor(untouchedSince / 1000);
    const rows = pool.patiently((ask) => ask(sql.unpacked, [after, touchedBefore, atOnce]), now() + patience);
    return candidates.parse(await rows);
  };
  let packed = 0;
  for (let found = await some(0); found.length > 0; found = await some(found.at(-1)?.id ?? 0)) {
    for (const one of found) if (await packOne(one, around)) packed += 1;
  }
  return packed;
}

async function packOne(
  { id, name, key: keyId, wrapped, turns }: Candidate,
  { pool, keys, now, onUnreadable }: Surroundings,
): Promise<boolean> {
  const key = keys.open(keyId, wrapped);
  const owner = key && { name, key };
  const rows = turnRows.parse(await pool.patiently((ask) => ask(sql.turns, [id]), now() + patience));
  const read = readTurns(id, owner, rows, onUnreadable);
  // What cannot be read is left as it is.
  if (owner === undefined || read.length === 0) return false;
  const body = await packTurns(owner, read);
  return pool.patiently(async (ask: Ask) => {
    await ask('BEGIN');
    // Nothing where it has moved on, or another instance packed it.
    const same = (await ask(sql.lock, [id, turns, keyId])).length === 1;
    if (same) {
      await Promise.all([
        ask(sql.removeTurns, [id]),
        ask(sql.addTurn, [id, read.at(-1)?.number ?? turns, lastShown(read), body]),
        ask(sql.markPacked, [id]),
      ]);
    }
    await ask('COMMIT');
    return same;
  }, now() + patience);
}

const sql = {
  unpacked: `
    SELECT c.id, c.name, c.key, c.turns, k.wrapped FROM sealed_conversation c JOIN conversation_key k ON k.id = c.key
    WHERE c.id > $1 AND c.packed < c.turns AND c.touched < $2 ORDER BY c.id LIMIT $3`,
  turns: 'SELECT number, body FROM sealed_turn WHERE conversation = $1 ORDER BY number',
  lock: 'SELECT FROM sealed_conversation WHERE id = $1 AND turns = $2 AND key = $3 AND packed < turns FOR UPDATE',
  removeTurns: 'DELETE FROM sealed_turn WHERE conversation = $1',
  addTurn: 'INSERT INTO sealed_turn (conversation, number, upto, body) VALUES ($1, $2, $3, $4)',
  markPacked: 'UPDATE sealed_conversation SET packed = turns WHERE id = $1',
};
