import type { Duplex } from 'node:stream';

/** Milliseconds. No answer takes that long, and no reader needs that long for one. */
const longest = 60_000;
const swept = 5_000;

type Open = { readonly stream: Duplex; readonly since: number };

/**
 * Counts what each address holds open: requests until their answer has been taken, and sockets. Who holds too much is
 * refused; who holds a request for too long is cut off, whether by sending or by reading slowly.
 */
export function openRequests(most: number, now: () => number) {
  const held = new Map<string, number>(); // 0 < each <= most
  const requests = new Set<Open>();
  const sweep = setInterval(() => {
    for (const { stream, since } of requests) if (now() - since > longest) stream.destroy();
  }, swept).unref();

  return {
    /** False where the address holds as much as it may; `until` is what is closed when this ends. */
    hold(address: string, until: { once(event: 'close', then: () => void): unknown }): boolean {
      const holds = held.get(address) ?? 0;
      if (holds >= most) return false;
      held.set(address, holds + 1);
      until.once('close', () => {
        const left = (held.get(address) ?? 1) - 1;
        if (left === 0) held.delete(address);
        else held.set(address, left);
      });
      return true;
    },

    /** From now on the stream ends when `until` closes or the time is over, whichever is first. */
    limitTime(stream: Duplex, until: { once(event: 'close', then: () => void): unknown }): void {
      const open = { stream, since: now() };
      requests.add(open);
      until.once('close', () => requests.delete(open));
    },

    stop: (): void => clearInterval(sweep),
  };
}
export type OpenRequests = ReturnType<typeof openRequests>;
