import type { Answer, QuestionId } from '../../../machines/findings.ts';
import type { Learned, Likelihood } from '../likely/likelihoods.ts';
import { complains } from '../phrases/mentions.ts';
import type { Read } from '../readings/readings.ts';
import { covers, range, type Span } from '../words/spans.ts';
import { isMark } from '../words/tokens.ts';
import { asksHowItIs, leftOver, takenBack } from './explained.ts';
import { saidWords } from './saidWords.ts';

/** What likeness to labelled sentences says of an answer. */
export type LikelyAnswer = {
  readonly values: readonly Likelihood[];
  /** How likely it is that it is no grave one, whatever was asked. */
  readonly mild: () => number;
  /** Whether each word that is left over, when it means this value, stands in labelled sentences that are not grave. */
  readonly isKnown: (value: Answer) => boolean;
  /** Whether no word is left over, whatever it means: "the rain wet my trousers" is understood, and tells of nothing. */
  readonly isAllRead: boolean;
};

/** @param left the places of the words left over, whatever it means. */
export function likelyAnswer(
  question: QuestionId,
  message: Read,
  left: readonly number[],
  { likelihoods, mildWords }: Learned,
): LikelyAnswer {
  const said = saidWords(message, left);
  const { text, words, mentions, answers, times, language } = message;
  const isOfNow = asksHowItIs.has(question) || question === 'weaknessCourse';
  // what was understood and does not agree is no unknown word: "normal. the son reports both feet drop"
  const speaks = (): readonly Span[] => [
    ...mentions.filter(({ means }) => means.is === 'finding' && complains(means)),
    ...answers,
    ...times,
    ...language.sides.find(words),
    // "not a day without getting worse"
    ...(question === 'weaknessCourse' ? language.negation.before.find(words) : []),
    ...subjectsBefore(message),
    ...unreadTails(message, left),
  ];
  return {
    values: likelihoods(text, question, said),
    mild: () => likelihoods(text, 'mild', said).find(({ value }) => value === 'yes')?.probability ?? 0,
    isAllRead: left.length === 0,
    isKnown: (value) => {
      if (isOfNow && takenBack(message, value).length > 0) return false;
      const spoken = speaks();
      return leftOver(message, value).every((at) => mildWords.has(words[at] ?? '') && !covers(spoken, at));
    },
  };
}

/** "No, the bull": after a "no" and nothing else, a part of one word or two that nobody understood may be the very thing. */
const unreadTails = ({ words, parts, readings, language: { said } }: Read, left: readonly number[]): readonly Span[] =>
  (readings.length > 0 ? [] : parts).filter((part) => {
    const told = range(part.start, part.end).filter((at) => !isMark(words[at]) && !said.small.has(words[at]));
    return told.length > 0 && told.length <= 2 && told.every((at) => left.includes(at));
  });

/** "La tensión es normal" and no more: the word before calm ones, with only small words between, is what they speak of. */
const subjectsBefore = ({ words, parts, calm, answers, language: { said, time } }: Read): readonly Span[] =>
  (parts.length === 1 ? [...calm, ...answers, ...time.unchanged.find(words)] : []).flatMap(({ start }) => {
    const at = words.findLastIndex((word, place) => place < start && !said.small.has(word));
    return at < 0 || isMark(words[at]) ? [] : [{ start: at, end: at + 1 }];
  });
