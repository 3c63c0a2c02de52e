import type { Read } from '../readings/readings.ts';

/**
 * What the phrases of a message say, and how much of it nobody understood, spelled as words: likeness learns from them
 * beside the words that were typed.
 * @param left the places of the words left over.
 */
export function saidWords({ readings, answers, mentions, words }: Read, left: readonly number[]): readonly string[] {
  return [
    ...readings.flatMap(({ question, says, value, guess = value, certain }) => [
      `${question} ${says} ${guess}`,
      `${question} ${says} ${guess} ${certain}`,
    ]),
    ...answers.map(({ means }) => `answers ${means}`),
    ...mentions.map(({ means }) => `names ${Object.values(means).join(' ')}`),
    `left over ${Math.min(left.length, 3)}`,
    ...left.map((at) => `over ${words[at]}`),
  ];
}
