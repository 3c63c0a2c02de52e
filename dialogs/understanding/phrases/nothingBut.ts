import { covers, range, type Span } from '../words/spans.ts';
import { isMark } from '../words/tokens.ts';
import type { Language } from './language.ts';

/** Whether a message, or a part of it, holds nothing but these spans, marks and small words. */
export const nothingBut = (
  spans: readonly Span[],
  words: readonly string[],
  { said }: Language,
  { start, end }: Span = { start: 0, end: words.length },
): boolean => range(start, end).every((at) => isMark(words[at]) || said.small.has(words[at]) || covers(spans, at));

/** Whether these spans are all that a message says, small words aside: "nothing at all" is only "nothing". */
export const isOnly = (spans: readonly Span[], words: readonly string[], language: Language): boolean =>
  spans.length > 0 && nothingBut(spans, words, language);
