import type { Language, WholeAnswer } from './language.ts';

/** A yes, no, "not sure" or "fine" that a message opens with, and where the words after it begin. */
export type Opening = {
  readonly answer: WholeAnswer;
  readonly start: number;
  readonly rest: number;
  /** Nothing but small words follows. */
  readonly alone: boolean;
  /** A mark or the end follows, not another clause at once. */
  readonly closed: boolean;
};

const isMark = (word: string | undefined): boolean => word === undefined || /^[^\p{L}\d]/u.test(word);

/**
 * The answer that a message opens with; undefined when it opens otherwise. "No" in "no numbness" is a negation of what
 * follows and no answer by itself: an opening ends at a mark, a new clause, or nothing but small words.
 */
export function openingOf(words: readonly string[], language: Language): Opening | undefined {
  const { fillers } = language.words;
  const found: readonly FoundAnswer[] = [
    ...language.answers.find(words),
    ...language.elliptical.find(words).map((each) => ({ ...each, elliptical: true as const })),
  ];
  const small = (word: string | undefined): boolean => isMark(word) || fillers.has(word ?? '');
  for (let start = 0; start < words.length; start++) {
    const longest = longestAt(found, start);
    if (longest && !(longest.means === 'unsureOnly' && longest.end < words.length)) {
      const { end, means } = longest;
      const alone = onlyRepeats(words, end, means, found, small, longest.elliptical === true);
      const firm = means === 'yes' || means === 'no' || means === 'fine';
      const closed =
        alone ||
        (!longest.elliptical &&
          (means === 'yes' || means === 'unsure' || isMark(words[end]) || (firm && opensClause(words, end, language))));
      if (closed)
        return {
          answer: means,
          start,
          rest: end,
          alone,
          closed: alone || isMark(words[end]) || opensClause(words, end, language),
        };
    }
    if (!small(words[start])) return undefined;
  }
  return undefined;
}

/** Every answer that stands by itself between marks or after a "but": "no fever, no chills, none of those". */
export function answersBetweenMarks(words: readonly string[], language: Language): readonly WholeAnswer[] {
  const marks = words.flatMap((word, at) => (isMark(word) ? [{ start: at, end: at + 1 }] : []));
  const breaks = [...marks, ...language.said.contrast.find(words)].toSorted((a, b) => a.start - b.start);
  return [...breaks, { start: words.length, end: words.length }].flatMap(({ start }, index) => {
    const stretch = words.slice(breaks[index - 1]?.end ?? 0, start);
    // "…, nada más": no answer, though "nada" is one
    const isLimit = language.said.limit.find(stretch).some((each) => each.end - each.start === stretch.length);
    const opening = stretch.length > 0 && !isLimit ? openingOf(stretch, language) : undefined;
    return opening?.alone ? [opening.answer] : [];
  });
}

type FoundAnswer = {
  readonly start: number;
  readonly end: number;
  readonly means: WholeAnswer;
  readonly elliptical?: true;
};

const longestAt = (found: readonly FoundAnswer[], at: number): FoundAnswer | undefined =>
  found
    .filter(({ start }) => start === at)
    .reduce<FoundAnswer | undefined>((best, each) => (best && best.end >= each.end ? best : each), undefined);

/** Nothing follows but small words and the same answer again: "no, nothing like that, all fine". */
function onlyRepeats(
  words: readonly string[],
  from: number,
  answer: WholeAnswer,
  found: readonly FoundAnswer[],
  small: (word: string | undefined) => boolean,
  elliptical: boolean,
): boolean {
  const good = (each: WholeAnswer): boolean => each === 'no' || each === 'fine';
  const same = (each: WholeAnswer): boolean =>
    each === answer || (good(answer) && good(each)) || (answer === 'yes' && each === 'fine' && !elliptical);
  for (let at = from; at < words.length; ) {
    const again = longestAt(found, at);
    if (again && same(again.means)) at = again.end;
    else if (again && again.means !== 'unsureOnly') return false;
    else if (small(words[at])) at++;
    else return false;
  }
  return true;
}

function opensClause(words: readonly string[], at: number, { words: { afterAnswer, and }, said }: Language): boolean {
  const word = words[at] ?? '';
  return (
    afterAnswer.has(word) ||
    and.has(word) ||
    said.contrast.find(words.slice(at, at + 3)).some(({ start }) => start === 0)
  );
}

/** The "yes" or "no" of a message. One that stands later between marks counts if no other contradicts it. */
export function answerOf(words: readonly string[], language: Language): Opening | undefined {
  const opening = openingOf(words, language);
  const all = answersBetweenMarks(words, language);
  const [first] = all;
  if (opening) {
    const closed =
      opening.closed && all.every((each) => each === opening.answer || (each === 'fine' && opening.answer === 'no'));
    const contradicted = opening.answer === 'yes' && all.includes('no'); // "yes … actually no"
    return { ...opening, closed, ...(contradicted && { answer: 'hedgedYes' as const }) };
  }
  if (!first || new Set(all).size > 1) return undefined;
  return { answer: first, start: 0, rest: 0, alone: false, closed: true };
}
