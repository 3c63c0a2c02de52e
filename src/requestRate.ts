import { steadyClock } from './steadyClock.ts';

const minute = 60_000;
const mostRemembered = 10_000;

/** Counts the requests of each address in whole minutes. */
export function requestRate(mostPerMinute: number, wallClock: () => number) {
  const now = steadyClock(wallClock);
  let counts = new Map<string, number>();
  let since = now();

  /** False where the address has asked for as much as it may in this minute. */
  return function mayAsk(address: string): boolean {
    // Whoever has so many addresses is not counted by address.
    if (now() - since >= minute || counts.size >= mostRemembered) {
      counts = new Map();
      since = now();
    }
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    return count <= mostPerMinute;
  };
}
