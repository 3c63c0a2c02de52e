import { type Answer, answersTo, type QuestionId } from '../../../machines/findings.ts';
import { deniedValue, isReassuring } from '../gravity.ts';
import type { Span } from '../words/spans.ts';
import type { Claim } from './claims.ts';
import type { Context } from './context.ts';
import { sixWeeks, type When } from './time.ts';

/** One thing that a message says about one question, with how sure it is and the tokens it rests on. */
export type Reading = Span & {
  readonly question: QuestionId;
  readonly says: 'is' | 'isNot';
  /** The value that it says, or denies; undefined when it is there but which one is not certain. */
  readonly value: Answer | undefined;
  /** The likeliest value when `value` is not certain. */
  readonly guess: Answer | undefined;
  readonly certain: boolean;
  /** What stands around it leaves it in doubt: a hedge, a time, what may be a "no". */
  readonly inDoubt?: true;
  /** A denial before it may be of it too, or not: "no fever, difficulty passing urine". */
  readonly perhapsDenied?: true;
  /** Only supposed, or over: nothing beside a calm present. */
  readonly gone?: true;
  /** For `isNot`: it denies all that the question asks, not only one of its signs. */
  readonly whole: boolean;
};

/** That something is there: `guess` is likeliest where the value is not certain. */
export const present = (
  question: QuestionId,
  value: Answer | undefined,
  certain: boolean,
  { start, end }: Span,
  guess = value,
): Reading => ({ question, says: 'is', value, guess, certain, whole: false, start, end });

/** A claim with its context: negated or not, in doubt or not, and when. */
export function weigh(claim: Claim, { polarity, deniedBy, doubted, gone, when }: Context): Reading {
  const { question, value, guess, start, end } = claim;
  // "not fine" says that something is there
  const said = claim.denies && polarity !== 'doubtful' ? (polarity === 'affirmed' ? 'negated' : 'affirmed') : polarity;
  const isNot = said === 'negated' || (claim.denies && said === 'doubtful');
  const timed = said === 'negated' ? { value, guess, certain: true } : atTime(claim, when);
  const named = (one: string | undefined): Answer | undefined => answersTo(question).find((each) => each === one);
  const none = deniedValue(question);
  // "Not fine", "does not walk on tiptoe": something, but what is not said.
  if ((claim.denies && said === 'affirmed') || (said === 'negated' && value !== undefined && value === none))
    return present(question, undefined, false, claim, value === undefined ? named(guess) : undefined);
  const saysNone = timed.value !== undefined && timed.value === none; // "male" about pregnancy
  const meant = named(timed.value);
  // what is old is there still; a course of months ago may have turned
  const isGone =
    (gone || (question === 'weaknessCourse' && (when.days ?? 0) > sixWeeks)) &&
    !(meant !== undefined && isReassuring(question, meant));
  const isPlain = said !== 'doubtful' && !doubted && timed.certain;
  return {
    question,
    says: isNot || saysNone ? 'isNot' : 'is',
    value: saysNone ? undefined : meant,
    guess: named(timed.guess ?? timed.value),
    certain: !claim.unsure && isPlain && !(isNot && (claim.undeniable || saysNone)),
    ...(!isPlain && { inDoubt: true }),
    ...(isGone && { gone: true }),
    ...(said === 'doubtful' && deniedBy.length > 0 && !doubted && timed.certain && { perhapsDenied: true }),
    whole: claim.whole || (saysNone && !claim.ofSome),
    start,
    end,
  };
}

type Timed = { readonly value: string | undefined; readonly guess: string | undefined; readonly certain: boolean };

/** What time does to a finding: old and unchanged, over, too long ago, or recent or past for an operation. */
function atTime({ question, value, guess }: Pick<Claim, 'question' | 'value' | 'guess'>, when: When): Timed {
  const { old } = when;
  const asIs = { value, guess, certain: true };
  const unclear = { value, guess: guess ?? value, certain: false };
  if (value === 'longstanding' && when.changed) return unclear; // "all my life, but more now"
  switch (question) {
    case 'bladder':
    case 'bowel':
      if (value === 'constipation' && old && !when.changed)
        return { ...asIs, value: 'longstanding', guess: 'longstanding' };
      if (value === 'constipation') return when.resolved && !when.changed ? unclear : asIs;
      if (value === 'unsure' || value === deniedValue(question)) return asIs;
      if (when.over !== undefined && !when.changed) return unclear;
      if (when.changed) return when.resolved && !old ? unclear : asIs;
      // "the same as yesterday" is not old
      if (when.unchanged && old) return { value: 'longstanding', guess: 'longstanding', certain: true };
      if (when.unchanged)
        return { value: undefined, guess: when.days === undefined ? 'longstanding' : (guess ?? value), certain: false };
      if (when.resolved || (old && when.ago)) return unclear;
      return old ? { value: undefined, guess: 'longstanding', certain: false } : asIs;
    case 'spinalSurgery': {
      if (value !== 'by time') return asIs;
      const isPast = old || (when.days ?? 0) > sixWeeks;
      const time = isPast ? 'past' : when.days === undefined ? undefined : 'recent';
      return { value: time, guess: time, certain: true };
    }
    case 'infection':
      return when.resolved || (when.days !== undefined && when.days > sixWeeks) ? unclear : asIs;
    case 'trauma':
      return old || (when.days !== undefined && when.days > 28)
        ? { value: undefined, guess: 'none', certain: false }
        : asIs;
    case 'claustrophobia':
      return when.resolved ? { value: undefined, guess: 'no', certain: false } : asIs;
    case 'legPain':
      if (value === 'both' && old && !when.changed) return { value: undefined, guess: 'one', certain: false };
      return when.resolved || (old && !when.changed) ? unclear : asIs;
    case 'sensoryOrReflex':
      if (value === 'longstanding' && !when.resolved) return asIs; // the phrase says all three
      // CLINICAL §1: old, examined and unchanged, all three
      if (old && when.unchanged && when.examined && !when.changed)
        return { ...asIs, value: 'longstanding', guess: 'longstanding' };
      return when.resolved ? unclear : asIs;
    case 'saddleNumbness':
      // "I feel it all as I always did"
      if (value === deniedValue(question) && when.unchanged && !when.resolved) return asIs;
      return when.resolved || (old && !when.changed) ? unclear : asIs;
    case 'legWeakness':
      return when.resolved || (when.ago && old) ? unclear : asIs;
    default:
      return asIs;
  }
}
