import type { KeyObject } from 'node:crypto';
import { BoundedMap } from '../../dialogs/boundedMap.ts';

/** A conversation's key, and the number that its rows know it by. */
export type NumberedKey = { readonly id: number; readonly key: KeyObject };

const most = 5_000;

/** Keys that were used last, so that they need not be unwrapped again. */
export function keptKeys() {
  const kept = new BoundedMap<number, NumberedKey>({ most });
  return {
    get: (id: number): NumberedKey | undefined => kept.get(id),
    keep(one: NumberedKey): NumberedKey {
      kept.set(one.id, one);
      return one;
    },
    forget: (id: number): void => kept.delete(id),
  };
}
