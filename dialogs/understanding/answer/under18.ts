import type { Message } from '../readings/message.ts';

/** "I am 15", but not "I am 15 stone", "15 weeks" or 5 foot 11. */
export const isUnder18 = ({ words, language: { said, clauses } }: Message): boolean =>
  said.under18.find(words).some(({ end }) => {
    const next = words[end] ?? '';
    const counts = /^\d/u.test(words[end - 1] ?? '') && /^[\p{L}\d]/u.test(next);
    return (
      !counts ||
      [said.small, clauses.and, clauses.starts].some((each) => each.has(next)) ||
      clauses.contrast.find([next]).length > 0
    );
  });
