import type { Lexicon } from '../lexicon.ts';
import { spelledIn } from '../phrases/patterns.ts';
import type { PhraseBook } from '../phrases/phraseBook.ts';
import { type Spelling, spelling } from './spelling.ts';
import { plain } from './tokens.ts';
import { hasWord } from './wordSet.ts';

/** The spelling of a language: its everyday words and all words of its lexicon are known. */
export function spellingOf(
  { grammar, answers, words, commonWords }: Lexicon,
  books: readonly PhraseBook<unknown>[],
): Spelling & { readonly rankOf: (word: string) => number; readonly isWord: (word: string) => boolean } {
  const spelled = books.flatMap(({ patterns }) => patterns.flatMap(spelledIn));
  const everyday = everydayWords(commonWords);
  const wholeWords = new Set([
    ...spelled.filter(({ whole }) => whole).map(({ spelled: word }) => word),
    ...timeWords(grammar.time),
  ]);
  const wordBeginnings = new Set(
    spelled.filter(({ whole, spelled: word }) => !whole && word.length > 2).map(({ spelled: word }) => word),
  );
  const startsKnown = (word: string): boolean =>
    Array.from({ length: word.length }, (_, length) => word.slice(0, length + 1)).some((part) =>
      wordBeginnings.has(part),
    );
  const fillers = new Set(answers.fillers);
  const isSpoken = (word: string): boolean => everyday.has(word) || wholeWords.has(word) || fillers.has(word);
  const isKnown = (word: string): boolean => isSpoken(word) || startsKnown(word) || hasWord(words, word);
  return {
    ...spelling(
      new Set([...wholeWords, ...wordBeginnings]),
      wordBeginnings,
      grammar.negation.typed,
      grammar.inflections,
      isKnown,
    ),
    isWord: isKnown,
    /** 0 for the commonest word of the language; far beyond all others for one that it does not have. */
    rankOf: (word) => everyday.get(word) ?? (isSpoken(word) ? rankOfLexiconWords : rankOfUnknownWords),
  };
}

const rankOfLexiconWords = 3_000;
const rankOfUnknownWords = 30_000;

const timeWords = (time: Lexicon['grammar']['time']): readonly string[] =>
  [...Object.keys(time.numbers), ...Object.values(time.units).flat(), ...time.filler].map(plain);

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
