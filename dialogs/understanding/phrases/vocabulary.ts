import type { Lexicon } from '../lexicon.ts';
import { type Spelling, spelling } from '../words/spelling.ts';
import { plain } from '../words/tokens.ts';
import { hasWord } from '../words/wordSet.ts';
import { type Element, spelledIn } from './patterns.ts';
import type { PhraseBook } from './phraseBook.ts';

type Vocabulary = Spelling & {
  /** 0 for the commonest word of the language; far beyond all others for one that it does not have. */
  readonly rankOf: (word: string) => number;
  readonly isWord: (word: string) => boolean;
};

/** The spelling of a language: its everyday words and all words of its lexicon are known. */
export function spellingOf(
  { grammar, words, commonWords }: Lexicon,
  books: readonly PhraseBook<unknown>[],
): Vocabulary {
  const everyday = everydayWords(commonWords);
  const whole = new Set(Object.keys(grammar.dates.numbers).map(plain));
  const beginnings = new Set<string>();
  const seen = new Set<Element>();
  for (const spelled of books.flatMap(({ patterns }) => patterns.flatMap((each) => spelledIn(each, seen)))) {
    for (const word of spelled.words) whole.add(word);
    for (const beginning of spelled.beginnings) if (beginning.length > 2) beginnings.add(beginning);
  }
  const isBegun = (word: string): boolean =>
    Array.from(word, (_, at) => word.slice(0, at + 1)).some((part) => beginnings.has(part));
  const isSpoken = (word: string): boolean => everyday.has(word) || whole.has(word);
  const isWord = (word: string): boolean => isSpoken(word) || isBegun(word) || hasWord(words, word);
  return {
    ...spelling(new Set([...whole, ...beginnings]), grammar.negation.typed, isWord, grammar),
    isWord,
    rankOf: (word) => everyday.get(word) ?? (isSpoken(word) ? rankOfLexiconWords : rankOfUnknownWords),
  };
}

const rankOfLexiconWords = 3_000;
const rankOfUnknownWords = 30_000;

/** The lists hold abbreviations among their rarer short words, and those may be typos of "no" or "not". */
const surelyWords = 1500;

/** By their place among all words, the commonest first. */
function everydayWords(mostFrequentFirst: readonly string[]): ReadonlyMap<string, number> {
  return new Map(
    mostFrequentFirst
      .map((word, rank) => [plain(word.trim()), rank] as const)
      .filter(([word, rank]) => word.length > 3 || rank < surelyWords)
      .toReversed(),
  );
}
