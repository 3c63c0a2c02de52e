import type { Read } from './evidence.ts';
import type { Language } from './language.ts';
import { covers } from './spans.ts';

/** Greetings, thanks and the like, with little else. */
export function isSmallTalk(words: readonly string[], { evidence }: Read, language: Language): boolean {
  const phrases = language.said.offTopic.find(words);
  const more = words.filter((word, at) => isContent(word, language) && !covers(phrases, at));
  return phrases.length > 0 && more.length <= 3 && evidence.every(({ certain }) => !certain);
}

/** A word that is more than grammar or politeness. */
const isContent = (word: string, { words }: Language): boolean =>
  /^\p{L}/u.test(word) &&
  ![words.fillers, words.auxiliaries, words.self, words.third, words.relatives, words.strangers].some((small) =>
    small.has(word),
  );

/** Small talk and other subjects: nothing in it is of the body, or it asks about something else. */
export function isOffTopic(words: readonly string[], read: Read, language: Language): boolean {
  const { evidence, speaksOf } = read;
  if (isSmallTalk(words, read, language)) return true;
  if (evidence.length > 0 || speaksOf === 'complaint' || words.length < 3) return false;
  const asks = language.said.interrogative.find(words).some(({ start }) => start === 0) || words.at(-1) === '?';
  const content = words.filter((word) => isContent(word, language));
  return asks || (speaksOf === 'nothing' && content.length > 1 && !content.some((word) => language.isOfSymptoms(word)));
}
