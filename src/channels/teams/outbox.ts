import { setTimeout as pause } from 'node:timers/promises';
import { type EventLog, nameless } from '../../httpAnswers.ts';
import type { OutboxRow, Store } from '../../storage/store.ts';
import { isRefusedForGood, restAfter, retryAfter, send, statusOf } from './connectorCalls.ts';
import { type Fold, foldsOf } from './folds.ts';
import { readOutboxRow, referenceOf, type WaitingReply } from './outboxRow.ts';
import { sendingLimit } from './sendingLimits.ts';
import { shownRow } from './shownInChat.ts';
import type { Connector, TeamsAdapter } from './teamsAdapter.ts';

const patience = 4_000;
const longestGoodbye = 5_000;
/** How often replies are looked for that were left behind: by storage trouble here, or by a process that died. */
const sweepEvery = 2_000;

/** Replies go out in order within a lane; what tells of an emergency has one of its own and waits for nothing. */
export type Lane = 'urgent' | 'usual';

const lanes: readonly Lane[] = ['urgent', 'usual'];
const laneOf = ({ reply }: { readonly reply: WaitingReply | undefined }): Lane =>
  reply?.urgent === true ? 'urgent' : 'usual';

/** The way by which a person came last. */
export type Way = { readonly serviceUrl: string; readonly connector: Connector };

/** A conversation to which something is on its way. */
type Place = {
  way: Way | undefined;
  /** The address on the rows, where they went there for want of a way. */
  rowsWentTo: string | undefined;
  /** Counts what was asked for, so that a lane that finds nothing knows whether to look again. */
  asked: number;
  /** Aborted when the person comes back: whoever rests tries again now. */
  back: AbortController;
  /** Aborted when they come by another address: what is on its way to the old one is given up. */
  moved: AbortController;
  readonly running: Map<Lane, Promise<void>>;
};

