import { z } from 'zod';
import type { PostgresPool } from './postgresPool.ts';
import type { Store } from './store.ts';
import { outboxRows } from './storedConversation.ts';

/** How long an instance that says nothing more is believed to be sending; renewed well before. */
const leaseSeconds = 10;
const renewEvery = 3_000;
const patience = 2_000;
const conversationsAtOnce = 1_000;
const names = z.array(z.object({ name: z.string() }));

/**
 * The outbox, shared by instances: all waiting replies of a conversation are one instance's to send, so that they go
 * out in order and, unless an instance dies in the middle, once.
 * @param instance a name that no other instance has.
 */
export function postgresOutbox(
  pool: PostgresPool,
  instance: string,
  now: () => number,
): Pick<Store, 'undelivered' | 'outbox' | 'unseen' | 'confirm' | 'setAside'> & {
  readonly release: () => Promise<void>;
} {
  let holdsSome = false;
  const renewal = setInterval(renew, renewEvery).unref();

  function renew(): void {
    if (!holdsSome) return;
    const renewed = pool.patiently((ask) => ask(sql.renew, [instance, leaseSeconds]), now() + patience);
    renewed.then(
      (rows) => {
        holdsSome = rows.length > 0;
      },
      () => undefined, // The next one may succeed before the lease is over.
    );
  }

  return {
    undelivered: async () => {
      const ask = pool.patiently((ask) => ask(sql.undelivered, [instance, conversationsAtOnce]), now() + patience);
      return names.parse(await ask).map(({ name }) => name);
    },

    outbox: (conversation) =>
      pool.patiently(async (ask) => {
        // Whoever comes second waits at the first row, and then sees whose they are.
        const [, , claimed] = await Promise.all([
          ask('BEGIN'),
          ask(sql.lock, [conversation]),
          ask(sql.claim, [conversation, instance, leaseSeconds]),
          ask('COMMIT'),
        ]);
        const rows = outboxRows.parse(claimed);
        holdsSome ||= rows.length > 0;
        return rows;
      }, now() + patience),

    unseen: async (conversation) =>
      outboxRows.parse(await pool.patiently((ask) => ask(sql.unseen, [conversation]), now() + patience)),

    confirm: async (id, until) => void (await pool.patiently((ask) => ask(sql.confirm, [id]), until)),

    setAside: async (id, until) => void (await pool.patiently((ask) => ask(sql.setAside, [id]), until)),

    /** Lets others send what this instance did not get to. */
    async release() {
      clearInterval(renewal);
      if (!holdsSome) return;
      await pool.patiently((ask) => ask(sql.release, [instance]), now() + patience).catch(() => undefined);
    },
  };
}

const sql = {
  undelivered: `
    SELECT DISTINCT c.name FROM outbox o JOIN conversation c ON c.id = o.conversation
    WHERE NOT o.aside AND (o.holder IS NULL OR o.holder = $1 OR o.held_until <= clock_timestamp()) LIMIT $2`,
  lock: `
    SELECT FROM outbox WHERE conversation = (SELECT id FROM conversation WHERE name = $1) ORDER BY id FOR UPDATE`,
  claim: `
    WITH place AS (SELECT id FROM conversation WHERE name = $1),
    mine AS (
      UPDATE outbox SET holder = $2, held_until = clock_timestamp() + $3::integer * interval '1 second'
      WHERE conversation = (SELECT id FROM place) AND NOT EXISTS (
        SELECT FROM outbox other
        WHERE other.conversation = (SELECT id FROM place) AND other.holder <> $2 AND other.held_until > clock_timestamp()
      )
      RETURNING id, message, aside
    )
    SELECT id, $1 AS conversation, message, aside FROM mine ORDER BY id`,
  renew: `
    UPDATE outbox SET held_until = clock_timestamp() + $2::integer * interval '1 second' WHERE holder = $1 RETURNING id`,
  release: 'UPDATE outbox SET holder = NULL, held_until = NULL WHERE holder = $1',
  unseen: `
    SELECT o.id, c.name AS conversation, o.message, o.aside FROM conversation c JOIN outbox o ON o.conversation = c.id
    WHERE c.name = $1 ORDER BY o.id`,
  confirm: 'DELETE FROM outbox WHERE id = $1',
  setAside: 'UPDATE outbox SET aside = true WHERE id = $1',
};
