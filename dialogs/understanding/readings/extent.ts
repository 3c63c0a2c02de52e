import { names } from '../phrases/mentions.ts';
import { endsReach, partAt } from './clauses.ts';
import type { Context, Placed } from './context.ts';
import type { Message } from './message.ts';
import type { Reading } from './weigh.ts';

/**
 * Numbness of a large part of a leg, or that spreads, is severe: "my whole leg", "now it is past the knee". Tingling of a
 * large part may be: that is asked.
 */
export function widened(
  { words, parts, mentions, language }: Message,
  evidence: readonly Reading[],
  contextOf: (said: Placed) => Context,
): readonly Reading[] {
  const isMild = ({ question, says, value, guess }: Reading): boolean =>
    question === 'sensoryOrReflex' && says === 'is' && (value === 'mild' || (value === undefined && guess === 'mild'));
  if (!evidence.some(isMild)) return evidence;
  const isNumb = mentions.some(({ means }) => names(means, 'numb'));
  const extents = (['large', 'spreading'] as const).flatMap((kind) =>
    language.extents[kind].find(words).flatMap(({ start, end }) => {
      const part = partAt(parts, start);
      const said = part && contextOf({ start, end, core: { start, end }, part }).polarity;
      return !part || said === 'negated'
        ? []
        : [{ part, sure: said === 'affirmed' && (isNumb || kind === 'spreading') }];
    }),
  );
  const between = (from: number, to: number): boolean =>
    parts.some(({ start, joined }) => endsReach(joined) && joined !== 'sentence' && from < start && start <= to);
  return evidence.map((each) => {
    if (!isMild(each)) return each;
    const reaching = extents.filter(
      ({ part }) => !between(Math.min(part.start, each.start), Math.max(part.start, each.start)),
    );
    if (reaching.length === 0) return each;
    return reaching.some(({ sure }) => sure)
      ? { ...each, value: 'severe' as const, guess: 'severe' as const }
      : { ...each, value: undefined, guess: 'severe' as const, certain: false };
  });
}
