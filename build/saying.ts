import type { Lexicon } from '../dialogs/understanding/lexicon.ts';
import { listsOf } from '../dialogs/understanding/phrases/language.ts';
import { type Pattern, readPattern } from '../dialogs/understanding/phrases/patterns.ts';

/** One of some, by chance. Throws an Error where there is none. */
export function oneOf<Each>(some: readonly Each[], random: () => number): Each {
  const one = some[Math.floor(random() * some.length)];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
}

/** One way, by chance, to say what a phrase of a lexicon says. */
export function sayingOf(lexicon: Lexicon, random: () => number): (phrase: string) => string {
  const lists = listsOf(lexicon);
  const wordsOf = (element: Pattern[number]): readonly string[] => {
    switch (element.is) {
      case 'words':
        return [oneOf([...element.words, ...element.beginnings], random)];
      case 'gap':
        return [];
      case 'number':
        return [String(element.from)];
      case 'choice':
        return element.optional && random() < 0.5 ? [] : oneOf(element.of.all, random).flatMap(wordsOf);
    }
  };
  return (phrase) => readPattern(phrase, lists).flatMap(wordsOf).join(' ');
}
