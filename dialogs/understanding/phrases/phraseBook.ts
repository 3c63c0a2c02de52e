import { isMark } from '../words/tokens.ts';
import { couldMatch, isAmong, matchesAt } from './patternMatching.ts';
import { byFirstWord, type Lists, leastWords, neededIn, type Pattern, readPattern } from './patterns.ts';

/** One phrase found: tokens `start` up to but not including `end`, and what it means. */
export type Found<Meaning> = {
  readonly start: number;
  readonly end: number;
  readonly means: Meaning;
};

export type PhraseBook<Meaning> = {
  readonly patterns: readonly Pattern[];
  /** Every phrase found anywhere, the longest of each pattern at each place. */
  readonly find: (words: readonly string[]) => readonly Found<Meaning>[];
};

export type Entry<Meaning> = { readonly say: readonly string[]; readonly means: Meaning };

/** Words from which on it pays to sort out first the phrases that cannot stand in a message. */
const longMessage = 30;

/**
 * A book of phrases.
 * @param stops the words that no gap of a pattern crosses.
 * @param dangles whether words end with one that belongs to what comes after it: "no stents, just a".
 */
export function phraseBook<Meaning>(
  entries: readonly Entry<Meaning>[],
  lists: Lists,
  stops: (word: string) => boolean,
  dangles: (words: readonly string[]) => boolean = () => false,
): PhraseBook<Meaning> {
  const phrases = entries.flatMap(({ say, means }) => say.map((each) => phraseOf(readPattern(each, lists), means)));
  const beginningWith = byFirstWord(phrases, ({ pattern }) => pattern);
  const possibleAmong = (present: ReadonlySet<string>): ((word: string) => readonly (typeof phrases)[number][]) => {
    const possible = new Map<string, readonly (typeof phrases)[number][]>();
    return (word) => {
      const known = possible.get(word) ?? beginningWith(word).filter(({ pattern }) => couldMatch(pattern, present));
      possible.set(word, known);
      return known;
    };
  };
  const search = (words: readonly string[]): readonly Found<Meaning>[] => {
    const found: Found<Meaning>[] = [];
    const present = new Set(words);
    const candidates = words.length > longMessage ? possibleAmong(present) : beginningWith;
    for (const [start, word] of words.entries())
      for (const { pattern, least, needed, means } of candidates(word)) {
        if (start + least > words.length) continue;
        if (needed !== undefined && !needed.some((each) => isAmong(each, present))) continue;
        const ends = matchesAt(pattern, words, start, stops);
        if (ends.length === 0) continue;
        const whole = ends.filter(
          (end) => words[end - 1] !== ',' && (isMark(words[end]) || !dangles(words.slice(start, end))),
        );
        found.push({ start, end: Math.max(...(whole.length > 0 ? whole : ends)), means });
      }
    return found;
  };

  // the same words are looked through many times in a row; a map of them all takes longer than it saves
  let [last, found]: readonly [readonly string[] | undefined, readonly Found<Meaning>[]] = [undefined, []];
  return {
    patterns: phrases.map(({ pattern }) => pattern),
    find: (words) => {
      if (words !== last) [last, found] = [words, search(words)];
      return found;
    },
  };
}

const phraseOf = <Meaning>(pattern: Pattern, means: Meaning) => ({
  pattern,
  least: leastWords(pattern),
  needed: neededIn(pattern),
  means,
});

/** Whether words that a pattern does not spell may stand in it. */
export const hasGap = (pattern: Pattern): boolean =>
  pattern.some((each) => each.is === 'gap' || (each.is === 'choice' && each.of.all.some(hasGap)));

/** Of overlapping phrases the longest stands; of equally long ones the earlier, then the one first in the book. */
export function withoutOverlaps<Meaning>(all: readonly Found<Meaning>[]): readonly Found<Meaning>[] {
  const longestFirst = [...all].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const taken = new Set<number>();
  return longestFirst
    .filter(({ start, end }) => {
      const places = Array.from({ length: end - start }, (_, place) => start + place);
      if (places.some((place) => taken.has(place))) return false;
      for (const place of places) taken.add(place);
      return true;
    })
    .sort((a, b) => a.start - b.start);
}
