import type { Language, WholeAnswer } from '../phrases/language.ts';
import { nothingBut } from '../phrases/nothingBut.ts';
import type { Span } from '../words/spans.ts';
import { isMark } from '../words/tokens.ts';

/** A "yes", "no", "not sure" or "fine" that stands by itself, not as a part of what is said beside it. */
export type SpokenAnswer = Span & { readonly means: Exclude<WholeAnswer, 'unsureOnly'> };

/**
 * The answers of a message. "No" in "no numbness" is a negation of what follows and none: an answer begins a clause and
 * ends at a mark, a new clause, another answer, or nothing but small words.
 */
export function answersIn(words: readonly string[], language: Language): readonly SpokenAnswer[] {
  const { and, afterAnswer } = language.clauses;
  const { small } = language.said;
  const phrases = [
    ...language.answers.find(words).map((each) => ({ ...each, elliptical: false })),
    ...language.elliptical.find(words).map((each) => ({ ...each, elliptical: true })),
  ];
  const contrasts = language.clauses.contrast.find(words);
  const triggers = language.negation.before.find(words);
  const at = (start: number): (typeof phrases)[number] | undefined =>
    phrases.filter((each) => each.start === start).sort((a, b) => b.end - a.end)[0];
  /** Nothing but small words up to the next mark. */
  const trailsOff = (from: number): boolean => {
    for (let place = from; place < words.length && !isMark(words[place]); place++)
      if (!small.has(words[place]) || language.sides.find(words).some(({ start }) => start === place)) return false;
    return true;
  };
  const denies = ({ means, start, end }: (typeof phrases)[number]): boolean =>
    means === 'no' && triggers.some((each) => each.start >= start && each.end <= end);
  const ends = (phrase: (typeof phrases)[number]): boolean => {
    const { end, means, elliptical } = phrase;
    const word = words[end];
    if (isMark(word) || trailsOff(end)) return true;
    if (elliptical) return false;
    if (means === 'yes' || means === 'unsure' || (means === 'no' && !denies(phrase)) || at(end) !== undefined)
      return true;
    return and.has(word) || afterAnswer.has(word) || contrasts.some(({ start }) => start === end);
  };

  const answers: SpokenAnswer[] = [];
  let begins = true;
  for (let start = 0; start < words.length; ) {
    const phrase = begins ? at(start) : undefined;
    // "a bit private" beside "it all feels normal" leaves nothing open
    const isAside = phrase?.means === 'unsureOnly' && !nothingBut([phrase], words, language);
    if (phrase && ends(phrase) && !isAside) {
      const next = at(phrase.end);
      // "never all normal", but not "no, all normal"
      const turned = denies(phrase) && !language.said.noAlone.has(words[start]) && next?.means === 'fine';
      const means = turned ? 'hedgedNo' : phrase.means === 'unsureOnly' ? 'unsure' : phrase.means;
      const end = turned ? next.end : phrase.end;
      answers.push({ start, end, means });
      start = end;
      continue;
    }
    const contrast = contrasts.find((each) => each.start === start);
    const word = words[start] ?? '';
    begins = contrast !== undefined || isMark(word) || and.has(word) || (begins && small.has(word));
    start = contrast?.end ?? start + 1;
  }
  return answers;
}
