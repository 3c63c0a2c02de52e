import { languageOf } from './phrases/language.ts';
import { normalise, plain } from './words/tokens.ts';

/** How a message's language was told: `clearly` when several words say so, not one alone. */
export type Spoken = { readonly language: string; readonly clearly: boolean };

/** Logarithms of how much likelier the words are in another language than in the usual one. */
const likelier = 3;
const clearlyLikelier = 9;

/**
 * The language of a message, by how common its words are in each (a naive Bayes classifier with Zipf's law for the
 * frequencies). Words that both languages have in common, like "no", tell little; so do names and figures;
 * "L5" and "s/p" tell nothing, and one letter ("d" for "de") never speaks for another language.
 * @param usual the language that it is taken for unless the words say otherwise.
 */
export function spokenLanguage(text: string, usual: string, languages: readonly string[]): Spoken {
  const words = [...normalise(text).matchAll(/(?<![\p{L}\d/])\p{L}[\p{L}\p{M}]*(?![\p{L}\d/])/gu)].map(([word]) =>
    plain(word),
  );
  const here = languageOf(usual);
  const others = languages
    .filter((language) => language !== usual)
    .map((language) => {
      const there = languageOf(language);
      const speaks = (word: string): number => Math.log((here.rankOf(word) + 20) / (there.rankOf(word) + 20));
      const by = words.reduce((sum, word) => sum + (word.length === 1 ? Math.min(0, speaks(word)) : speaks(word)), 0);
      return { language, by };
    })
    .toSorted((one, other) => other.by - one.by);
  const [best] = others;
  return best !== undefined && best.by > likelier
    ? { language: best.language, clearly: best.by > clearlyLikelier }
    : { language: usual, clearly: true };
}
