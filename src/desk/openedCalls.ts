import { setImmediate as others } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { DeskDatabase } from './deskDatabase.ts';
import type { DeskKeys } from './deskKeys.ts';
import { type CallRow, callRows, type QueuedCall, summarySchema } from './queuedCall.ts';
import { isOpenEmergency, mostShown, type ShownCalls, shownCalls } from './shownCalls.ts';

/** Milliseconds that opened calls are kept for the next look: a desk looks every three seconds. */
const keptFor = 5_000;
/** Milliseconds after which all are opened anew: another version of the content may judge a call otherwise, untouched. */
const believedFor = 60_000;
/** Milliseconds by which a call may be written later than another one that was touched after it, and be found at once. */
const outOfOrder = 10_000;
/** Calls that are opened before others have their turn. */
const atOnce = 200;

const countedRows = z.tuple([
  z.object({ calls: z.coerce.number(), wholes: z.coerce.number(), rests: z.coerce.number() }),
]);
type Counted = z.infer<typeof countedRows>[0];
const closedRows = z.tuple([z.object({ calls: z.coerce.number() })]);
/** Times are summed in two parts: their sum is more than a number holds exactly. */
const part = 1_000_000;

type Known = ReadonlyMap<string, QueuedCall>;

/**
 * What a queue shows, without opening each call at each look: what was opened is kept until it is touched, and the
 * database says at each look how many calls are open and when they were touched, so that what changed, came or was
 * erased at whichever instance is seen. Where nobody looks, nothing of it is kept.
 */
export function openedCalls(database: DeskDatabase, keys: DeskKeys) {
  let open = new Map<string, QueuedCall>();
  let closed = new Map<string, QueuedCall>();
  const clear = (): void => {
    open = new Map();
    closed = new Map();
  };
  const forgetting = setTimeout(clear, keptFor).unref();
  setInterval(clear, believedFor).unref();
  let last: Promise<unknown> = Promise.resolve();
  let next: Promise<ShownCalls> | undefined;

  /** One look at a time: an older one must not undo what a newer one found. */
  function inTurn<T>(look: () => Promise<T>): Promise<T> {
    const mine = last.then(look);
    last = mine.catch(() => undefined);
    return mine;
  }

  const rowsOf = async (which: string, time: number): Promise<readonly CallRow[]> =>
    callRows.parse(
      await database.ask(
        `SELECT reference, owner, state, started, touched, summary FROM desk_call WHERE ${which}`,
        time,
      ),
    );

  /** Whatever is done in a call touches it. */
  function opened({ summary, ...row }: CallRow, known: Known): QueuedCall {
    const before = known.get(row.reference);
    if (before?.touched === row.touched) return before;
    const plain = keys.unseal(summary, row.reference) ?? 'null';
    return { ...row, summary: summarySchema.safeParse(JSON.parse(plain)).data };
  }

  async function openedIn(rows: readonly CallRow[], known: Known): Promise<Map<string, QueuedCall>> {
    const found = new Map<string, QueuedCall>();
    for (const [n, row] of rows.entries()) {
      if (n % atOnce === atOnce - 1) await others();
      found.set(row.reference, opened(row, known));
    }
    return found;
  }

  /** Takes in what was touched since the last look. @returns whether that is all there is to know. */
  async function catchUp(since: number): Promise<boolean> {
    if (open.size === 0) return false;
    let newest = since;
    for (const { touched } of open.values()) newest = Math.max(newest, touched);
    for (const row of await rowsOf('touched >= $1', newest - outOfOrder)) {
      if (row.state === 'closed') open.delete(row.reference);
      else open.set(row.reference, opened(row, open));
    }
    for (const { reference, touched } of open.values()) if (touched < since) open.delete(reference);
    const [counted] = countedRows.parse(
      await database.ask(
        `SELECT count(*) AS calls, coalesce(sum(touched / ${part}), 0) AS wholes, coalesce(sum(touched % ${part}), 0) AS rests
         FROM desk_call WHERE state <> 'closed' AND touched >= $1`,
        since,
      ),
    );
    return isDeepStrictEqual(counted, countOf(open));
  }

  async function lookAtOpen(since: number): Promise<void> {
    // What changes between the two questions is taken in by the second try.
    if ((await catchUp(since)) || (await catchUp(since))) return;
    open = await openedIn(await rowsOf(`state <> 'closed' AND touched >= $1`, since), open);
  }

  async function lookAtClosed(since: number): Promise<void> {
    const latest = `state = 'closed' AND touched >= $1 ORDER BY touched DESC LIMIT ${mostShown}`;
    closed = await openedIn(await rowsOf(latest, since), closed);
  }

  async function look(time: number, openSince: number): Promise<ShownCalls> {
    next = undefined;
    await lookAtOpen(openSince);
    await lookAtClosed(time);
    const [{ calls }] = closedRows.parse(
      await database.ask(`SELECT count(*) AS calls FROM desk_call WHERE state = 'closed' AND touched >= $1`, time),
    );
    forgetting.refresh();
    const recent = [...open.values()].filter((call) => call.touched >= time || isOpenEmergency(call));
    return shownCalls(recent, [...closed.values()], calls);
  }

  return {
    /**
     * The calls that somebody touched since, and emergencies that nobody closed since `openSince`, which is no later:
     * milliseconds since the epoch. Whoever asks before the next look has begun shares it.
     */
    look(time: number, openSince: number): Promise<ShownCalls> {
      next ??= inTurn(() => look(time, openSince));
      return next;
    },

    /** What was written here without being touched; the rest is found by its time. */
    wrote: (call: QueuedCall): Promise<void> =>
      inTurn(async () => {
        for (const known of [open, closed])
          if (known.get(call.reference)?.touched === call.touched) known.set(call.reference, call);
      }),

    /** Nothing of it stays in memory. */
    forget: (reference: string): Promise<void> =>
      inTurn(async () => {
        open.delete(reference);
        closed.delete(reference);
      }),
  };
}

function countOf(calls: Known): Counted {
  let [wholes, rests] = [0, 0];
  for (const { touched } of calls.values()) {
    wholes += Math.trunc(touched / part);
    rests += touched % part;
  }
  return { calls: calls.size, wholes, rests };
}
