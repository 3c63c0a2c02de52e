import { z } from 'zod';
import type { PostgresKeys } from './postgresKeys.ts';
import type { Ask, PostgresPool } from './postgresPool.ts';
import { type Owner, openReply, openShown, sealShown } from './sealedRows.ts';
import { mostShown, type OutboxRow, type Store } from './store.ts';
import type { OnUnreadable } from './storedConversation.ts';

/** How long an instance that says nothing more is believed to be sending; renewed well before. */
const leaseSeconds = 10;
const renewEvery = 3_000;
const patience = 2_000;
const conversationsAtOnce = 1_000;
const sealedPlace = z.object({
  turn: z.number(),
  place: z.number(),
  conversation: z.number(),
  name: z.instanceof(Buffer),
  key: z.number(),
  wrapped: z.instanceof(Buffer).nullable(),
});
type SealedPlace = z.infer<typeof sealedPlace>;
const replyRows = z.array(sealedPlace.extend({ id: z.number(), message: z.instanceof(Buffer), aside: z.boolean() }));
const shownRows = z.array(sealedPlace.extend({ body: z.instanceof(Buffer) }));
const placeRows = z.array(sealedPlace);
const countRows = z.tuple([z.object({ count: z.number() })]);

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
  'undelivered' | 'outbox' | 'unseen' | 'confirm' | 'setAside' | 'shown' | 'remind'
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

  /** What cannot be opened goes nowhere any more, and leaves with its conversation. */
  function opened<Row extends SealedPlace, T>(rows: readonly Row[], open: (owner: Owner, row: Row) => T): readonly T[] {
    return rows.flatMap((row) => {
      const { name } = row;
      const key = keys.open(row.key, row.wrapped);
      try {
        if (key !== undefined) return [open({ name, key }, row)];
      } catch {
        // Named below.
      }
      onUnreadable({ conversation: row.conversation, turn: row.turn });
      return [];
    });
  }

  const repliesIn = (rows: readonly unknown[]): readonly OutboxRow[] =>
    opened(replyRows.parse(rows), (owner, { id, turn, place, message, aside }) => ({
      id,
      aside,
      ...openReply(owner, turn, place, message),
    }));

  /** Nothing where the reply was erased meanwhile. */
  async function confirmShown(ask: Ask, id: number, shown: string): Promise<void> {
    const found = placeRows.parse(await ask(sql.replyOf, [id]));
    const [body] = opened(found, (owner, { turn, place }) => sealShown(owner, turn, place, shown));
    await ask(body === undefined ? sql.confirm : sql.confirmShown, body === undefined ? [id] : [id, body]);
  }

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

    async confirm(id, until, shown) {
      await pool.patiently(async (ask) => {
        if (shown === undefined) await ask(sql.confirm, [id]);
        else await confirmShown(ask, id, shown);
      }, until);
    },

    async shown(conversation) {
      const rows = await pool.patiently((ask) => ask(sql.shown, [nameOf(conversation), mostShown]), now() + patience);
      return opened(shownRows.parse(rows).toReversed(), (owner, { turn, place, body }) =>
        openShown(owner, turn, place, body),
      );
    },

    async remind() {
      const due = Math.floor(now() / 1000);
      const rows = await pool.patiently((ask) => ask(sql.remind, [due]), now() + patience);
      const [{ count }] = countRows.parse(rows);
      return count;
    },

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
  replyOf: `
    SELECT o.turn, o.place, c.id AS conversation, c.name, c.key, k.wrapped
    FROM ${withKey} JOIN sealed_outbox o ON o.conversation = c.id WHERE o.id = $1`,
  confirmShown: `
    WITH gone AS (DELETE FROM sealed_outbox WHERE id = $1 RETURNING conversation, turn, place)
    INSERT INTO sealed_shown (conversation, turn, place, body) SELECT conversation, turn, place, $2 FROM gone
    ON CONFLICT (conversation, turn, place) DO UPDATE SET body = excluded.body`,
  shown: `
    SELECT s.turn, s.place, s.body, c.id AS conversation, c.name, c.key, k.wrapped
    FROM ${withKey} JOIN sealed_shown s ON s.conversation = c.id WHERE c.name = $1
    ORDER BY s.turn DESC, s.place DESC LIMIT $2`,
  // Two instances that look at the same time take different ones.
  remind: `
    WITH due AS (SELECT * FROM sealed_reminder WHERE due <= $1 FOR UPDATE SKIP LOCKED), said AS (
      INSERT INTO sealed_outbox (conversation, turn, place, message)
      SELECT conversation, turn, place, message FROM due
    ), marked AS (
      UPDATE sealed_reminder r SET due = NULL, message = '' FROM due WHERE r.conversation = due.conversation
      RETURNING r.conversation
    )
    SELECT count(*)::integer AS count FROM marked`,
  setAside: 'UPDATE sealed_outbox SET aside = true WHERE id = $1',
};
