import { steadyClock } from '../../steadyClock.ts';

/** Of those that are told "busy": at once, and milliseconds that one waits until others have been. */
const atOnce = 20;
const longestWait = 1_000;
/** Milliseconds in which nobody is told the same again. */
const told = 30_000;
const mostRemembered = 10_000;

/**
 * Bounds what is said to those who are turned away, so that a flood of newcomers does not become a flood of sendings:
 * each hears the same only once in a while, and no more are told at once than the channel takes.
 */
export function tellings(wallClock: () => number) {
  const now = steadyClock(wallClock);
  const lately = new Map<string, number>(); // the longest ago first
  let underWay = 0; // <= atOnce
  const waiting = new Set<() => void>();

  function isNews(what: string): boolean {
    for (const [name, at] of lately) {
      if (lately.size < mostRemembered && at > now() - told) break;
      lately.delete(name);
    }
    if (lately.has(what)) return false;
    lately.set(what, now());
    return true;
  }

  /** False where too many are being told. */
  function place(): Promise<boolean> {
    if (underWay < atOnce) {
      underWay += 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const get = (): void => {
        clearTimeout(patience);
        resolve(true);
      };
      const patience = setTimeout(() => {
        waiting.delete(get);
        resolve(false);
      }, longestWait);
      waiting.add(get);
    });
  }

  /** Hands the place on to who waits longest. */
  function leave(): void {
    const [next] = waiting;
    if (next === undefined) underWay -= 1;
    else {
      waiting.delete(next);
      next();
    }
  }

  return {
    /**
     * @param what the conversation, and what it is told.
     * @returns whether it was told, now or a moment ago.
     */
    async tell(what: string, send: () => Promise<void>): Promise<boolean> {
      if (!isNews(what)) return true;
      if (!(await place())) {
        lately.delete(what);
        return false;
      }
      try {
        await send();
        return true;
      } catch (error) {
        lately.delete(what);
        throw error;
      } finally {
        leave();
      }
    },
  };
}
export type Tellings = ReturnType<typeof tellings>;
