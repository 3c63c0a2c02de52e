import type { Answer, QuestionId, Role } from '../../../machines/findings.ts';
import { answersFine, deniedValue } from '../answer/settle.ts';
import type { Language } from '../phrases/language.ts';
import type { Mention } from '../phrases/mentions.ts';
import type { Found } from '../phrases/phraseBook.ts';
import { mentionsIn } from '../phrases/spokenMentions.ts';
import type { Token } from '../words/tokens.ts';
import { answersIn, type SpokenAnswer } from './answers.ts';
import { claimsIn } from './claims.ts';
import { type Part, partsOf } from './clauses.ts';
import { contextReader } from './context.ts';
import { courseReadings } from './course.ts';
import { widened } from './extent.ts';
import { isInside, type Span } from './spans.ts';
import { type Time, timesIn } from './time.ts';
import { timeOnlyReadings, weigh } from './weigh.ts';

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
  /** For `isNot`: it denies all that the question asks, not only one of its signs. */
  readonly whole: boolean;
};

/** A message read: its phrases, what stands as an answer by itself, and what it says about the questions. */
export type Read = {
  readonly tokens: readonly Token[];
  readonly words: readonly string[];
  readonly mentions: readonly Found<Mention>[];
  readonly answers: readonly SpokenAnswer[];
  readonly parts: readonly Part[];
  /** Every time that it names. */
  readonly times: readonly Time[];
  readonly readings: readonly Reading[];
  /** What is said of other people. */
  readonly ofOthers: readonly Reading[];
  /** All that it tells of is a condition, or denied: "they said to come back if I go numb". */
  readonly onlyConditions: boolean;
  /** The words that were needed for the readings, those about other people among them, but not a sign of a writer who is not the patient. */
  readonly used: readonly Span[];
};

/** Everything that a message says about the questions, read in the order phrases → claims → context. */
export function read(
  tokens: readonly Token[],
  asked: QuestionId | undefined,
  today: Date,
  role: Role,
  language: Language,
): Read {
  const words = tokens.map(({ word }) => word);
  const mentions = mentionsIn(words, asked, language);
  const inside = (span: Span): boolean =>
    mentions.some(
      (each) => each.start <= span.start && span.end <= each.end && each.end - each.start > span.end - span.start,
    );
  const answers = answersIn(words, language).filter((each) => !inside(each));
  const firm = answers.filter(({ means }) => means === 'yes' || means === 'no' || means === 'fine');
  const taken = [...mentions.map((each) => ({ ...each, denies: isDenial(each.means) })), ...firm];
  const parts = partsOf(words, mentions, taken, language);
  const unchanged = language.time.unchanged.find(words);
  const complains = ({ means }: Found<Mention>): boolean =>
    means.is === 'feature'
      ? means.feature !== 'fine' && means.feature !== 'better'
      : means.is === 'finding' && (means.value ?? means.guess) !== deniedValue(means.question);
  // "I go as I always did, but it leaks": what comes after it is no more as always
  const isLast = ({ end }: Span): boolean => !mentions.some((each) => each.start >= end && complains(each));
  const phrases = mentions.filter(
    ({ means, ...span }) =>
      means.is === 'figure' ||
      (means.is === 'finding' &&
        means.value !== undefined &&
        means.value !== 'longstanding' &&
        !keepsTime(means.question) &&
        // "for years, nothing is new": that it is unchanged is said of what was told before
        !(
          means.value === deniedValue(means.question) &&
          isLast(span) &&
          unchanged.some((each) => isInside(each, [span]))
        )),
  );
  const speaking = mentions.filter(
    ({ means }) => means.is !== 'figure' && (means.is !== 'finding' || means.question !== asked),
  );
  const contextOf = contextReader(tokens, parts, taken, phrases, speaking, today, role, language);

  const used: Span[] = [];
  const ofOthers: Reading[] = [];
  const claims = claimsIn(words, mentions, parts, asked, language).map((claim) => ({
    claim,
    context: contextOf(claim),
  }));
  const claimed = claims.flatMap(({ claim, context }): Reading[] => {
    const reading = weigh(claim, context);
    // a carer's "fine, he says, but I saw it drag" may be of the patient after all: it is left over
    if (context.whose !== 'writer' || reading.says === 'isNot')
      used.push(claim.core, ...(claim.place ? [claim.place] : []), ...context.deniedBy);
    if (context.whose === 'patient') return [reading];
    ofOthers.push(reading);
    return [];
  });
  const times = timesIn(words, today, language);
  const weighed = widened(claimed, words, parts, mentions, contextOf, language);
  const readings = [
    ...weighed,
    ...timeOnlyReadings(words, weighed, asked, answers, mentions, times, today, language),
    ...courseReadings(words, parts, mentions, weighed, asked, contextOf, used, times, today, language),
  ];
  return {
    tokens,
    words,
    mentions,
    answers: agreed(answers, readings, unchanged, asked),
    parts,
    times,
    readings,
    ofOthers,
    onlyConditions:
      claims.some(({ context }) => context.conditional) &&
      claims.every(({ context: { conditional, polarity } }) => conditional || polarity === 'negated'),
    used,
  };
}

/** "Yes, it feels normal": that yes agrees with what it says; but "yes, same as always" may say that it is there. */
function agreed(
  answers: readonly SpokenAnswer[],
  readings: readonly Reading[],
  unchanged: readonly Span[],
  asked: QuestionId | undefined,
): readonly SpokenAnswer[] {
  const own = readings.filter(({ question }) => question === asked);
  const allWell = own.every(({ says }) => says === 'isNot') && unchanged.length === 0;
  const isHow = asked !== undefined && answersFine.has(asked);
  const isWell = (each: Reading): boolean => each.whole && each.certain && each.guess !== undefined;
  // "I have been well" is no "I have"
  const agrees = ({ means, elliptical, start, end }: SpokenAnswer): boolean =>
    allWell &&
    means === 'yes' &&
    own.some((each) => isWell(each) && each.start > start && (isHow || (elliptical && each.start <= end)));
  return answers.map((each) => (agrees(each) ? { ...each, means: 'fine' as const } : each));
}

/** A phrase that says that all is well: "no fever". */
const isDenial = (means: Mention): boolean =>
  means.is === 'finding' && means.value !== undefined && means.value === deniedValue(means.question);

/** Phrases of these questions may hold their own time: "a fusion in 2018". */
const keepsTime = (question: QuestionId): boolean =>
  question === 'spinalSurgery' || question === 'trauma' || question === 'pregnancy';
