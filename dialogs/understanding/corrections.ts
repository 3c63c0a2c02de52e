import { type Answer, answersTo, type Findings, finding, type QuestionId } from '../../machines/findings.ts';
import type { Language } from './language.ts';
import { optionIn } from './options.ts';

/** Where the words after each correction in the middle begin, the last one first: "left. No wait, right." */
export function afterCorrections(words: readonly string[], language: Language): readonly number[] {
  const ends = language.said.correction.find(words).flatMap(({ start, end }) => (start > 0 ? [end] : []));
  return [...new Set(ends)].filter((end) => end < words.length).toReversed();
}

/** "Sorry, it was the right one", when something else is asked: the side of the weak leg. */
export function correctedSide(asked: QuestionId, words: readonly string[], language: Language): Findings | undefined {
  if (asked === 'legWeakness' || asked === 'legPain' || language.said.correction.find(words).length === 0)
    return undefined;
  const option: Answer | undefined = optionIn(words, 'legWeakness', language);
  return option && answersTo('legWeakness').slice(1, 4).includes(option) ? finding('legWeakness', option) : undefined;
}
