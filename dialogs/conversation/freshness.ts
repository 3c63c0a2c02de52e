import { isDeepStrictEqual } from 'node:util';
import { type Entry, isOfTheCourse, type Log, revision } from '../../machines/answerLog.ts';
import type { Shown, Verb } from '../cardActions.ts';
import { askedIn, type Proposal } from './asides.ts';

/**
 * Whether a tap or a typed message still belongs to what is asked now.
 * `repeated`: the very same was taken already (a double tap, a retry), so it counts once.
 * `old`: something else was settled since it was shown.
 */
export function freshness(
  log: Log,
  shown: Shown,
  done: Verb | { readonly typed: string },
): 'current' | 'repeated' | 'old' {
  const { head, entries } = log;
  const ofThisRun = shown.conversation === head.conversation && shown.log === head.number && shown.run === head.run;
  if (!ofThisRun || shown.revision > revision(log)) return 'old';
  const since = entries.slice(shown.revision);
  if ('verb' in done && (done.verb === 'confirm' || done.verb === 'decline'))
    return freshConfirmation(log, shown, done.verb);
  // What was filled in is said anew, whatever was answered meanwhile; only the very same again is a double tap.
  if ('verb' in done && done.verb === 'filled')
    return since.some((entry) => entry.kind === 'answered' && isDeepStrictEqual({ ...entry.findings }, done.answers))
      ? 'repeated'
      : 'current';
  const settled = since.find('typed' in done ? movesOn : settles);
  if (settled === undefined || ('verb' in done && informs(done))) return 'current';
  return tookAlready(settled, done) ? 'repeated' : 'old';
}

/** A card shown before one of these is old; the others settle nothing. */
const settles = ({ kind }: Entry): boolean =>
  kind === 'answered' || kind === 'undone' || kind === 'continued' || kind === 'stopped';

/** What was typed under one question answers no other one, and no "is that right?". */
const movesOn = (entry: Entry): boolean => settles(entry) || (askedIn(entry)?.kind ?? 'again') !== 'again';

/** Buttons that settle no answer are good on any card. */
const informs = ({ verb }: Verb): boolean =>
  verb !== 'answer' && verb !== 'back' && verb !== 'continue' && verb !== 'stop';

function tookAlready(settled: Entry, done: Verb | { readonly typed: string }): boolean {
  if ('typed' in done) return typedWords(settled) === done.typed;
  switch (done.verb) {
    case 'answer':
      return (
        settled.kind === 'answered' && settled.heard === undefined && settled.findings[done.question] === done.value
      );
    case 'back':
      return settled.kind === 'undone';
    case 'continue':
      return settled.kind === 'continued';
    case 'stop':
      return settled.kind === 'stopped';
    default:
      return false;
  }
}

/** The typed words that an entry records, or asks about. */
function typedWords(entry: Entry): string | undefined {
  if (entry.kind === 'answered') return entry.heard;
  const proposed = proposedIn(entry);
  return proposed?.kind === 'answered' ? proposed.heard : undefined;
}

/** What an entry asks a "yes" for. */
export function proposedIn(entry: Entry | undefined): Proposal | undefined {
  const asked = askedIn(entry);
  return asked?.kind === 'confirmation' ? asked.of : undefined;
}

/** A confirmation is good only for what it was shown with: the last that was `asked` before it. Notes lie between. */
function freshConfirmation(
  { entries }: Log,
  shown: Shown,
  verb: 'confirm' | 'decline',
): 'current' | 'repeated' | 'old' {
  const speaks = (entry: Entry) => entry.kind === 'asked' || isOfTheCourse(entry);
  const next = entries.slice(shown.revision).find(speaks);
  if (next === undefined) return 'current';
  const proposed = proposedIn(entries.slice(0, shown.revision).findLast(speaks));
  return proposed !== undefined && settledAs(proposed, verb, next) ? 'repeated' : 'old';
}

/** Whether an entry is what a "yes" or "no" to this proposal leads to. */
function settledAs(proposed: Proposal, verb: 'confirm' | 'decline', next: Entry): boolean {
  const goesOn = askedIn(next)?.kind === 'nothing';
  if (verb === 'decline') return goesOn && proposed.kind !== 'resumed';
  switch (proposed.kind) {
    case 'answered':
      return next.kind === 'answered' && isDeepStrictEqual(next.findings, proposed.findings);
    case 'undone':
      return next.kind === 'undone';
    case 'resumed':
      return goesOn;
    case 'restarted':
    case 'erased':
      return false; // these end the log
    default:
      return proposed satisfies never;
  }
}
