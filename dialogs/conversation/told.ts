import { type Entry, extended, type Log } from '../../machines/answerLog.ts';
import { oncePer } from '../../machines/remembered.ts';
import { triage } from '../../machines/triage.ts';
import { isBelow } from '../../machines/urgency.ts';
import { decided } from '../../machines/urgencyRules.ts';
import { contentVersion } from '../contentVersion.ts';

/**
 * Entries with what the person is told by each that changes it. Pure.
 * Where other content makes less of the same answers than was told, that stays as it is: only an answer takes it back.
 */
export function withTold(log: Log, entries: readonly Entry[], content = contentVersion): readonly Entry[] {
  return entries
    .reduce(
      (before: Log, entry) =>
        extended(before, [content === contentVersion ? markedNow(before)(entry) : marked(before, entry, content)]),
      log,
    )
    .entries.slice(log.entries.length);
}

/** The log after these entries. */
export const afterwards = (log: Log, entries: readonly Entry[]): Log => extended(log, withTold(log, entries));

/** A turn asks several times what one entry would make of the log. */
const markedNow = oncePer((log: Log) => oncePer((entry: Entry) => marked(log, entry, contentVersion)));

function marked(log: Log, entry: Entry, content: string): Entry {
  if (entry.kind !== 'answered' && entry.kind !== 'undone' && entry.kind !== 'continued' && entry.kind !== 'stopped')
    return entry;
  const before = triage(log).context;
  const after = triage(extended(log, [entry])).context;
  const stands = after.told?.urgency ?? 'routine';
  const { urgency, rules } = decided(after.answers);
  const contentMadeItLess = isBelow(decided(before.answers).urgency, before.told?.urgency ?? 'routine');
  // Going back or on answers nothing: it lowers only what this content itself told, by a "not sure" that no longer counts.
  const mayLower = entry.kind === 'answered' ? !contentMadeItLess : after.told?.content === content;
  const changes = isBelow(stands, urgency) || (mayLower && isBelow(urgency, stands));
  return changes ? { ...entry, told: { urgency, rules, content } } : entry;
}
