import type { QuestionId } from '../../../machines/findings.ts';
import type { Language } from '../phrases/language.ts';
import { names, type Side, type Topic } from '../phrases/mentions.ts';
import type { Found } from '../phrases/phraseBook.ts';

/** One side only, or both when left and right stand side by side. Elsewhere in a sentence only an unmistakable one counts. */
export function namedSide(sides: readonly Found<Side>[], elsewhere = false): Side | undefined {
  const named = new Set(sides.map(({ means }) => means));
  if (named.has('both')) return elsewhere && named.size > 1 ? undefined : 'both';
  if (named.has('left') && named.has('right')) return undefined;
  return named.has('left') ? 'left' : named.has('right') ? 'right' : named.has('one') ? 'one' : undefined;
}

/** Questions whose values depend on the side, or on how many legs. */
export const isOfLegs = (question: QuestionId | undefined): question is 'legWeakness' | 'sensoryOrReflex' | 'legPain' =>
  question === 'legWeakness' || question === 'sensoryOrReflex' || question === 'legPain';

type Sided = { readonly value: string | undefined; readonly guess: string | undefined };

/** A leg finding by its side. `many`: legs in the plural; undefined when no leg was named. */
export function sided(question: QuestionId, side: Side | undefined, many: boolean | undefined): Sided {
  if (question === 'legWeakness')
    return side === undefined || side === 'one'
      ? { value: undefined, guess: many ? 'both' : undefined }
      : { value: side, guess: side };
  const both = question === 'legPain' ? 'both' : 'severe';
  const one = question === 'legPain' ? 'one' : 'mild';
  if (side === 'both') return { value: both, guess: both };
  if (side !== undefined) return { value: one, guess: one };
  if (many) return { value: undefined, guess: both };
  return many === false ? { value: one, guess: one } : { value: undefined, guess: one };
}

/** Two or more legs are named without a side: "legs", "feet". */
export function manyLegs(words: readonly string[], language: Language): boolean | undefined {
  const named = (topic: Topic): boolean => language.mentions.find(words).some(({ means }) => names(means, topic));
  return named('legs') || (named('leg') ? false : undefined);
}
