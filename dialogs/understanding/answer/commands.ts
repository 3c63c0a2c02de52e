import type { QuestionId } from '../../../machines/findings.ts';
import type { Command, Heard } from '../../heard.ts';
import type { Language } from '../phrases/language.ts';
import { withoutOverlaps } from '../phrases/phraseBook.ts';
import { isInside, overlap } from '../readings/spans.ts';

type HeardCommand = Extract<Heard, { kind: 'command' }>;

const longestCommand = 30;

/** "Do not stop" stops nothing; "isn't there a nurse" asks for one. */
const undoes: ReadonlySet<Command> = new Set(['stop', 'restart', 'erase', 'back', 'change']);

/** Said in passing by those who answer. */
const asides: ReadonlySet<Command> = new Set(['worry', 'why', 'help']);

/** The command that a message is, polite words aside; undefined when it is none. */
export function wholeCommand(words: readonly string[], language: Language): HeardCommand | undefined {
  const bare = words.filter((word) => !/^[^\p{L}\d]/u.test(word));
  if (bare.length > longestCommand) return undefined;
  const polite = language.said.polite.find(bare);
  const starts = new Set([0]);
  for (const at of [...Array(bare.length).keys()])
    if (starts.has(at)) for (const { start, end } of polite) if (start === at) starts.add(end);
  const found = language.commands.whole
    .find(bare)
    .filter(({ start, end }) => starts.has(start) && isPolite(bare.slice(end), language))
    .reduce<{ start: number; end: number; means: Command } | undefined>(
      (best, each) => (best && best.end - best.start >= each.end - each.start ? best : each),
      undefined,
    );
  return found && named(found.means, bare, language);
}

/** A command within a longer message: only phrases that can hardly be anything else, when nothing else (`said`) is said. */
export function commandWithin(
  words: readonly string[],
  said: readonly { readonly start: number; readonly end: number }[],
  isAsked: boolean,
  language: Language,
): HeardCommand | undefined {
  const found = withoutOverlaps(language.commands.anywhere.find(words));
  const longest = found.reduce<(typeof found)[number] | undefined>(
    (best, each) => (best && best.end - best.start > each.end - each.start ? best : each),
    undefined,
  );
  if (!longest || said.some(({ start, end }) => start < longest.start || end > longest.end)) return undefined;
  // "I'm afraid of it, but so far it's only the toe" goes on to answer
  const goesOn = language.clauses.contrast
    .find(words)
    .some(({ start, end }) => start >= longest.end && end < words.length && found.every((each) => each.start < end));
  if (isAsked && goesOn && asides.has(longest.means)) return undefined;
  const negated = language.negation.before
    .find(words)
    .some(
      (each) =>
        each.end <= longest.start && longest.start - each.end < 4 && words[each.end] !== ',' && !isInside(each, found),
    );
  // who only plans to call one asks for none now
  const isPlanned =
    language.doubt.conditions.find(words).length > 0 &&
    language.doubt.plans.find(words).some((each) => overlap(each, longest));
  if (longest.means === 'ambulance' && isPlanned) return undefined;
  return negated && undoes.has(longest.means) ? undefined : named(longest.means, words, language);
}

/** Whether another answer than that to the question asked is to be changed. */
export const changesAnother = (asked: QuestionId, words: readonly string[], language: Language): boolean => {
  const names = withoutOverlaps(language.questionNames.find(words));
  return (
    language.commands.anywhere.find(words).some(({ means }) => means === 'change') &&
    names.length > 0 &&
    names.every(({ means }) => means !== asked)
  );
};

function isPolite(words: readonly string[], language: Language): boolean {
  let rest = words;
  while (rest.length > 0) {
    const ends = language.said.polite.find(rest).flatMap(({ start, end }) => (start === 0 ? [end] : []));
    if (ends.length === 0) return false;
    rest = rest.slice(Math.max(...ends));
  }
  return true;
}

function named(command: Command, words: readonly string[], language: Language): HeardCommand {
  const [name] = command === 'language' ? language.languageNames.find(words) : [];
  const [question] =
    command === 'change' || command === 'why' ? withoutOverlaps(language.questionNames.find(words)) : [];
  return {
    kind: 'command',
    command,
    ...(name && { language: name.means }),
    ...(question && { question: question.means }),
  };
}
