import distance from 'damerau-levenshtein';

export type Spelling = {
  readonly correct: (word: string) => string;
  readonly maybeNegation: (word: string) => boolean;
  /** The words that an unknown one is when it is parted: "mylegs" is "my legs". */
  readonly parted: (word: string) => readonly string[] | undefined;
};

/** How a language sounds, and which words are typed joined to the next one. */
export type Sounds = { readonly sounds: Readonly<Record<string, string>>; readonly joined: readonly string[] };

const shortestCorrected = 5;

/**
 * Typos. A word that the language or the lexicon knows is left alone; an unknown one of five letters or more becomes the
 * one lexicon word that is one slip away (two from nine letters). A negation is never corrected to, nor away.
 */
export function spelling(
  lexiconWords: ReadonlySet<string>,
  negations: readonly string[],
  isKnown: (word: string) => boolean,
  { sounds, joined }: Sounds,
): Spelling {
  const targets = byFirstLetter([...lexiconWords].filter((word) => word.length >= shortestCorrected));
  const seen = new Map<string, string>();
  const rules = Object.entries(sounds).map(([part, as]) => [new RegExp(part, 'gu'), as] as const);
  const soundOf = (word: string): string => rules.reduce((left, [part, as]) => left.replace(part, as), word);
  const bySound = new Map([...lexiconWords].filter((word) => word.length > 3).map((word) => [soundOf(word), word]));
  const longestFirst = joined.toSorted((one, other) => other.length - one.length);

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
      if (word.length < shortestCorrected || word.length > 20 || !/^\p{L}+$/u.test(word) || isKnown(word)) return word;
      const already = seen.get(word);
      if (already !== undefined) return already;
      const sounded = rules.length > 0 ? bySound.get(soundOf(word)) : undefined;
      const corrected = sounded ?? nearest(word);
      if (seen.size > 5000) seen.clear(); // a stream of nonsense must not fill the memory
      seen.set(word, corrected);
      return corrected;
    },
    parted: (word) => {
      if (isKnown(word) || !/^\p{L}{4,20}$/u.test(word)) return undefined;
      const first = longestFirst.find((each) => {
        const rest = word.startsWith(each) ? word.slice(each.length) : '';
        return joined.includes(rest) || (rest.length > 3 && lexiconWords.has(rest));
      });
      return first === undefined ? undefined : [first, word.slice(first.length)];
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

function byFirstLetter(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const word of words.filter((each) => /^\p{L}+$/u.test(each)))
    found.set(word.slice(0, 1), [...(found.get(word.slice(0, 1)) ?? []), word]);
  return found;
}
