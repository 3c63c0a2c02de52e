import { type Answer, answersTo, type QuestionId } from '../../machines/findings.ts';
import type { Language } from './language.ts';

const longestOption = 12;

const isMark = (word: string): boolean => /^[.,;:]$/u.test(word);

/** A button's words before the first mark: "both sides, it started on the left". */
export function openingOption(words: readonly string[], question: QuestionId, language: Language): Answer | undefined {
  const begins = words.findIndex((word) => !isMark(word));
  const ends = words.findIndex((word, at) => at > begins && isMark(word));
  const first = words.slice(begins, Math.max(begins, ends));
  const inWords = language.options.find(first).some(({ means }) => 'question' in means && means.question === question);
  const isSmall = language.said.acknowledgement.find(first).some(({ end, start }) => end - start === first.length);
  const option = inWords && !isSmall ? optionIn(first, question, language) : undefined;
  return option === answersTo(question)[0] ? undefined : option; // a "none" is weighed with what follows it
}

/** A button's words or its number, when they are the whole message, small words aside. */
export function optionIn(words: readonly string[], question: QuestionId, language: Language): Answer | undefined {
  const bare = words.filter((word) => !/^[^\p{L}\d]/u.test(word));
  if (bare.length > longestOption) return undefined;
  const denied = language.said.negationBefore.find(bare);
  const corrections = language.said.correction.find(bare);
  const figures = language.mentions.find(bare).filter(({ means }) => means.is === 'figure');
  const found = language.options.find(bare).flatMap(({ means, start, end }) => {
    if (figures.some((each) => each.start < end && start < each.end)) return [];
    const around = bare.filter(
      (_, at) => (at < start || at >= end) && !corrections.some((each) => each.start <= at && at < each.end),
    );
    const isDenied = denied.some((each) => each.start < start || each.start >= end);
    const isWhole = !isDenied && around.every((word) => language.words.fillers.has(word));
    if ('question' in means) {
      const value = answersTo(question).find((each) => means.question === question && each === means.value);
      return isWhole && value ? [{ value, length: end - start + 0.5 }] : []; // "one" is one leg before it is number one
    }
    const numbered = answersTo(question).at(means.ordinal < 0 ? -1 : means.ordinal - 1);
    return around.length === 0 && numbered ? [{ value: numbered, length: end - start }] : [];
  });
  const longest = Math.max(0, ...found.map(({ length }) => length));
  const values = new Set(found.filter(({ length }) => length === longest).map(({ value }) => value));
  return values.size === 1 ? [...values][0] : undefined;
}
