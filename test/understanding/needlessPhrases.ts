/**
 * What a lexicon could do without: `npm run -s needless-phrases` prints each phrase that says only what another of the
 * same list says.
 */
import { type Lexicon, lexiconLanguages, readLexicon } from '../../dialogs/understanding/lexicon.ts';
import { listsOf } from '../../dialogs/understanding/phrases/language.ts';
import { matchesAt } from '../../dialogs/understanding/phrases/patternMatching.ts';
import { byFirstWord, type Pattern, readPattern } from '../../dialogs/understanding/phrases/patterns.ts';
import { hasGap } from '../../dialogs/understanding/phrases/phraseBook.ts';

/** Words on their own, not phrases: they are looked up as they stand. */
const wordLists =
  /^grammar\.(about|commonWords|dictionaries|replace|endings|negation\.typed|dates)|^symptoms\.findings\.\d+\.(question|value)/u;

/** Every list of phrases in a lexicon, under the path to it. */
function phraseLists(lexicon: Lexicon): readonly (readonly [string, readonly string[]])[] {
  const { grammar, answers, commands, symptoms } = lexicon;
  const within = (of: unknown, path: string): readonly (readonly [string, readonly string[]])[] => {
    if (typeof of !== 'object' || of === null || wordLists.test(path)) return [];
    const strings = Object.values(of).flatMap((each) => (typeof each === 'string' ? [each] : []));
    if (Array.isArray(of) && strings.length === of.length) return [[path, strings]];
    return Object.entries(of).flatMap(([name, each]) => within(each, `${path}.${name}`));
  };
  return Object.entries({ grammar, answers, commands, symptoms }).flatMap(([name, of]) => within(of, name));
}

/** Every list of phrases of a language, under the path to it, with their patterns. */
export function phrasesOf(language: string) {
  const lexicon = readLexicon(language);
  const lists = listsOf(lexicon);
  return phraseLists(lexicon).map(
    ([path, said]) => [path, said.map((text) => ({ text, pattern: readPattern(text, lists) }))] as const,
  );
}

/** Phrases that say more are left out: it would take too long. */
const most = 5_000;

/** Everything that a pattern says, or nothing where that is too much; a made word stands for the rest of a word and for gaps. */
function sayings(pattern: Pattern): readonly (readonly string[])[] {
  let all: readonly (readonly string[])[] = [[]];
  for (const element of pattern) {
    const own = sayingsOf(element);
    if (own.length === 0 || all.length * own.length > most) return [];
    all = all.flatMap((said) => own.map((more) => [...said, ...more]));
  }
  return all;
}

function sayingsOf(element: Pattern[number]): readonly (readonly string[])[] {
  switch (element.is) {
    case 'words':
      return [...element.words, ...element.beginnings.flatMap((each) => [each, `${each}zq`])].map((each) => [each]);
    case 'gap':
      return [[], ['zq'], ['zq', 'zq']];
    case 'number':
      return [[String(element.from)], [String(element.to)]];
    case 'choice': {
      const each = element.of.all.map(sayings);
      return each.some(({ length }) => length === 0) ? [] : [...(element.optional ? [[]] : []), ...each.flat()];
    }
  }
}

/** The phrases of a language that say only what another of the same list says. */
export const needlessIn = (language: string): readonly string[] =>
  phrasesOf(language).flatMap(([path, all]) => {
    // a list of single words may be looked up word by word
    const several = path.startsWith('grammar') ? all.filter(({ text }) => /[^\p{L}\d'-]/u.test(text)) : all;
    const beginningWith = byFirstWord(all, ({ pattern }) => pattern);
    return several.flatMap(({ text, pattern }, at) => {
      const said = sayings(pattern);
      const covers = (other: Pattern): boolean =>
        said.every((words) => matchesAt(other, words, 0, () => false).includes(words.length));
      const by = beginningWith(said[0]?.[0] ?? '').find(
        (other) => other !== several[at] && !hasGap(other.pattern) && said.length > 0 && covers(other.pattern),
      );
      return by ? [`${path}: "${text}" is said by "${by.text}"`] : [];
    });
  });

if (import.meta.main)
  for (const language of lexiconLanguages)
    for (const needless of needlessIn(language)) console.log(`${language}.${needless}`);
