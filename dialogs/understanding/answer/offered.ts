import type { QuestionId } from '../../../machines/findings.ts';
import { isReassuring } from '../gravity.ts';
import type { Read } from '../readings/readings.ts';
import { chanceOf, type LikelyAnswer } from './likelyAnswer.ts';
import type { Settled } from './settle.ts';

/** From here on a calm half is offered whatever stands after it: "I'm afraid to leak, but it all works as it should". */
const likelyCalm = 0.9;

/**
 * What is offered for one tap of what was settled. "Normal, but a thin dribble": what follows "but" and was not understood
 * may take the calm half back, so that is not proposed.
 * @param left the places of the words left over.
 */
export function offered(
  question: QuestionId,
  settled: Settled,
  { values }: LikelyAnswer,
  { words, language }: Read,
  left: readonly number[],
): Settled {
  if (settled.is !== 'doubt' || settled.guess === undefined || !isReassuring(question, settled.guess)) return settled;
  if (chanceOf(values, [settled.guess]) > likelyCalm) return settled;
  const isOpen = language.clauses.contrast.find(words).some(({ end }) => left.some((at) => at >= end));
  return isOpen ? { is: 'doubt', guess: undefined } : settled;
}
