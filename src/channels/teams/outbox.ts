import { setTimeout as pause } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import { type Activity, TurnContext } from 'botbuilder';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';
import { conversationQueue } from '../../conversationQueue.ts';
import type { Held } from '../../heldReplies.ts';
import { type EventLog, nameless } from '../../httpAnswers.ts';
import type { OutboxRow, Store } from '../../storage/store.ts';
import type { Connector, TeamsAdapter } from './teamsAdapter.ts';

const message = z.object({ kind: z.enum(['send', 'update']), activity: z.custom<Partial<Activity>>(isObject) });

export const outboxMessage = ({ kind, activity }: Held): string => JSON.stringify({ kind, activity });

/** Teams allows 7 a second and 60 in 30 s to a conversation, updates included. */
const perSecond = new RateLimiterMemory({ keyPrefix: '1', points: 6, duration: 1 });
const perHalfMinute = new RateLimiterMemory({ keyPrefix: '30', points: 55, duration: 30 });
const longestWait = 60_000;
const patience = 4_000;
/** A connector that takes a reply and never answers must not hold up the next ones. */
const longestSending = { timeout: 10_000 };
const longestGoodbye = 5_000;
/** Who writes when a reply has been on its way for longer than this has not read it. */
const heldUpAfter = 150;
/** How often replies are looked for that were left behind: by storage trouble here, or by a process that died. */
const sweepEvery = 5_000;

/**
 * Delivers committed replies in order, at least once: a row leaves the outbox when the connector has confirmed it, or
 * has refused it for good. Conversations do not wait for each other.
 */
export function teamsOutbox(store: Store, adapter: TeamsAdapter, log: EventLog, now: () => number) {
  const queue = conversationQueue();
  const stopping = new AbortController();
  const delivering = new Set<string>();
  /** Conversations whose newest replies are still on their way: the last delivery asked for, and since when one is late. */
  const onTheirWay = new Map<string, { readonly delivery: number; readonly since: number }>();
  let deliveries = 0;
  const sweep = setInterval(() => void replay().catch(() => undefined), sweepEvery).unref();

  async function deliverAll(conversation: string, known: Connector | undefined): Promise<void> {
    let connector = known;
    let failures = 0;
    // Until none is left: what another process committed meanwhile is left to this one. After a failure they are read
    // again, since the person may have erased them.
    for (;;) {
      const delivery = onTheirWay.get(conversation)?.delivery;
      const rows = await store.outbox(conversation);
      if (rows.length === 0) return;
      for (const row of rows) {
        if (stopping.signal.aborted) return;
        const reply = readReply(row.message);
        if (reply === undefined) log.error({ row: row.id }, 'reply cannot be read and is given up');
        else {
          connector ??= await adapter.connectorFor(TurnContext.getConversationReference(reply.activity));
          const failure = await tryToDeliver(row, reply, connector);
          if (failure !== undefined) {
            await rest(retryAfter(failure) ?? Math.min(longestWait, 1_000 * 2 ** failures));
            failures += 1;
            break;
          }
        }
        failures = 0;
        if (row === rows.at(-1)) arrived(conversation, delivery);
        await store.confirm(row.id, now() + patience);
      }
    }
  }

  function arrived(conversation: string, delivery: number | undefined): void {
    if (onTheirWay.get(conversation)?.delivery === delivery) onTheirWay.delete(conversation);
  }

  /** @returns why it has to be tried again; undefined when it was delivered or refused for good. */
  async function tryToDeliver(
    { id, conversation }: OutboxRow,
    { kind, activity }: Held,
    connector: Connector,
  ): Promise<unknown> {
    try {
      await withinLimits(conversation);
      await sent(kind, activity, connector);
      return undefined;
    } catch (error) {
      const status = statusOf(error);
      if (isFinal(status)) {
        log.warn({ row: id, status }, 'reply refused for good');
        return undefined;
      }
      if (!stopping.signal.aborted) log.warn({ row: id, status, ...nameless(error) }, 'reply not delivered yet');
      return error;
    }
  }

  const rest = (milliseconds: number): Promise<void> =>
    pause(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);

  async function withinLimits(conversation: string): Promise<void> {
    for (const limit of [perSecond, perHalfMinute]) {
      for (let wait = await waitFor(limit, conversation); wait > 0; wait = await waitFor(limit, conversation)) {
        await pause(wait, undefined, { signal: stopping.signal });
      }
    }
  }

  function deliverLater(conversation: string, connector?: Connector): void {
    const delivery = ++deliveries;
    onTheirWay.set(conversation, { delivery, since: onTheirWay.get(conversation)?.since ?? now() });
    queue
      .take(conversation, async () => {
        delivering.add(conversation);
        await deliverAll(conversation, connector).finally(() => delivering.delete(conversation));
      })
      .finally(() => arrived(conversation, delivery))
      .catch((error: unknown) => log.error(nameless(error), 'outbox could not be worked off'));
  }

  async function replay(): Promise<void> {
    for (const conversation of await store.undelivered()) {
      if (!delivering.has(conversation)) deliverLater(conversation);
    }
  }

  return {
    /** Sends what waits for a conversation, without keeping the caller. */
    deliver: deliverLater,
    /** Whether the newest reply has been held up, so that the person writes without having seen it. */
    isHeldUp: (conversation: string): boolean => now() - (onTheirWay.get(conversation)?.since ?? now()) > heldUpAfter,
    /** Sends what an earlier process left. */
    replay,
    idle: queue.idle,
    /** What could not be sent stays in the outbox. */
    async stop(): Promise<void> {
      clearInterval(sweep);
      stopping.abort();
      // A connector that does not answer shall not keep the process.
      await Promise.race([queue.idle(), pause(longestGoodbye, undefined, { ref: false })]);
    },
  };
}
export type TeamsOutbox = ReturnType<typeof teamsOutbox>;

