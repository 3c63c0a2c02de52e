import { type Entry, extended, type Kept, type Log, type Told } from '../../machines/answerLog.ts';
import { oncePer } from '../../machines/remembered.ts';
import type { Standing } from '../../machines/standing.ts';
import { triage } from '../../machines/triage.ts';
import type { Triage } from '../../machines/triageMachine.ts';
import { isBelow } from '../../machines/urgency.ts';
import { decided, firedRules } from '../../machines/urgencyRules.ts';
import { contentVersion } from '../contentVersion.ts';

/**
 * Entries with what the person is told by each that changes it, or the rules that decide it. Pure.
 * Where this content makes less of the same answers than another had told, that stays, whatever is answered since.
 */
export const withTold = (log: Log, entries: readonly Entry[], content = contentVersion): readonly Entry[] =>
  afterwards(log, entries, content).entries.slice(log.entries.length);

/** The log after these entries. */
export const afterwards = (log: Log, entries: readonly Entry[], content = contentVersion): Log =>
  entries.reduce((before, entry) => next(before, content, entry), log);

/** What one entry made of a log. */
type Next = { readonly entry: Entry; readonly content: string; readonly log: Log };
const lastAsked = oncePer((_: Log): { next?: Next } => ({}));

/** A turn asks several times what one entry would make of the log. */
function next(log: Log, content: string, entry: Entry): Log {
  const asked = lastAsked(log);
  if (asked.next?.entry !== entry || asked.next.content !== content)
    asked.next = { entry, content, log: extended(log, [marked(log, entry, content)]) };
  return asked.next.log;
}

function marked(log: Log, entry: Entry, content: string): Entry {
  if (entry.kind !== 'answered' && entry.kind !== 'undone' && entry.kind !== 'continued' && entry.kind !== 'stopped')
    return entry;
  const stood = triage(log);
  const stands = triage(extended(log, [entry]));
  const [before, after] = [stood.context, stands.context];
  const { urgency, rules } = decidedAt(stands);
  // What going back, going on or stopping leave standing belongs to the answers that they leave.
  const kept = keptUnder(content, entry.kind === 'answered' ? before : after);
  const told: Told =
    kept !== undefined && !isBelow(kept.urgency, urgency)
      ? kept
      : { urgency, rules, content, ...(kept === undefined ? {} : { kept }) };
  const toldAlready = after.told ?? nothingTold;
  const changes =
    told.urgency !== toldAlready.urgency ||
    (entry.kind === 'answered' && told.rules.join() !== toldAlready.rules.join());
  const said = entry.kind === 'answered' && staysEarly(stood, stands) ? { ...entry, early: true } : entry;
  return changes ? { ...said, told } : said;
}

/** A person's answers lead to states that others' led to before. */
const decidedAt = oncePer(({ context }: Triage) => decided(context.answers));

/** The answer to the last question ends an early stop; where other content asks no more, no answer does. */
const staysEarly = (before: Triage, after: Triage): boolean =>
  before.context.stopped && (!after.hasTag('finished') || (before.hasTag('finished') && before.context.stoppedEarly));

const nothingTold: Pick<Told, 'urgency' | 'rules'> = { urgency: 'routine', rules: [] };

/** What other content told and this one does not make of the same answers: no answer to its questions takes that back. */
function keptUnder(content: string, { told, answers }: Pick<Standing, 'told' | 'answers'>): Kept | undefined {
  if (told === undefined || told.content === content) return told?.kept;
  const now = decided(answers);
  const firing: readonly string[] = now.urgency === told.urgency ? now.rules : firedRules(answers);
  const isMadeStill = !isBelow(now.urgency, told.urgency) && told.rules.every((rule) => firing.includes(rule));
  return isMadeStill ? told.kept : { urgency: told.urgency, rules: told.rules, content: told.content };
}
