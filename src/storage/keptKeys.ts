import type { KeyObject } from 'node:crypto';

/** A conversation's key, and the number that its rows know it by. */
export type NumberedKey = { readonly id: number; readonly key: KeyObject };

const most = 5_000;

/** Keys that were used last, so that they need not be unwrapped again. */
export function keptKeys() {
  const kept = new Map<number, NumberedKey>(); // kept.size <= most
  return {
    get: (id: number): NumberedKey | undefined => kept.get(id),
    keep(one: NumberedKey): NumberedKey {
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size >= most) kept.delete(oldest);
      kept.set(one.id, one);
      return one;
    },
    forget: (id: number): void => void kept.delete(id),
  };
}
