import { answersTo, type QuestionId } from '../../../machines/findings.ts';
import { isReassuring } from '../gravity.ts';
import type { Likelihood } from '../likely/likelihoods.ts';
import type { Read } from '../readings/readings.ts';
import { isGraver, worthATap } from './proposals.ts';
import type { Settled } from './settle.ts';
import { turnedBy } from './takenBack.ts';

/**
 * What is offered for one tap of what was settled or proposed; it is believed no more for that.
 * @param left the places of the words left over.
 */
export const offered = (
  question: QuestionId,
  settled: Settled,
  message: Read,
  left: readonly number[],
  likely: readonly Likelihood[],
): Settled => withoutCalm(question, notTurned(question, settled, message, likely), message, left);

/**
 * No side that was not named, and no mild value while something turns it round ("fine until
 * Friday"), but the likeliest of the graver ones, if one stands out.
 */
function notTurned(question: QuestionId, settled: Settled, message: Read, likely: readonly Likelihood[]): Settled {
  if (settled.is !== 'doubt' || settled.guess === undefined) return settled;
  const { guess } = settled;
  const { sides } = message.language;
  const isNamed = sides.find(message.words).some(({ means }) => means === guess);
  const isSide = guess === 'left' || guess === 'right';
  if (isSide && !isNamed && sides.idle(message.words).length > 0) return { is: 'doubt', guess: undefined }; // "nothing left"
  if (turnedBy(message, guess).length === 0) return settled;
  const graver = answersTo(question).filter((value) => isGraver(question, value, guess));
  const alike = likely.filter(({ value }) => graver.some((each) => each === value));
  const all = alike.reduce((sum, { probability }) => sum + probability, 0);
  const likeliest = alike.find(({ probability }) => probability > all * worthATap);
  return { is: 'doubt', guess: graver.find((value) => value === likeliest?.value) };
}

/** "Normal, but a thin dribble": what follows "but" and was not understood may take the calm half back, so that is not proposed. */
function withoutCalm(asked: QuestionId, own: Settled, { words, language }: Read, left: readonly number[]): Settled {
  if (own.is !== 'doubt' || own.guess === undefined || !isReassuring(asked, own.guess)) return own;
  const isOpen = language.clauses.contrast.find(words).some(({ end }) => left.some((at) => at >= end));
  return isOpen ? { is: 'doubt', guess: undefined } : own;
}
