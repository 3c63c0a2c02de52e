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
  /** A denial before it may be of it too, or not: "no fever, difficulty passing urine". */
  readonly perhapsDenied?: true;
  /** Nothing beside a calm present: only supposed, or `over`; or at a time long `past`. */
  readonly gone?: 'over' | 'past';
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
  // what is old is there still, but for what was at a time long ago; a course of months ago may have turned
  const isLongAgo = (when.ago || question === 'weaknessCourse') && (when.days ?? 0) > sixWeeks;
  const isGone = (gone || isLongAgo) && !(meant !== undefined && isReassuring(question, meant));
  const isPlain = said !== 'doubtful' && !doubted && timed.certain;
  return {
    question,
    says: isNot || saysNone ? 'isNot' : 'is',
    value: saysNone ? undefined : meant,
    guess: named(timed.guess ?? timed.value),
    certain: !claim.unsure && isPlain && !(isNot && (claim.undeniable || saysNone)),
    ...(isGone && { gone: gone ? ('over' as const) : ('past' as const) }),
    ...(said === 'doubtful' && deniedBy.length > 0 && !doubted && timed.certain && { perhapsDenied: true }),
    whole: claim.whole || saysNone,
    start,
    end,
  };
}

type Timed = { readonly value: string | undefined; readonly guess: string | undefined; readonly certain: boolean };

/** What time does to a finding: old and unchanged, over, or recent or past for an operation. What is not old counts as told. */
function atTime({ question, value, guess }: Pick<Claim, 'question' | 'value' | 'guess'>, when: When): Timed {
  const { old, ago, changed, unchanged } = when;
  const isOver = when.over !== undefined;
  const asIs = { value, guess, certain: true };
  const unclear = { value, guess: guess ?? value, certain: false };
  const perhaps = (likeliest: Answer): Timed => ({ value: undefined, guess: likeliest, certain: false });
  if (value === 'by time') {
    // of two operations the last one counts
    const isPast = when.days === undefined ? old : when.days > sixWeeks;
    const time = isPast ? 'past' : when.days === undefined ? undefined : 'recent';
    return { value: time, guess: time, certain: true };
  }
  if (!old) return asIs;
  if (value === 'longstanding') return changed ? unclear : asIs; // "all my life, but more now"
  const longstanding = { value: 'longstanding', guess: 'longstanding', certain: true };
  switch (question) {
    case 'bladder':
    case 'bowel':
      if (value === 'constipation') return changed ? asIs : longstanding;
      if (changed || value === 'unsure' || value === deniedValue(question)) return asIs;
      if (isOver) return unclear;
      if (unchanged) return longstanding;
      return ago ? unclear : perhaps('longstanding');
    case 'infection':
      return unclear;
    case 'trauma':
      return perhaps('none');
    case 'claustrophobia':
      return isOver ? perhaps('no') : asIs;
    case 'legPain':
      return changed ? asIs : value === 'both' ? perhaps('one') : unclear;
    case 'sensoryOrReflex':
      // CLINICAL §1: old, examined and unchanged, all three
      if (unchanged && when.examined && !changed) return longstanding;
      return isOver ? unclear : asIs;
    case 'saddleNumbness':
      // "I feel it all as I always did"
      if (value === deniedValue(question) && unchanged && !isOver) return asIs;
      return isOver || !changed ? unclear : asIs;
    case 'legWeakness':
      return isOver || ago ? unclear : asIs;
    default:
      return asIs;
  }
}
