import type { Language, WholeAnswer } from './language.ts';

/** A yes, no, "not sure" or "fine" that a message opens with, and where the words after it begin. */
export type Opening = {
  readonly answer: WholeAnswer;
  readonly start: number;
  readonly rest: number;
  /** Nothing but small words follows. */
  readonly alone: boolean;
};

const isMark = (word: string | undefined): boolean => word === undefined || /^[^\p{L}\d]/u.test(word);

/**
 * The answer that a message opens with; undefined when it opens otherwise. "No" in "no numbness" is a negation of what
 * follows and no answer by itself: an opening ends at a mark, a new clause, or nothing but small words.
 */
export function openingOf(words: readonly string[], language: Language): Opening | undefined {
  const { fillers } = language.words;
  const found = language.answers.find(words);
  const small = (word: string | undefined): boolean => isMark(word) || fillers.has(word ?? '');
  let start = 0;
  while (start < words.length) {
    const here = found.filter((each) => each.start === start);
    const longest = here.reduce<(typeof here)[number] | undefined>(
      (best, each) => (best && best.end >= each.end ? best : each),
      undefined,
    );
    if (longest && !(longest.means === 'unsureOnly' && longest.end < words.length)) {
      const { end, means } = longest;
      const alone = words.slice(end).every(small);
      const closed = alone || means === 'yes' || isMark(words[end]) || opensClause(words, end, language);
      if (closed) return { answer: means, start, rest: end, alone };
    }
    if (!small(words[start])) return undefined;
    start++;
  }
  return undefined;
}

function opensClause(words: readonly string[], at: number, { words: { starts, and }, said }: Language): boolean {
  const word = words[at] ?? '';
  return starts.has(word) || and.has(word) || said.contrast.find(words.slice(at, at + 3)).some(({ start }) => start === 0);
}
