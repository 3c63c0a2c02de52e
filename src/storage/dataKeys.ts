import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { SealBroken, seal, unseal } from './sealing.ts';

export const keyBytes = 32;
const idBytes = 4;
const place = Buffer.from('key');

/** The keys of a deployment: they wrap the keys of the storage, and never lie in it. */
export type DataKeys = {
  /** Under the first of them. */
  readonly wrap: (key: Uint8Array) => Buffer;
  /** Throws `WrongDataKey` for what none of them has wrapped. */
  readonly unwrap: (wrapped: Uint8Array) => Buffer;
  readonly isCurrent: (wrapped: Uint8Array) => boolean;
};

/** The storage was made with a data key that this process does not have. */
export class WrongDataKey extends Error {
  override readonly name = 'WrongDataKey';
  constructor(wanted: string, given: readonly string[]) {
    super(
      `The storage is encrypted with data key ${wanted}, and this Cauda has ${given.join(', ')}. Set CAUDA_DATA_KEY to the key that it was made with (in a rotation "new,old"); without it nothing can be read.`,
    );
  }
}

/** @param keys 32 bytes each, at least one; the first wraps, all unwrap. */
export function dataKeys(keys: readonly Uint8Array[]): DataKeys {
  const [current, ...older] = keys.map((key) => ({ id: idOf(key), key: createSecretKey(key) }));
  if (current === undefined) throw new Error('a deployment has at least one data key');
  const all: ReadonlyMap<string, KeyObject> = new Map([...older, current].map(({ id, key }) => [id, key]));
  return {
    wrap: (key) => Buffer.concat([Buffer.from(current.id, 'hex'), seal(current.key, key, place)]),
    unwrap(wrapped) {
      const id = idIn(wrapped);
      const key = all.get(id);
      if (key === undefined) throw new WrongDataKey(id, [...all.keys()]);
      try {
        return unseal(key, wrapped.subarray(idBytes), place);
      } catch (error) {
        throw error instanceof SealBroken ? new WrongDataKey(id, [...all.keys()]) : error;
      }
    },
    isCurrent: (wrapped) => idIn(wrapped) === current.id,
  };
}

export const newKey = (): Buffer => randomBytes(keyBytes);

/** Tells keys apart, and nothing about them. */
const idOf = (key: Uint8Array): string =>
  createHash('sha256')
    .update('cauda data key')
    .update(key)
    .digest('hex')
    .slice(0, 2 * idBytes);
const idIn = (wrapped: Uint8Array): string => Buffer.from(wrapped.subarray(0, idBytes)).toString('hex');
