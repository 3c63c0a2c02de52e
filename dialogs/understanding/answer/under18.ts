import type { Language } from '../phrases/language.ts';

/** "I am 15", but not "I am 15 stone" or "15 weeks". */
export const isUnder18 = (
  words: readonly string[],
  { said: { under18, small }, clauses: { and, starts, contrast } }: Language,
): boolean =>
  under18.find(words).some(({ end }) => {
    const next = words[end] ?? '';
    const counts = /^\d/u.test(words[end - 1] ?? '') && /^\p{L}/u.test(next);
    return !counts || [small, and, starts].some((each) => each.has(next)) || contrast.find([next]).length > 0;
  });
