import { isNativeError } from 'node:util/types';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';

/**
 * Teams allows 7 a second, 8 in 2 s and 60 in 30 s to a conversation, edits included: what is read gets the larger part.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
const shares = { messages: [6, 45], folds: [2, 15] } as const;

const limiters = (kind: keyof typeof shares) => [
  new RateLimiterMemory({ keyPrefix: `${kind} 2`, points: shares[kind][0], duration: 2 }),
  new RateLimiterMemory({ keyPrefix: `${kind} 30`, points: shares[kind][1], duration: 30 }),
];

/** What counts sendings of one kind. */
export function sendingLimit(kind: keyof typeof shares) {
  const all = limiters(kind);
  return {
    /** Counts one; resolves with the milliseconds until it may go, 0 for now. */
    async take(conversation: string): Promise<number> {
      for (const limit of all) {
        const wait = await waitFor(limit, conversation);
        if (wait > 0) return wait;
      }
      return 0;
    },
  };
}

async function waitFor(limit: RateLimiterMemory, conversation: string): Promise<number> {
  try {
    await limit.consume(conversation);
    return 0;
  } catch (reached) {
    if (isNativeError(reached)) throw reached;
    return Math.max(1, limitResult.parse(reached).msBeforeNext satisfies RateLimiterRes['msBeforeNext']);
  }
}

const limitResult = z.object({ msBeforeNext: z.number() });
