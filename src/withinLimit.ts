import { isNativeError } from 'node:util/types';
import type { RateLimiterMemory } from 'rate-limiter-flexible';

/** The library rejects with a result when the limit is reached, and with an Error when it fails. */
export async function withinLimit(limiter: RateLimiterMemory, key: string, points = 1): Promise<boolean> {
  try {
    await limiter.consume(key, points);
    return true;
  } catch (reached) {
    if (isNativeError(reached)) throw reached;
    return false;
  }
}
