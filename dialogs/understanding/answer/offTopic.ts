import { names } from '../phrases/mentions.ts';
import type { Read } from '../readings/readings.ts';
import { covers } from '../words/spans.ts';

/** Surely nothing to do with anybody's health: greetings, thanks and the like with little else, or another subject. */
export function isOffTopic({ words, mentions, readings, language }: Read, left: readonly number[]): boolean {
  const complaints = language.mentions.find(words).filter(({ means }) => names(means, 'pain', 'elsewhere')); // "her back hurts" too
  if ([...readings, ...complaints].length > 0 || mentions.some(({ means }) => means.is !== 'figure')) return false;
  const smallTalk = language.said.smallTalk.find(words);
  if (smallTalk.length > 0) return left.filter((at) => !covers(smallTalk, at)).length <= 2;
  return language.said.otherSubjects.find(words).length > 0;
}