function sent(kind: Held['kind'], activity: Partial<Activity>, { conversations }: Connector): Promise<unknown> {
  const conversation = activity.conversation?.id ?? '';
  if (kind === 'update') return conversations.updateActivity(conversation, activity.id ?? '', activity, longestSending);
  if (activity.replyToId)
    return conversations.replyToActivity(conversation, activity.replyToId, activity, longestSending);
  return conversations.sendToConversation(conversation, activity, longestSending);
}

/** Milliseconds until the next one may go. */
async function waitFor(limit: RateLimiterMemory, conversation: string): Promise<number> {
  try {
    await limit.consume(conversation);
    return 0;
  } catch (reached) {
    if (isNativeError(reached)) throw reached;
    return restOf(reached);
  }
}

const limitResult = z.object({ msBeforeNext: z.number() });
const restOf = (reached: unknown): number =>
  Math.max(1, limitResult.parse(reached).msBeforeNext satisfies RateLimiterRes['msBeforeNext']);

/** @returns undefined for text that is no reply. */
function readReply(text: string): Held | undefined {
  try {
    return message.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

const statusOf = (error: unknown): number | undefined =>
  isNativeError(error) && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;

/** Trouble with our own credentials, time-outs, conflicts and throttling pass; other refusals do not. */
const passing = new Set([401, 408, 412, 429]);
const isFinal = (status: number | undefined): boolean =>
  status !== undefined && status >= 400 && status < 500 && !passing.has(status);

/** The headers stay the SDK's own object, since their `get` needs it. */
const throttled = z.object({ response: z.object({ headers: z.custom<{ get(name: string): unknown }>(hasGet) }) });
function hasGet(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function';
}

/** Milliseconds that the connector asks to wait. */
function retryAfter(error: unknown): number | undefined {
  const read = throttled.safeParse(error);
  const seconds = read.success ? Number(read.data.response.headers.get('retry-after')) : Number.NaN;
  return seconds > 0 ? Math.min(longestWait, seconds * 1_000) : undefined;
}
