import type { QuestionId } from '../../../machines/findings.ts';
import { isReassuring } from '../gravity.ts';
import type { Read } from '../readings/readings.ts';
import type { Settled } from './settle.ts';

/**
 * What is offered for one tap of what was settled. "Normal, but a thin dribble": what follows "but" and was not understood
 * may take the calm half back, so that is not proposed.
 * @param left the places of the words left over.
 */
export function offered(
  question: QuestionId,
  settled: Settled,
  { words, language }: Read,
  left: readonly number[],
): Settled {
  if (settled.is !== 'doubt' || settled.guess === undefined || !isReassuring(question, settled.guess)) return settled;
  const isOpen = language.clauses.contrast.find(words).some(({ end }) => left.some((at) => at >= end));
  return isOpen ? { is: 'doubt', guess: undefined } : settled;
}
