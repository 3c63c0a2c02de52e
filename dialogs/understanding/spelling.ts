import distance from 'damerau-levenshtein';

export type Spelling = {
  readonly correct: (word: string) => string;
  readonly maybeNegation: (word: string) => boolean;
};

const shortestCorrected = 5;

/**
 * Typos. A word that the language or the lexicon knows is left alone; an unknown one of five letters or more becomes the
 * one lexicon word that is one slip away (two from nine letters). A negation is never corrected to, nor away.
 */
export function spelling(
  lexiconWords: ReadonlySet<string>,
  negations: readonly string[],
  isKnown: (word: string) => boolean,
): Spelling {
  const targets = Map.groupBy(
    [...lexiconWords].filter((word) => word.length >= shortestCorrected && /^\p{L}+$/u.test(word)),
    (word) => word.slice(0, 1),
  );
  const seen = new Map<string, string>();

  const nearest = (word: string): string => {
    const slips = word.length >= 9 ? 2 : 1;
    let best = word;
    let fewest = slips + 1;
    for (const target of targets.get(word.slice(0, 1)) ?? []) {
      if (Math.abs(target.length - word.length) > slips) continue;
      const { steps } = distance(word, target);
      if (steps < fewest) [best, fewest] = [target, steps];
    }
    return best;
  };

  return {
    correct: (word) => {
      const squeezed = word.replace(/(\p{L})\1+/gu, '$1'); // "yeahh"
      if (squeezed !== word && !isKnown(word) && isKnown(squeezed) && !negations.includes(squeezed)) return squeezed;
      if (word.length < shortestCorrected || word.length > 20 || !/^\p{L}+$/u.test(word) || isKnown(word)) return word;
      const already = seen.get(word);
      if (already !== undefined) return already;
      const corrected = nearest(word);
      if (seen.size > 5000) seen.clear(); // a stream of nonsense must not fill the memory
      seen.set(word, corrected);
      return corrected;
    },
    maybeNegation: (word) =>
      word.length >= 2 &&
      word.length <= 8 &&
      /^\p{L}+$/u.test(word) &&
      !isKnown(word) &&
      negations.some(
        (negation) => Math.abs(negation.length - word.length) <= 1 && distance(word, negation).steps === 1,
      ),
  };
}
