import type { Entry, Log } from './answerLog.ts';

const longer = new WeakMap<Log, WeakMap<Entry, Log>>();

/** A log with what a turn added: the very same log for the same entries, so that what it shows is computed once. */
export const extended = (log: Log, added: readonly Entry[]): Log => added.reduce(extendedByOne, log);

function extendedByOne(log: Log, entry: Entry): Log {
  const known = longer.get(log) ?? new WeakMap<Entry, Log>();
  const result = known.get(entry) ?? { head: log.head, entries: [...log.entries, entry] };
  longer.set(log, known.set(entry, result));
  return result;
}
