import { readLexicon } from '../dialogs/understanding/lexicon.ts';
import { dictionaryWords } from './dictionaryWords.ts';
import { randomNumbers } from './randomNumbers.ts';

const longest = 12;

/**
 * Lines of words at random, every other one of everyday words, the same ones for the same seed. They tell of nothing: without
 * them one in ten was likely to be an emergency.
 */
export function nonsense(language: string, lines: number, seed = 1): readonly string[] {
  const { grammar, commonWords } = readLexicon(language);
  const known = [commonWords, grammar.dictionaries.flatMap((name) => [...dictionaryWords(name)])];
  const random = randomNumbers(seed);
  return Array.from({ length: lines }, (_, line) => {
    const words = known[line % 2] ?? [];
    const length = 2 + Math.floor(random() * (longest - 1));
    return Array.from({ length }, () => words[Math.floor(random() * words.length)] ?? '').join(' ');
  });
}
