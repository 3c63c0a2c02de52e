import { type Answer, answersTo, finding, type QuestionId } from '../../../machines/findings.ts';
import { emergencyRules } from '../../../machines/urgencyRules.ts';
import type { Likelihoods } from '../likely/likelihoods.ts';
import { deniedValue, gravest, type Settled } from './settle.ts';

/** From here on a likely answer is worth a tap; a graver one than the words said for certain, only when much likelier. */
const worthATap = 0.4;
const worthADoubt = 0.9;

/**
 * What the phrases left open, proposed by likeness to labelled sentences. It is never believed: it makes a guess, or turns
 * a mild answer into the guess of a graver one. It takes nothing back that is grave.
 */
export function proposed(question: QuestionId, settled: Settled, text: string, likelihoods: Likelihoods): Settled {
  if (settled.is === 'present') return settled;
  const [likeliest] = likelihoods(text, question);
  const value = answersTo(question).find((each) => each === likeliest?.value);
  if (!likeliest || value === undefined) return settled;
  const known = settled.is === 'value' ? settled.value : settled.is === 'doubt' ? settled.guess : undefined;
  if (settled.is === 'value')
    return isGraver(question, value, settled.value) &&
      isEmergency(question, value) &&
      likeliest.probability > worthADoubt
      ? { is: 'doubt', guess: value }
      : settled;
  if (known === undefined) return likeliest.probability > worthATap ? { is: 'doubt', guess: value } : settled;
  return isGraver(question, value, known) && likeliest.probability > worthATap
    ? { is: 'doubt', guess: value }
    : settled;
}

/** Whether a text looks like one that tells of an emergency, where no phrase of it does. */
export const looksUrgent = (text: string, likelihoods: Likelihoods): boolean =>
  likelihoods(text, 'emergency').some(({ value, probability }) => value === 'emergency' && probability > surelyUrgent);

const surelyUrgent = 0.8;

const isEmergency = (question: QuestionId, value: Answer): boolean =>
  emergencyRules(finding(question, value) ?? {}).length > 0;

function isGraver(question: QuestionId, one: Answer, other: Answer): boolean {
  const order = gravest(question);
  const place = (value: Answer): number => (value === 'unsure' ? order.length - 1.5 : order.indexOf(value));
  return one !== 'unsure' && one !== deniedValue(question) && place(one) < place(other);
}
