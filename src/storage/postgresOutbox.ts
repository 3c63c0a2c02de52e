import { z } from 'zod';
import type { PostgresKeys } from './postgresKeys.ts';
import type { PostgresPool } from './postgresPool.ts';
import { openReply } from './sealedRows.ts';
import type { OutboxRow, Store } from './store.ts';
import type { OnUnreadable } from './storedConversation.ts';

/** How long an instance that says nothing more is believed to be sending; renewed well before. */
const leaseSeconds = 10;
const renewEvery = 3_000;
const patience = 2_000;
const conversationsAtOnce = 1_000;
const replyRows = z.array(
  z.object({
    id: z.number(),
    turn: z.number(),
    place: z.number(),
    message: z.instanceof(Buffer),
    aside: z.boolean(),
    conversation: z.number(),
    name: z.instanceof(Buffer),
    key: z.number(),
    wrapped: z.instanceof(Buffer).nullable(),
  }),
);

type Surroundings = {
  readonly pool: PostgresPool;
  readonly keys: PostgresKeys;
  /** A name that no other instance has. */
  readonly instance: string;
  readonly now: () => number;
  readonly nameOf: (conversation: string) => Buffer;
  readonly onUnreadable: OnUnreadable;
};

/**
 * The outbox, shared by instances: all waiting replies of a conversation are one instance's to send, so that they go
 * out in order and, unless an instance dies in the middle, once.
 */
export function postgresOutbox({ pool, keys, instance, now, nameOf, onUnreadable }: Surroundings): Pick<
  Store,
  'undelivered' | 'outbox' | 'unseen' | 'confirm' | 'setAside'
> & {
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

  /** Replies that cannot be opened go nowhere any more, and leave with their conversation. */
  const repliesIn = (rows: readonly unknown[]): readonly OutboxRow[] =>
    replyRows.parse(rows).flatMap(({ id, turn, place, message, aside, conversation, name, key: keyId, wrapped }) => {
      const key = keys.open(keyId, wrapped);
      try {
        if (key !== undefined) return { id, aside, ...openReply({ name, key }, turn, place, message) };
      } catch {
        // Named below.
      }
      onUnreadable({ conversation, turn });
      return [];
    });

  return {
    undelivered: async () => {
      const ask = pool.patiently((ask) => ask(sql.undelivered, [instance, conversationsAtOnce]), now() + patience);
      return repliesIn(await ask).map(({ conversation }) => conversation);
    },

    outbox: (conversation) =>
      pool.patiently(async (ask) => {
        // Whoever comes second waits at the first row, and then sees whose they are.
        const [, , claimed] = await Promise.all([
          ask('BEGIN'),
          ask(sql.lock, [nameOf(conversation)]),
          ask(sql.claim, [nameOf(conversation), instance, leaseSeconds]),
          ask('COMMIT'),
        ]);
        const rows = repliesIn(claimed);
        holdsSome ||= rows.length > 0;
        return rows;
      }, now() + patience),

    unseen: async (conversation) =>
      repliesIn(await pool.patiently((ask) => ask(sql.unseen, [nameOf(conversation)]), now() + patience)),

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

const columns = 'o.id, o.turn, o.place, o.message, o.aside, c.id AS conversation, c.name, c.key, k.wrapped';
const withKey = 'sealed_conversation c LEFT JOIN conversation_key k ON k.id = c.key';
const sql = {
  // The first of each conversation tells its name.
  undelivered: `
    SELECT DISTINCT ON (o.conversation) ${columns} FROM ${withKey} JOIN sealed_outbox o ON o.conversation = c.id
    WHERE NOT o.aside AND (o.holder IS NULL OR o.holder = $1 OR o.held_until <= clock_timestamp())
    ORDER BY o.conversation, o.id LIMIT $2`,
  lock: `
    SELECT FROM sealed_outbox WHERE conversation = (SELECT id FROM sealed_conversation WHERE name = $1)
    ORDER BY id FOR UPDATE`,
  claim: `
    WITH mine AS (
      UPDATE sealed_outbox SET holder = $2, held_until = clock_timestamp() + $3::integer * interval '1 second'
      WHERE conversation = (SELECT id FROM sealed_conversation WHERE name = $1) AND NOT EXISTS (
        SELECT FROM sealed_outbox other
        WHERE other.conversation = (SELECT id FROM sealed_conversation WHERE name = $1)
          AND other.holder <> $2 AND other.held_until > clock_timestamp()
      )
      RETURNING *
    )
    SELECT ${columns} FROM ${withKey} JOIN mine o ON o.conversation = c.id ORDER BY o.id`,
  renew: `
    UPDATE sealed_outbox SET held_until = clock_timestamp() + $2::integer * interval '1 second'
    WHERE holder = $1 RETURNING id`,
  release: 'UPDATE sealed_outbox SET holder = NULL, held_until = NULL WHERE holder = $1',
  unseen: `
    SELECT ${columns} FROM ${withKey} JOIN sealed_outbox o ON o.conversation = c.id WHERE c.name = $1 ORDER BY o.id`,
  confirm: 'DELETE FROM sealed_outbox WHERE id = $1',
  setAside: 'UPDATE sealed_outbox SET aside = true WHERE id = $1',
};
