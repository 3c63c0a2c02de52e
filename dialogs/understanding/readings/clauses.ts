import type { Language } from '../phrases/language.ts';
import type { Mention } from '../phrases/mentions.ts';
import type { Found } from '../phrases/phraseBook.ts';
import { range, type Span } from '../words/spans.ts';

/** A stretch of words with no joining word inside: "numb", "weak in my left leg". */
export type Part = Span & {
  /** What stands before it. A contrast ("but") and a new clause end the reach of a negation. */
  readonly joined: 'sentence' | 'contrast' | 'comma' | 'and' | 'or';
  /** It begins a clause of its own: "…, my foot drags". */
  readonly opensClause: boolean;
  readonly sentence: number;
  /** Clauses are numbered through the message. */
  readonly clause: number;
  /** The sentence ends with a question mark. */
  readonly question: boolean;
};

type Joined = Part['joined'];

/** Splits a message into parts. Joining words inside a phrase that was found do not split. */
export function partsOf(
  words: readonly string[],
  phrases: readonly Found<Mention>[],
  language: Language,
): readonly Part[] {
  const inside = new Set(phrases.flatMap(({ start, end }) => range(start + 1, end)));
  const starts = new Set(phrases.map((phrase) => phrase.start));
  const free = (start: number): boolean => !inside.has(start) && !starts.has(start);
  const ends = language.negation.ends.find(words).filter(({ start }) => free(start));
  const questions = questionsIn(words);
  const parts: Part[] = [];
  let start = 0;
  let joined: Joined = 'sentence';
  let sentence = 0;
  let clause = 0;

  const close = (end: number, next: Joined): void => {
    if (end > start) {
      const opensClause = endsReach(joined) || language.clauses.starts.has(words[start]);
      if (opensClause && parts.length > 0) clause++;
      parts.push({ start, end, joined, opensClause, sentence, clause, question: questions[end] ?? false });
      joined = next;
    } else if (strength(next) > strength(joined)) joined = next;
  };

  for (let at = 0; at < words.length; at++) {
    if (inside.has(at)) continue;
    const word = words[at] ?? '';
    const end = ends.find((each) => each.start === at);
    const join: Joined | undefined = end ? 'contrast' : joining(word, language);
    if (!join) continue;
    close(at, join);
    if (join === 'sentence') sentence++;
    const opensPhrase = (join === 'and' || join === 'or') && starts.has(at); // "ni gota"
    start = end?.end ?? (opensPhrase ? at : at + 1);
    if (endsSentence(word)) joined = 'sentence';
  }
  close(words.length, 'sentence');
  return parts;
}

const strength = (joined: Joined): number => ['comma', 'and', 'or', 'contrast', 'sentence'].indexOf(joined);

/** A negation does not reach past it. */
export const endsReach = (joined: Joined): boolean => joined === 'sentence' || joined === 'contrast';

const endsSentence = (word: string): boolean => /^[.!?;¿]$/u.test(word);

function joining(word: string, { clauses: { and, or } }: Language): Joined | undefined {
  if (endsSentence(word)) return 'sentence';
  if (word === ',') return 'comma';
  if (and.has(word)) return 'and';
  return or.has(word) ? 'or' : undefined;
}

/** For each place, and the one after the last: whether the mark that ends the sentence there is a question mark. */
function questionsIn(words: readonly string[]): readonly boolean[] {
  const asked = [...words, ''].map(() => false);
  for (let at = words.length - 1; at >= 0; at--) {
    const word = words[at] ?? '';
    asked[at] = endsSentence(word) ? word === '?' : (asked[at + 1] ?? false);
  }
  return asked;
}

/** The part that a token stands in, or the mark before it ends. */
export const partAt = (parts: readonly Part[], at: number): Part | undefined =>
  parts.findLast(({ start }) => start <= at);

export const sharePart = (parts: readonly Part[], one: Span, other: Span): boolean =>
  partAt(parts, one.start) === partAt(parts, other.start);