export type OutboxParts = {
  readonly store: Store;
  readonly adapter: Pick<TeamsAdapter, 'connectorFor'>;
  readonly log: EventLog;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/**
 * Delivers committed replies in order, at least once: a row leaves the outbox when the connector has confirmed it. One
 * that can never go is set aside, so that nobody is believed to have seen it. One that fails again and again holds up
 * the next ones only until its second failure. Conversations do not wait for each other.
 */
export function teamsOutbox({ store, adapter, log, now }: OutboxParts) {
  const stopping = new AbortController();
  const places = new Map<string, Place>();
  const limit = sendingLimit('messages');
  const sweep = setInterval(() => void replay().catch(() => undefined), sweepEvery).unref();
  const folds = foldsOf(log, stopping.signal);

  function deliver(conversation: string, way: Way | undefined, lanes: readonly Lane[]): void {
    const place = places.get(conversation) ?? newPlace();
    places.set(conversation, place);
    if (way !== undefined) comeBy(place, way);
    place.asked += 1;
    start(conversation, place, lanes);
  }

  function start(conversation: string, place: Place, some: readonly Lane[]): void {
    for (const lane of some) {
      if (!place.running.has(lane)) place.running.set(lane, run(conversation, place, lane));
    }
  }

  async function run(conversation: string, place: Place, lane: Lane): Promise<void> {
    try {
      await deliverAll(conversation, place, lane);
    } catch (error) {
      log.error(nameless(error), 'outbox could not be worked off');
      leave(conversation, place, lane);
    }
  }

  /** At once when nothing is left, so that what is asked for after it begins anew. */
  function leave(conversation: string, place: Place, lane: Lane): void {
    place.running.delete(lane);
    if (place.running.size === 0) places.delete(conversation);
  }

  /** Until none is left: what another process committed meanwhile is left to this one. */
  async function deliverAll(conversation: string, place: Place, lane: Lane): Promise<void> {
    const failures = new Map<number, number>();
    while (!stopping.signal.aborted) {
      const { asked } = place;
      // Read again after each failure, since the person may have erased them.
      const rows = await store.outbox(conversation);
      const waiting = rows.filter((row) => !row.aside).map((row) => ({ row, reply: readOutboxRow(row.message) }));
      const mine = waiting.filter((one) => laneOf(one) === lane);
      // What another instance committed is this one's to send as long as it sends, in whichever lane.
      if (mine.length < waiting.length) start(conversation, place, lanes);
      if (mine.length === 0 && asked === place.asked) break;
      const failed = await deliverSome(rows, mine, waiting.at(-1)?.reply, place, lane, failures);
      if (failed !== undefined) await rest(place, failed.error, failed.times);
    }
    leave(conversation, place, lane);
  }

  type Failure = { readonly error: unknown };
  type Failed = Failure & { readonly times: number };

  /** One try of each row, in order. */
  async function deliverSome(
    rows: readonly OutboxRow[],
    mine: readonly { readonly row: OutboxRow; readonly reply: WaitingReply | undefined }[],
    newest: WaitingReply | undefined,
    place: Place,
    lane: Lane,
    failures: Map<number, number>,
  ): Promise<Failed | undefined> {
    let failed: Failed | undefined;
    for (const { row, reply } of mine) {
      if (stopping.signal.aborted) return undefined;
      if (reply === undefined) {
        log.error({ row: row.id }, 'reply cannot be read and is set aside');
        await store.setAside(row.id, now() + patience);
        continue;
      }
      const times = failures.get(row.id) ?? 0;
      const tried = await tryToDeliver(row, reply, newest ?? reply, place, lane, times);
      if (tried === 'moved') return undefined;
      if (tried === 'refused') {
        await giveUp(row.id, reply);
        continue;
      }
      if ('delivered' in tried) {
        await take(row, reply, tried.delivered, rows, lane, failures);
        continue;
      }
      failures.set(row.id, times + 1);
      failed = { error: tried.error, times: times + 1 };
      // The second time it lets the next ones pass.
      if (times === 0) return failed;
    }
    return failed;
  }

  /** What only said something leaves; what asks has not been asked. */
  const giveUp = (id: number, reply: WaitingReply | undefined): Promise<void> =>
    reply !== undefined && reply.shows?.view === undefined
      ? store.confirm(id, now() + patience)
      : store.setAside(id, now() + patience);

  /** A delivered row leaves, and with it what is no longer worth reading after it. */
  async function take(
    row: OutboxRow,
    reply: WaitingReply,
    activity: string | undefined,
    rows: readonly OutboxRow[],
    lane: Lane,
    failures: ReadonlyMap<number, number>,
  ): Promise<void> {
    await store.confirm(row.id, now() + patience, shownRow(reply.shows, activity, now()));
    for (const earlier of rows.filter(({ id }) => id < row.id)) {
      const overtaken = lane === 'usual' && failures.has(earlier.id);
      if (overtaken) log.error({ row: earlier.id }, 'reply could not be delivered and was overtaken');
      if (reply.shows?.view !== undefined && (overtaken || earlier.aside))
        await store.confirm(earlier.id, now() + patience);
      else if (overtaken) await giveUp(earlier.id, readOutboxRow(earlier.message));
    }
  }

  /** `moved` when the person came back by another address meanwhile; `refused` for good. */
  async function tryToDeliver(
    { id, conversation }: OutboxRow,
    reply: WaitingReply,
    newest: WaitingReply,
    place: Place,
    lane: Lane,
    times: number,
  ): Promise<'refused' | 'moved' | { readonly delivered: string | undefined } | Failure> {
    const { moved } = place;
    // The newest address first. Another instance may know a newer one, which then stands on the newest row.
    const byRow = place.way === undefined || (times % 2 === 1 && place.way.serviceUrl !== newest.activity.serviceUrl);
    if (place.way === undefined) place.rowsWentTo = newest.activity.serviceUrl;
    try {
      const connector = byRow ? await adapter.connectorFor(referenceOf(newest)) : place.way?.connector;
      if (connector === undefined) return 'moved';
      if (lane === 'usual') await withinLimits(conversation, AbortSignal.any([stopping.signal, moved.signal]));
      // Not given up when the server stops: what has gone out already would go out again.
      return { delivered: await untilAborted(() => send(reply.activity, connector), moved.signal) };
    } catch (error) {
      if (moved.signal.aborted) return 'moved';
      const status = statusOf(error);
      if (isRefusedForGood(error) && !(byRow && place.way !== undefined)) {
        log.warn({ row: id, status }, 'reply refused for good');
        return 'refused';
      }
      if (!stopping.signal.aborted) log.warn({ row: id, status, ...nameless(error) }, 'reply not delivered yet');
      return { error };
    }
  }

  async function withinLimits(conversation: string, signal: AbortSignal): Promise<void> {
    for (let wait = await limit.take(conversation); wait > 0; wait = await limit.take(conversation))
      await pause(wait, undefined, { signal });
  }

  /** Until it is worth another try: also when the person comes back, unless the connector asked to wait. */
  function rest({ back, moved }: Place, error: unknown, times: number): Promise<void> {
    const signals = [stopping.signal, moved.signal, ...(retryAfter(error) === undefined ? [back.signal] : [])];
    return pause(restAfter(error, times), undefined, { signal: AbortSignal.any(signals) }).catch(() => undefined);
  }

  async function replay(): Promise<void> {
    for (const conversation of await store.undelivered()) {
      // Also where something is on its way for long: another instance may have left an emergency to this one.
      deliver(conversation, undefined, lanes);
    }
  }

  const idle = async (): Promise<void> => {
    while (places.size > 0)
      await Promise.allSettled([...places.values()].flatMap(({ running }) => [...running.values()]));
  };

  return {
    /** Sends what waits for a conversation, without keeping the caller. */
    deliver,
    /** Replaces earlier messages once nothing waits to be read; perhaps, and never in the way of a message. */
    fold(conversation: string, some: readonly Fold[], way: Way): void {
      const sent = Promise.allSettled(places.get(conversation)?.running.values() ?? []);
      folds.add(conversation, some, way, sent);
    },
    /** Sends what an earlier process left. */
    replay,
    idle,
    /** What could not be sent stays in the outbox. */
    async stop(): Promise<void> {
      clearInterval(sweep);
      stopping.abort();
      // A connector that does not answer shall not keep the process.
      await Promise.race([Promise.all([idle(), folds.idle()]), pause(longestGoodbye, undefined, { ref: false })]);
    },
  };
}
export type TeamsOutbox = ReturnType<typeof teamsOutbox>;

const newPlace = (): Place => ({
  way: undefined,
  rowsWentTo: undefined,
  asked: 0,
  back: new AbortController(),
  moved: new AbortController(),
  running: new Map(),
});

function comeBy(place: Place, way: Way): void {
  const { way: before, rowsWentTo, back, moved } = place;
  place.way = way;
  place.back = new AbortController();
  back.abort();
  if ((before?.serviceUrl ?? rowsWentTo) === way.serviceUrl) return;
  place.moved = new AbortController();
  moved.abort();
}

/** The SDK does not look at a signal while it waits between two tries of its own. */
async function untilAborted<T>(begin: () => Promise<T>, signal: AbortSignal): Promise<T> {
  // Before it begins: what nobody waits for any more would end the process when it fails.
  signal.throwIfAborted();
  const work = begin();
  work.catch(() => undefined);
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  return Promise.race([work, aborted.promise]).finally(() => signal.removeEventListener('abort', abort));
}
