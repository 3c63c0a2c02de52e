import { createSecretKey, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { type DataKeys, newKey } from './dataKeys.ts';
import { keptKeys } from './keptKeys.ts';
import type { Ask, PostgresPool } from './postgresPool.ts';
import { fingerprint } from './sealing.ts';
import { patience } from './store.ts';

const secretRows = z.array(z.object({ name: z.string(), wrapped: z.instanceof(Buffer) }));
const keyRows = z.array(z.object({ id: z.number(), wrapped: z.instanceof(Buffer) }));
const proofRows = z.array(z.object({ proof: z.instanceof(Buffer) }));

const rewrappedAtOnce = 500;

/** The storage's own secrets: one makes fingerprints of ids, the other signs the tokens of web clients. */
type Secrets = { readonly names: KeyObject; readonly token: Buffer };

/**
 * Opens or makes the storage's secrets. Throws where the deployment's data key does not open them, and where the keys
 * are not those that the conversations were written with.
 */
export async function postgresSecrets(ask: Ask, data: DataKeys): Promise<Secrets> {
  await ask(sql.offer, ['names', data.wrap(newKey())]);
  await ask(sql.offer, ['token', data.wrap(newKey())]);
  const wrapped = secretRows.parse(await ask(sql.secrets));
  const secret = (name: string): Buffer =>
    data.unwrap(wrapped.find((one) => one.name === name)?.wrapped ?? Buffer.alloc(0));
  const names = createSecretKey(secret('names'));
  const proof = fingerprint(names, Buffer.from('proof'), '');
  await ask(sql.offerProof, [proof]);
  const [found] = proofRows.parse(await ask(sql.proof));
  if (found === undefined || !proof.equals(found.proof)) {
    throw new Error(
      'The keys in the tables conversation_key and secret_key are missing, or do not belong to the conversations. Put back those that do, from their own backup; without them nothing can be read.',
    );
  }
  return { names, token: secret('token') };
}

/** Opens the keys of conversations as their rows bring them. */
export function postgresKeys(data: DataKeys) {
  const kept = keptKeys();
  return {
    /** Undefined where it was erased. */
    open: (id: number, wrapped: Uint8Array | null): KeyObject | undefined =>
      kept.get(id)?.key ?? (wrapped === null ? undefined : kept.keep({ id, key: unwrapped(wrapped) }).key),
    wrap: data.wrap,
  };

  function unwrapped(wrapped: Uint8Array): KeyObject {
    return createSecretKey(data.unwrap(wrapped));
  }
}
export type PostgresKeys = ReturnType<typeof postgresKeys>;

/** Wraps anew whatever an older data key wrapped. Tells how much that was. */
export async function rewrapAll(pool: PostgresPool, data: DataKeys, now: () => number): Promise<number> {
  let rewrapped = await pool.patiently(async (ask) => {
    const old = secretRows.parse(await ask(sql.secrets)).filter(({ wrapped }) => !data.isCurrent(wrapped));
    for (const { name, wrapped } of old) {
      await ask(sql.rewrapSecret, [name, wrapped, data.wrap(data.unwrap(wrapped))]);
    }
    return old.length;
  }, now() + patience);
  for (let from = 0; ; ) {
    const some = await pool.patiently(async (ask) => {
      const rows = keyRows.parse(await ask(sql.keysAfter, [from, rewrappedAtOnce]));
      const old = rows.filter(({ wrapped }) => !data.isCurrent(wrapped));
      if (old.length > 0) {
        await ask(sql.rewrap, [
          old.map(({ id }) => id),
          old.map(({ wrapped }) => wrapped),
          old.map(({ wrapped }) => data.wrap(data.unwrap(wrapped))),
        ]);
      }
      return { last: rows.at(-1)?.id, count: old.length };
    }, now() + patience);
    rewrapped += some.count;
    if (some.last === undefined) return rewrapped;
    from = some.last;
  }
}

const sql = {
  offer: 'INSERT INTO secret_key (name, wrapped) VALUES ($1, $2) ON CONFLICT DO NOTHING',
  secrets: 'SELECT name, wrapped FROM secret_key',
  offerProof: 'INSERT INTO keyed_by (proof) VALUES ($1) ON CONFLICT DO NOTHING',
  proof: 'SELECT proof FROM keyed_by',
  keysAfter: 'SELECT id, wrapped FROM conversation_key WHERE id > $1 ORDER BY id LIMIT $2',
  // Only where nobody else was faster.
  rewrapSecret: 'UPDATE secret_key SET wrapped = $3 WHERE name = $1 AND wrapped = $2',
  rewrap: `
    UPDATE conversation_key SET wrapped = new.wrapped
    FROM unnest($1::bigint[], $2::bytea[], $3::bytea[]) AS new (id, old, wrapped)
    WHERE conversation_key.id = new.id AND conversation_key.wrapped = new.old`,
};
