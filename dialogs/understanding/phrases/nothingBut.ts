import { covers, type Span } from '../words/spans.ts';
import { isMark } from '../words/tokens.ts';
import type { Language } from './language.ts';

/** Whether a message holds nothing but these spans, marks and small words. */
export const nothingBut = (spans: readonly Span[], words: readonly string[], { said }: Language): boolean =>
  words.every((word, at) => isMark(word) || said.small.has(word) || covers(spans, at));
