import type { Duplex } from 'node:stream';
import type { Ends } from './holders.ts';
import { steadyClock } from './steadyClock.ts';

/** Milliseconds. No answer takes that long, and no reader needs that long for one. */
const longest = 60_000;
const swept = 5_000;

/** Cuts off who holds a request for too long, whether by sending or by reading slowly. */
export function slowRequests(wallClock: () => number) {
  const now = steadyClock(wallClock);
  const open = new Set<{ readonly stream: Duplex; readonly since: number }>();
  const sweep = setInterval(() => {
    for (const { stream, since } of open) if (now() - since > longest) stream.destroy();
  }, swept).unref();

  return {
    /** The stream is destroyed unless `ends` closes in time. */
    watch(stream: Duplex, ends: Ends): void {
      const request = { stream, since: now() };
      open.add(request);
      ends.once('close', () => open.delete(request));
    },
    stop: (): void => clearInterval(sweep),
  };
}
