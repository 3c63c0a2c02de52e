import { type Answer, answersTo, type QuestionId } from '../../../machines/findings.ts';
import type { Likelihoods } from '../likely/likelihoods.ts';
import { deniedValue, gravest, type Settled } from './settle.ts';

/** A likeliest answer below this is no better than to ask again. */
const worthATap = 0.4;

/** An opening below this gets the first question, where the same words are asked for. */
const surelyUrgent = 0.8;

/**
 * What the phrases left open, proposed by likeness to labelled sentences: never believed, only offered for one tap. A guess
 * of the phrases gives way to a graver one alone.
 */
export function proposed(question: QuestionId, settled: Settled, text: string, likelihoods: Likelihoods): Settled {
  if (settled.is === 'value' || settled.is === 'present') return settled;
  const [likeliest] = likelihoods(text, question);
  const guess = answersTo(question).find((value) => value === likeliest?.value);
  if (!likeliest || guess === undefined || likeliest.probability < worthATap) return settled;
  const known = settled.is === 'doubt' ? settled.guess : undefined;
  return known === undefined || isGraver(question, guess, known) ? { is: 'doubt', guess } : settled;
}

/** Whether a text looks like one that tells of an emergency, where no phrase of it does. */
export const looksUrgent = (text: string, likelihoods: Likelihoods): boolean =>
  likelihoods(text, 'emergency').some(({ value, probability }) => value === 'emergency' && probability > surelyUrgent);

function isGraver(question: QuestionId, one: Answer, other: Answer): boolean {
  const order = gravest(question);
  const place = (value: Answer): number => (value === 'unsure' ? order.length - 1.5 : order.indexOf(value));
  return one !== 'unsure' && one !== deniedValue(question) && place(one) < place(other);
}
