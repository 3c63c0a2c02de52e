import { type Entry, type Log, revision } from '../../machines/answerLog.ts';
import type { Shown, Verb } from '../cardActions.ts';

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
  if (shown.conversation !== head.conversation || shown.log !== head.number || shown.revision > revision(log))
    return 'old';
  const since = entries.slice(shown.revision);
  if ('verb' in done && (done.verb === 'confirm' || done.verb === 'decline'))
    return freshConfirmation(log, shown, done.verb);
  const settled = since.find(settles);
  if (settled === undefined || ('verb' in done && informs(done))) return 'current';
  return tookAlready(settled, done) ? 'repeated' : 'old';
}

/** A card shown before one of these is old; the others settle nothing. */
const settles = ({ kind }: Entry): boolean =>
  kind === 'answered' || kind === 'undone' || kind === 'continued' || kind === 'stopped';

/** Buttons that settle no answer are good on any card. */
const informs = ({ verb }: Verb): boolean =>
  verb !== 'answer' && verb !== 'back' && verb !== 'continue' && verb !== 'stop';

function tookAlready(settled: Entry, done: Verb | { readonly typed: string }): boolean {
  if ('typed' in done) return settled.kind === 'answered' && settled.heard === done.typed;
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

/** A confirmation is good only for what it was shown with: the `asked` entry just before it. */
function freshConfirmation(
  { entries }: Log,
  shown: Shown,
  verb: 'confirm' | 'decline',
): 'current' | 'repeated' | 'old' {
  const next = entries[shown.revision];
  if (next === undefined) return 'current';
  const declined = next.kind === 'asked' && next.asked.kind === 'nothing';
  const confirmed = next.kind === 'answered' || next.kind === 'undone';
  return (verb === 'decline' ? declined : confirmed) ? 'repeated' : 'old';
}
