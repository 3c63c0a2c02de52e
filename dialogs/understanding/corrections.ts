import { type Answer, answersTo, type Findings, finding, type QuestionId } from '../../machines/findings.ts';
import type { Language } from './language.ts';
import { optionIn } from './options.ts';

/** Where the words after a correction in the middle begin: "left. No wait, right." 0 when there is none. */
export function afterCorrection(words: readonly string[], language: Language): number {
  const last = language.said.correction.find(words).findLast(({ start }) => start > 0);
  return last && last.end < words.length ? last.end : 0;
}

/** "Sorry, it was the right one", when something else is asked: the side of the weak leg. */
export function correctedSide(asked: QuestionId, words: readonly string[], language: Language): Findings | undefined {
  if (asked === 'legWeakness' || asked === 'legPain' || language.said.correction.find(words).length === 0)
    return undefined;
  const option: Answer | undefined = optionIn(words, 'legWeakness', language);
  return option && answersTo('legWeakness').slice(1, 4).includes(option) ? finding('legWeakness', option) : undefined;
}
