import type { Language } from '../phrases/language.ts';
import type { Read } from '../readings/readings.ts';
import { covers } from '../readings/spans.ts';

/** Surely nothing to do with anybody's health: greetings, thanks and the like with little else, or another subject. */
export function isOffTopic({ words, mentions, readings }: Read, left: readonly number[], { said }: Language): boolean {
  if (readings.length > 0 || mentions.some(({ means }) => means.is !== 'figure')) return false;
  const smallTalk = said.smallTalk.find(words);
  if (smallTalk.length > 0) return left.filter((at) => !covers(smallTalk, at)).length <= 2;
  return said.otherSubjects.find(words).length > 0;
}
