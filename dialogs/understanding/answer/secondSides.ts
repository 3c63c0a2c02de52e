import type { Answer, QuestionId } from '../../../machines/findings.ts';
import { names } from '../phrases/mentions.ts';
import { partAt } from '../readings/clauses.ts';
import type { Read } from '../readings/readings.ts';
import { isOfLegs } from '../readings/sides.ts';
import { isInside, overlap, type Span } from '../words/spans.ts';

const oneSided: ReadonlySet<Answer> = new Set(['left', 'right', 'one', 'mild']);

/** Whether a value says that it is on one side only, where a second one would be graver. */
export const knowsOneSide = (question: QuestionId | undefined, value: Answer | undefined): boolean =>
  isOfLegs(question) && value !== undefined && oneSided.has(value);

/** Both sides are named, or there is word of a second one. */
export function speaksOfTwoSides(message: Read): boolean {
  const named = new Set(message.language.sides.find(message.words).map(({ means }) => means));
  return named.has('both') || named.size > 1 || secondSides(message).length > 0;
}

/** "… and its mate has started too": what speaks of a second side, unless it is said to be well. */
export function secondSides({ words, mentions, answers, parts, readings, language }: Read): readonly Span[] {
  const sides = language.sides.find(words);
  const complaintsOf = (side: 'left' | 'right'): readonly QuestionId[] =>
    readings
      .filter(({ says, start }) => {
        const part = partAt(parts, start);
        return says === 'is' && sides.some((each) => each.means === side && partAt(parts, each.start) === part);
      })
      .map(({ question }) => question);
  const ofRight = complaintsOf('right');
  const areTwo = complaintsOf('left').some((each) => ofRight.includes(each));
  // "my left hurts to the foot and my right hurts to the foot", "the two legs are at me"
  const named = sides.filter(({ means }) => means === 'both' || (areTwo && means === 'right'));
  const also = [...language.clauses.also.find(words), ...named];
  const apart = (each: Span): boolean => !also.some((one) => overlap(one, each));
  const fine = mentions.filter(({ means }) => names(means, 'fine')).filter(apart);
  // "the other does not answer" is no "nothing in the other"
  const denied = [
    ...language.negation.before.find(words).filter((each) => !isInside(each, mentions)),
    ...answers,
  ].filter(apart);
  return also.filter((one) => {
    const part = partAt(parts, one.start);
    const stands = (some: readonly Span[]): boolean =>
      some.some(({ start }) => part && part.start <= start && start < part.end);
    // "the other is fine", "nothing in the other", but "the other is not so good"
    return stands(fine) === stands(denied);
  });
}
