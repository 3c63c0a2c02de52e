import { createHash } from 'node:crypto';

/** A row of decisions that depends on nothing but its name: the same name decides the same, in every run. */
export type Chance = {
  /** From 0 up to, not including, 1. */
  readonly next: () => number;
  readonly happens: (probability: number) => boolean;
  readonly one: <T>(of: readonly [T, ...T[]]) => T;
  /** One of the keys, each as likely as its weight. */
  readonly weighted: <K extends string>(weights: Readonly<Partial<Record<K, number>>>) => K | undefined;
};

export function chance(...name: readonly (string | number)[]): Chance {
  let taken = 0;
  const next = (): number => {
    taken += 1;
    const digest = createHash('sha256')
      .update([...name, taken].join('/'))
      .digest();
    return digest.readUInt32BE() / 2 ** 32;
  };
  return {
    next,
    happens: (probability) => next() < probability,
    one: (of) => of[Math.floor(next() * of.length)] ?? of[0],
    weighted(weights) {
      const entries = named(weights);
      let rest = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      return entries.find(([, weight]) => {
        rest -= weight;
        return rest < 0;
      })?.[0];
    },
  };
}

function named<K extends string>(weights: Readonly<Partial<Record<K, number>>>): readonly (readonly [K, number])[] {
  const found: [K, number][] = [];
  for (const key in weights) {
    const weight = weights[key];
    if (weight !== undefined) found.push([key, weight]);
  }
  return found;
}
