import type { QuestionId } from '../../../machines/findings.ts';
import type { Feature, Side, Topic } from '../phrases/mentions.ts';
import type { Claim } from './claims.ts';
import { sided } from './sides.ts';

type Meaning = Pick<Claim, 'question' | 'value' | 'whole'> &
  Partial<Pick<Claim, 'guess' | 'denies' | 'denied' | 'unsure'>>;

/** What a complaint of a body part says. "Fine" about a leg answers only the question that was asked about legs. */
export function meaningOf(
  kind: Feature,
  topic: Topic,
  side: Side | undefined,
  located: boolean,
  asked: QuestionId | undefined,
): Meaning | undefined {
  if (topic === 'elsewhere' || kind === 'worse' || kind === 'better') return undefined;
  const question = questionOf(kind, topic, asked);
  if (!question) return undefined;
  const named = question === 'legWeakness' || question === 'sensoryOrReflex' || question === 'legPain';
  const oneSide = named && side !== undefined && side !== 'both';
  switch (kind) {
    case 'fine':
      return { question, value: undefined, denies: true, whole: !oneSide && topic !== 'reflex' };
    case 'weak':
      return question === 'legWeakness'
        ? { question, ...sided(question, side, topic === 'legs'), whole: !oneSide }
        : { question, value: undefined, guess: 'altered', whole: false };
    case 'numb':
    case 'tingling':
      if (question === 'sensoryOrReflex')
        return {
          question,
          ...sided(question, side, topic === 'legs'),
          ...(kind === 'numb' && !located && !side && { value: undefined }),
          whole: kind === 'numb' && !oneSide,
        };
      if (question === 'saddleNumbness') return { question, value: 'yes', whole: kind === 'numb' };
      return { question, value: 'altered', whole: false };
    case 'pain':
      return question === 'legPain'
        ? {
            question,
            ...sided(question, side, topic === 'legs'),
            ...(!located && !side && { value: undefined }), // "this pain": where it is was not said
            whole: !oneSide,
          }
        : undefined;
    case 'trouble':
      return {
        unsure: question === 'legWeakness',
        question,
        value: undefined,
        guess: question === 'saddleNumbness' ? 'yes' : unspecified(question),
        whole: true,
      };
    case 'strange':
      if (question === 'saddleNumbness') return { question, value: 'yes', whole: true };
      return {
        question,
        value: undefined,
        guess: unspecified(question),
        unsure: question === 'legWeakness',
        whole: true,
      };
  }
}

function questionOf(kind: Feature, topic: Topic, asked: QuestionId | undefined): QuestionId | undefined {
  if (topic === 'below' && (asked === 'bladder' || asked === 'bowel')) return asked;
  if (topic === 'saddle' || topic === 'below') return kind === 'pain' || kind === 'weak' ? undefined : 'saddleNumbness';
  if (topic === 'bladder' || topic === 'bowel') return kind === 'pain' || kind === 'tingling' ? undefined : topic;
  if (topic === 'reflex' && kind !== 'fine') return undefined;
  if (kind === 'weak') return topic === 'feeling' ? undefined : 'legWeakness';
  if (kind === 'numb' || kind === 'tingling') return topic === 'feeling' ? undefined : 'sensoryOrReflex';
  if (kind === 'pain') return topic === 'feeling' ? undefined : 'legPain';
  const aboutLegs = asked === 'legWeakness' || asked === 'sensoryOrReflex' || asked === 'legPain';
  if (topic === 'reflex') return 'sensoryOrReflex';
  if (topic === 'feeling') return asked === 'saddleNumbness' || aboutLegs ? asked : undefined;
  return aboutLegs ? asked : undefined;
}

const unspecified = (question: QuestionId): string | undefined =>
  question === 'bladder' || question === 'bowel' ? 'altered' : question === 'sensoryOrReflex' ? 'mild' : undefined;
