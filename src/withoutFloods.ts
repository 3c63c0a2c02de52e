import type { EventLog } from './httpAnswers.ts';
import { steadyClock } from './steadyClock.ts';

const linesPerMinute = 30;
const minute = 60_000;

type Count = { since: number; lines: number };

/** A log whose lines of one kind stop for a while when they become many, so that no outsider can fill the disk. */
export function withoutFloods(log: EventLog, wallClock: () => number): EventLog {
  const now = steadyClock(wallClock);
  const counts = new Map<string, Count>(); // one for each message in the program
  const unlessMany =
    (level: keyof EventLog) =>
    (what: object, message: string): void => {
      const known = counts.get(message);
      const count = known === undefined || now() - known.since > minute ? { since: now(), lines: 0 } : known;
      counts.set(message, count);
      count.lines += 1;
      if (count.lines < linesPerMinute) log[level](what, message);
      else if (count.lines === linesPerMinute)
        log[level](what, `${message} (so often that further ones are left out for a minute)`);
    };
  return { info: unlessMany('info'), warn: unlessMany('warn'), error: unlessMany('error') };
}
