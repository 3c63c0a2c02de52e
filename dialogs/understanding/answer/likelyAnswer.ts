import type { Answer, QuestionId } from '../../../machines/findings.ts';
import type { Learned, Likelihood } from '../likely/likelihoods.ts';
import type { Read } from '../readings/readings.ts';
import { covers } from '../words/spans.ts';
import { isMark } from '../words/tokens.ts';
import { saidWords } from './saidWords.ts';
import { isTakenBack } from './takenBack.ts';

/** What likeness to labelled sentences says of an answer. */
export type LikelyAnswer = {
  /** The likeliest first; none where nothing was learned, or where there are but whole answers. */
  readonly values: readonly Likelihood[];
  /**
   * Whether each word left over stands in labelled sentences that are not grave, no answer is hedged, nobody else is named
   * ("I haven't, but mum has", "my husband pees normally"), and nothing takes a value back.
   */
  readonly isPlain: (value: Answer) => boolean;
  /** Whether something else is told for certain too ("normal. my foot has dropped"): of such messages it has learned little. */
  readonly tellsMore: boolean;
};

/** @param left the places of the words left over, whatever it means. */
export function likelyAnswer(
  question: QuestionId,
  message: Read,
  left: readonly number[],
  { likelihoods, mildWords }: Learned,
): LikelyAnswer {
  const { text, words, answers, readings, language } = message;
  const named = new Set<string>(language.sides.find(words).map(({ means }) => means));
  // "no", "fine" and no more: what a whole answer means needs no judge
  const isWhole = words.every((word, at) => isMark(word) || covers(answers, at) || language.said.small.has(word));
  const values = isWhole ? [] : likelihoods(text, question, saidWords(message, left));
  return {
    values: question === 'legWeakness' ? ofNamedSides(values, named) : values,
    tellsMore: readings.some((each) => each.question !== question && each.says === 'is' && each.certain),
    isPlain: (value) =>
      !isTakenBack(message, value) &&
      !namesAnother(message) &&
      left.every((at) => mildWords.has(words[at] ?? '')) &&
      !answers.some(({ means }) => means === 'hedgedNo' || means === 'hedgedYes'),
  };
}

/** The one who tells names somebody else, or, telling of somebody else, themselves. */
function namesAnother({ words, role, language: { people } }: Read): boolean {
  const { self, possessive, relatives, strangers } = people;
  return words.some((word) =>
    role === 'self' ? relatives.has(word) || strangers.has(word) : self.has(word) && !possessive.has(word),
  );
}

/** A leg whose side was not named is weak, and no more is known. */
function ofNamedSides(values: readonly Likelihood[], named: ReadonlySet<string>): readonly Likelihood[] {
  const isUnnamed = (value: string): boolean => (value === 'left' || value === 'right') && !named.has(value);
  const unnamed = values.reduce((sum, { value, probability }) => (isUnnamed(value) ? sum + probability : sum), 0);
  return values
    .map(({ value, probability }) => ({
      value,
      probability: isUnnamed(value) ? 0 : value === 'present' ? probability + unnamed : probability,
    }))
    .toSorted((a, b) => b.probability - a.probability);
}
