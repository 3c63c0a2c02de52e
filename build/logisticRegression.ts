import type { Features } from '../dialogs/understanding/likely/features.ts';
import { softmax } from '../dialogs/understanding/likely/softmax.ts';
import { slopesOf } from './crossEntropy.ts';
import { randomNumbers } from './randomNumbers.ts';
import { shuffle } from './shuffle.ts';

/** One text that was labelled: its features, and which class it is; one of several, where only that is known. */
export type Labelled = { readonly features: Features; readonly right: ReadonlySet<number> };

/** What was learned of one class: added up over the buckets that a text fills, it is the class's logit. */
export type Learned = { readonly bias: number; readonly weights: Float32Array };

const rounds = 40;
const stepSize = 0.5;
/** A class that is nearly certain to be right, or wrong, learns nothing from a text. */
const negligible = 1e-3;

/**
 * Multinomial logistic regression by stochastic gradients (AdaGrad, Duchi 2011). Each class counts as much as the others,
 * however many texts it has. The order is shuffled, always in the same way, so that the same texts give the same model.
 */
export function learn(
  texts: readonly Labelled[],
  classes: number,
  buckets: number,
  shrink: number,
): readonly Learned[] {
  const weights = Array.from({ length: classes }, () => new Float32Array(buckets + 1));
  const squares = Array.from({ length: classes }, () => new Float32Array(buckets + 1).fill(1e-6));
  const sure = texts.flatMap(({ right }) => (right.size === 1 ? [...right] : []));
  const counts = Array.from({ length: classes }, (_, at) => sure.filter((each) => each === at).length);
  const worthOf = (right: ReadonlySet<number>): number => {
    const [only = 0] = right.size === 1 ? right : [];
    return right.size === 1 ? sure.length / (classes * (counts[only] ?? 1)) : 1;
  };
  const rows = texts.map(({ features, right }) => ({
    right,
    worth: worthOf(right),
    at: Int32Array.from([...Array.from(features.keys(), (hash) => hash % buckets), buckets]),
    by: Float32Array.from([...features.values(), 1]),
  }));
  const random = randomNumbers(1);
  for (let round = 0; round < rounds; round++) {
    shuffle(rows, random);
    for (const { at, by, right, worth } of rows) {
      const logits = weights.map((own) => {
        let sum = 0;
        for (let entry = 0; entry < at.length; entry++) sum += (own[at[entry] ?? 0] ?? 0) * (by[entry] ?? 0);
        return sum;
      });
      for (const [each, wrong] of slopesOf(softmax(logits), right).entries()) {
        const slope = wrong * worth;
        const own = weights[each];
        const square = squares[each];
        if (!own || !square || Math.abs(slope) < negligible) continue;
        for (let entry = 0; entry < at.length; entry++) {
          const bucket = at[entry] ?? 0;
          const weight = own[bucket] ?? 0;
          const gradient = slope * (by[entry] ?? 0) + (bucket === buckets ? 0 : shrink * weight);
          const sum = (square[bucket] ?? 0) + gradient * gradient;
          square[bucket] = sum;
          own[bucket] = weight - (stepSize * gradient) / Math.sqrt(sum);
        }
      }
    }
  }
  return weights.map((own) => ({ bias: own[buckets] ?? 0, weights: own.slice(0, buckets) }));
}
