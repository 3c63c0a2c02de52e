import type { Answer, QuestionId } from '../../../machines/findings.ts';
import type { Learned, Likelihood } from '../likely/likelihoods.ts';
import { isOnly } from '../phrases/nothingBut.ts';
import type { Read } from '../readings/readings.ts';
import { covers } from '../words/spans.ts';
import { isMark } from '../words/tokens.ts';
import { saidWords } from './saidWords.ts';
import { isOutdated, isTakenBack } from './takenBack.ts';

/** What likeness to labelled sentences says of an answer. */
export type LikelyAnswer = {
  /** The likeliest first; none where nothing was learned, where there are but whole answers, or where a misspelt word may be a "no". */
  readonly values: readonly Likelihood[];
  /** Whether each word left over stands in labelled sentences that are not grave. */
  readonly isKnown: boolean;
  readonly isTakenBack: (value: Answer) => boolean;
  readonly isOutdated: boolean;
  readonly leavesWords: boolean;
  /** Of the words left over one denies, or stands after a "but". */
  readonly mayOppose: boolean;
  /** Whoever speaks for the patient speaks of themselves too: "I haven't, but mum has". */
  readonly isOfWriter: boolean;
  /** Whether something else is told too ("normal. my foot has dropped"): of such messages it has learned little. */
  readonly tellsMore: boolean;
};

/** @param left the places of the words left over, whatever it means. */
export function likelyAnswer(
  question: QuestionId,
  message: Read,
  left: readonly number[],
  { likelihoods, mildWords }: Learned,
): LikelyAnswer {
  const { text, words, tokens, answers, readings, role, language } = message;
  const { self, possessive } = language.people;
  const { negation, clauses } = language;
  const contrasts = clauses.contrast.find(words);
  // "no", "fine" and no more: what a whole answer means needs no judge; "no but there has been some" does
  const isNothing = isOnly(language.said.nothing.find(words), words, language); // that nothing is felt, or the matter
  const isWhole = words.every((word, at) => isMark(word) || covers(answers, at));
  // "I cnat say I leak": to likeness it is "I leak"
  const mayDeny = tokens.some(({ maybeNegation }) => maybeNegation);
  const values = isWhole || mayDeny ? [] : likelihoods(text, question, saidWords(message, left));
  return {
    values,
    isKnown:
      !isNothing &&
      left.every((at) => mildWords.has(words[at] ?? '') && !(isOfStrength(question) && mrcGrade.test(words[at] ?? ''))),
    isTakenBack: (value) => isTakenBack(message, value),
    isOutdated: isOutdated(message),
    leavesWords: left.length > 0,
    mayOppose: left.some((at) => negation.before.has(words[at]) || contrasts.some(({ end }) => at >= end)),
    isOfWriter: role !== 'self' && words.some((word) => self.has(word) && !possessive.has(word)),
    tellsMore: readings.some(
      (each) =>
        each.question !== question &&
        !(question === 'weaknessCourse' && each.question === 'legWeakness') &&
        each.says === 'is' &&
        (each.certain || each.perhapsDenied),
    ),
  };
}

/** "ADF R 3 L 5": a grade of strength (Medical Research Council) that no phrase reads may tell of weakness. */
const mrcGrade = /^[0-4]([+-]|$)/u;
const isOfStrength = (question: QuestionId): boolean => question === 'legWeakness' || question === 'weaknessCourse';

/** How likely it is that one of these values is meant. */
export const chanceOf = (values: readonly Likelihood[], some: readonly (string | undefined)[]): number =>
  values.reduce((sum, { value, probability }) => (some.includes(value) ? sum + probability : sum), 0);
