import type { Language } from '../phrases/language.ts';

/** Where the words after the last correction in the middle begin: "left. No wait, right." */
export function afterCorrection(words: readonly string[], language: Language): number {
  const ends = language.said.corrections.find(words).flatMap(({ start, end }) => (start > 0 ? [end] : []));
  return Math.max(0, ...ends.filter((end) => end < words.length));
}
