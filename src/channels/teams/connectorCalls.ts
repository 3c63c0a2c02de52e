import { isNativeError } from 'node:util/types';
import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Connector } from './teamsAdapter.ts';

/** A connector that takes a request and never answers must not hold up the next ones. */
const longestSending = { timeout: 10_000 };
const longestWait = 60_000;

/** Sends a message. @returns the id that the channel gives it. */
export async function send(activity: Partial<Activity>, { conversations }: Connector): Promise<string | undefined> {
  const to = activity.conversation?.id ?? '';
  const { id } = activity.replyToId
    ? await conversations.replyToActivity(to, activity.replyToId, activity, longestSending)
    : await conversations.sendToConversation(to, activity, longestSending);
  return id;
}

/** Replaces a message that was sent before. */
export const replace = (activity: Partial<Activity>, { conversations }: Connector): Promise<unknown> =>
  conversations.updateActivity(activity.conversation?.id ?? '', activity.id ?? '', activity, longestSending);

/** The HTTP status that an error tells of. */
export const statusOf = (error: unknown): number | undefined =>
  isNativeError(error) && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined;

/** Trouble with our own credentials, time-outs, conflicts and throttling pass; other refusals do not. */
const passing = new Set([401, 408, 412, 429]);
export const isRefusedForGood = (error: unknown): boolean => {
  const status = statusOf(error);
  return status !== undefined && status >= 400 && status < 500 && !passing.has(status);
};

/** The headers stay the SDK's own object, since their `get` needs it. */
const throttled = z.object({ response: z.object({ headers: z.custom<{ get(name: string): unknown }>(hasGet) }) });
function hasGet(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function';
}

/** Milliseconds that the connector asks to wait. */
export function retryAfter(error: unknown): number | undefined {
  const read = throttled.safeParse(error);
  const seconds = read.success ? Number(read.data.response.headers.get('retry-after')) : Number.NaN;
  return seconds > 0 ? Math.min(longestWait, seconds * 1_000) : undefined;
}

/** Milliseconds to wait before the next try, of so many that failed. */
export const restAfter = (error: unknown, failures: number): number =>
  retryAfter(error) ?? Math.min(longestWait, 1_000 * 2 ** (failures - 1));
