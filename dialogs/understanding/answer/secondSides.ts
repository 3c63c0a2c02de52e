import type { Answer, QuestionId } from '../../../machines/findings.ts';
import { names } from '../phrases/mentions.ts';
import { nothingBut } from '../phrases/nothingBut.ts';
import { partAt } from '../readings/clauses.ts';
import type { Read } from '../readings/readings.ts';
import { isOfLegs } from '../readings/sides.ts';
import { isInside, overlap, type Span } from '../words/spans.ts';

const oneSided: ReadonlySet<Answer> = new Set(['left', 'right', 'one', 'mild']);

/** Whether a value says that it is on one side only, where a second one would be graver. */
export const knowsOneSide = (question: QuestionId | undefined, value: Answer | undefined): boolean =>
  isOfLegs(question) && value !== undefined && oneSided.has(value);

/** "… and its mate has started too", "my left hurts and my right hurts": a second side, unless it is said to be well. */
export function secondSides({ words, mentions, answers, parts, readings, language, asked }: Read): readonly Span[] {
  const sides = language.sides.find(words);
  const also = language.clauses.also.find(words);
  const apart = (each: Span): boolean => ![...also, ...sides].some((one) => overlap(one, each));
  const fine = mentions.filter(({ means }) => names(means, 'fine')).filter(apart);
  // "the other does not answer" is no "nothing in the other"
  const denials = language.negation.before.find(words).filter((each) => !isInside(each, mentions));
  // nor is "the left I can't move"
  const deniesNoMore = ({ start, end }: Span): boolean =>
    nothingBut([...mentions, ...sides, ...also], words, language, {
      start: end,
      end: partAt(parts, start)?.end ?? end,
    });
  const denied = [...denials.filter(deniesNoMore), ...answers].filter(apart);
  /** "The other is fine", "nothing in the other", but "the other is not so good". */
  const isWell = (one: Span): boolean => {
    const part = partAt(parts, one.start);
    const stands = (some: readonly Span[]): boolean => some.some(({ start }) => partAt(parts, start) === part);
    return stands(fine) !== stands(denied);
  };
  // "pain in the left leg, and the right is weak"
  const isElse = (side: Span): boolean =>
    readings.some(({ question, start }) => question !== asked && partAt(parts, start) === partAt(parts, side.start));
  const ill = sides.filter(
    ({ means, ...side }) => means !== 'one' && !isWell(side) && !(means !== 'both' && isElse(side)),
  );
  const areTwo = new Set(ill.map(({ means }) => means)).size > 1;
  return [...also.filter((one) => !isWell(one)), ...ill.filter(({ means }) => areTwo || means === 'both')];
}
