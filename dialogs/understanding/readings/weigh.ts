import { type Answer, answersTo, type QuestionId } from '../../../machines/findings.ts';
import { deniedValue } from '../answer/settle.ts';
import type { Language } from '../phrases/language.ts';
import type { Mention } from '../phrases/mentions.ts';
import type { Found } from '../phrases/phraseBook.ts';
import type { SpokenAnswer } from './answers.ts';
import type { Claim } from './claims.ts';
import type { Context } from './context.ts';
import type { Polarity } from './negation.ts';
import type { Reading } from './readings.ts';
import { covers, type Span } from './spans.ts';
import { sixWeeks, type Time, type When, whenSaid } from './time.ts';

/** A claim with its context: negated or not, in doubt or not, and when. */
export function weigh(claim: Claim, { polarity, doubted, when }: Context): Reading {
  const turned = claim.denies ? flipped(polarity) : polarity;
  const said = turned;
  const { question, start, end } = claim;
  const isNot = said === 'negated' || (claim.denies && said === 'doubtful');
  const timed = said === 'negated' ? { value: claim.value, guess: claim.guess, certain: true } : atTime(claim, when);
  const named = (value: string | undefined): Answer | undefined => answersTo(question).find((each) => each === value);
  const none = deniedValue(question);
  // "Not fine", "does not walk on tiptoe": something, but what is not said.
  if (
    (claim.denies && said === 'affirmed') ||
    (said === 'negated' && claim.value !== undefined && claim.value === none)
  )
    return {
      question,
      says: 'is',
      value: undefined,
      guess: claim.value === undefined ? named(claim.guess) : undefined,
      certain: false,
      whole: false,
      start,
      end,
    };
  const saysNone = timed.value !== undefined && timed.value === none; // "male" about pregnancy
  const isPlain = said !== 'doubtful' && !doubted && timed.certain;
  return {
    question,
    says: isNot || saysNone ? 'isNot' : 'is',
    value: saysNone ? undefined : named(timed.value),
    guess: named(timed.guess ?? timed.value),
    certain: !claim.unsure && isPlain && !(isNot && (claim.denied === 'none' || saysNone)),
    ...(!isPlain && { inDoubt: true }),
    whole: claim.whole || (saysNone && !claim.ofSome),
    start,
    end,
  };
}

const flipped = (said: Polarity): Polarity =>
  said === 'affirmed' ? 'negated' : said === 'negated' ? 'affirmed' : said;

/** "Yes, in 2003", when an operation was asked about. */
export function timeOnlyReadings(
  words: readonly string[],
  others: readonly Reading[],
  asked: QuestionId | undefined,
  answers: readonly SpokenAnswer[],
  mentions: readonly Found<Mention>[],
  times: readonly Time[],
  today: Date,
  language: Language,
): readonly Reading[] {
  const saysYes = answers.some(({ means }) => means === 'yes');
  const namesPart = mentions.some(({ means, start }) => means.is === 'topic' && !covers(times, start)); // "five weeks back"
  const elsewhere = saysYes ? others.filter(({ question }) => question === asked) : others;
  const { small } = language.said;
  const spoken: readonly Span[] = [...answers, ...times];
  const isTime = words.every(
    (word, at) => !/^[\p{L}\d]/u.test(word) || small.has(word) || language.time.inYear.has(word) || covers(spoken, at),
  );
  if (asked !== 'spinalSurgery' || namesPart || elsewhere.length > 0 || !isTime) return [];
  const { value } = atTime(
    { question: asked, value: 'by time', guess: undefined },
    whenSaid(words, 0, words.length, today, language),
  );
  const named = answersTo(asked).find((each) => each === value);
  if (!named) return [];
  return [
    {
      question: asked,
      says: 'is',
      value: named,
      guess: named,
      certain: true,
      whole: false,
      start: 0,
      end: words.length,
    },
  ];
}

type Timed = { readonly value: string | undefined; readonly guess: string | undefined; readonly certain: boolean };

/** What time does to a finding: old and unchanged, over, too long ago, or recent or past for an operation. */
function atTime({ question, value, guess }: Pick<Claim, 'question' | 'value' | 'guess'>, when: When): Timed {
  const old = when.old || (when.days !== undefined && when.days >= 365);
  const asIs = { value, guess, certain: true };
  const unclear = { value, guess: guess ?? value, certain: false };
  if (value === 'longstanding' && when.changed) return unclear; // "all my life, but more now"
  switch (question) {
    case 'bladder':
    case 'bowel':
      if (value === 'constipation' && old && !when.changed)
        return { ...asIs, value: 'longstanding', guess: 'longstanding' };
      if (value === 'unsure' || value === 'constipation' || value === deniedValue(question)) return asIs;
      if (when.changed) return when.resolved && !old ? unclear : asIs;
      // "the same as yesterday" is not old
      if (when.unchanged && old) return { value: 'longstanding', guess: 'longstanding', certain: true };
      if (when.unchanged)
        return { value: undefined, guess: when.days === undefined ? 'longstanding' : (guess ?? value), certain: false };
      if (when.resolved || (old && when.ago)) return unclear;
      return old ? { value: undefined, guess: 'longstanding', certain: false } : asIs;
    case 'spinalSurgery': {
      if (value !== 'by time') return asIs;
      // "last year, and again a fortnight ago"; "in 2015, three days in hospital"
      if ((old || (when.longest >= 365 && !when.ago)) && when.days !== undefined && when.days <= sixWeeks)
        return { value: undefined, guess: 'recent', certain: true };
      if (old || (when.days !== undefined && when.days > sixWeeks))
        return { value: 'past', guess: 'past', certain: true };
      return when.days === undefined
        ? { value: undefined, guess: undefined, certain: true }
        : { value: 'recent', guess: 'recent', certain: true };
    }
    case 'infection':
      return when.resolved || (when.days !== undefined && when.days > sixWeeks) ? unclear : asIs;
    case 'trauma':
      return old || (when.days !== undefined && when.days > 28)
        ? { value: undefined, guess: 'none', certain: false }
        : asIs;
    case 'legPain':
      if (value === 'both' && old && !when.changed) return { value: undefined, guess: 'one', certain: false };
      return when.resolved || (old && !when.changed) ? unclear : asIs;
    case 'sensoryOrReflex':
      if (value === 'longstanding' && !when.resolved) return asIs; // the phrase says all three
      // CLINICAL §1: old, examined and unchanged, all three
      if (old && when.unchanged && when.examined && !when.changed)
        return { value: undefined, guess: 'longstanding', certain: false };
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
