import type { QuestionId } from '../../../machines/findings.ts';
import type { Feature, Side, Topic } from '../phrases/mentions.ts';
import { isOfLegs, sided } from './sides.ts';

/** What is said of a question. */
export type Meaning = {
  readonly question: QuestionId;
  readonly value: string | undefined;
  readonly guess?: string | undefined;
  /** It says that all is well: affirmed it denies the question. */
  readonly denies?: boolean;
  /** Negated (or, if it `denies`, affirmed) it denies the whole question. */
  readonly whole: boolean;
  /** Too loosely said to be certain. */
  readonly unsure?: boolean;
};

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
  const oneSide = isOfLegs(question) && side !== undefined && side !== 'both';
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
  if (topic === 'reflex') return 'sensoryOrReflex';
  if (topic === 'feeling') return asked === 'saddleNumbness' || isOfLegs(asked) ? asked : undefined;
  return isOfLegs(asked) ? asked : undefined;
}

const unspecified = (question: QuestionId): string | undefined =>
  question === 'bladder' || question === 'bowel' ? 'altered' : question === 'sensoryOrReflex' ? 'mild' : undefined;
