/** Of all entries together, in any unit that `sizeOf` counts in. */
type SizeBound<Key, Value> = { readonly mostSize: number; readonly sizeOf: (value: Value, key: Key) => number };
/** How much is kept: entries, and where that is bounded too their sizes. */
type Bounds<Key, Value> = { readonly most: number } & (
  | SizeBound<Key, Value>
  | { readonly mostSize?: never; readonly sizeOf?: never }
);

/**
 * A map that forgets what was set the longest ago rather than grow beyond its bounds; what alone is larger is not kept.
 * `size <= most` and `sum of sizeOf <= mostSize` hold after each call.
 */
export class BoundedMap<Key, Value> {
  readonly #kept = new Map<Key, { readonly value: Value; readonly size: number }>();
  readonly #bounds: { readonly most: number } & SizeBound<Key, Value>;
  #size = 0;

  constructor(bounds: Bounds<Key, Value>) {
    this.#bounds = { mostSize: Number.POSITIVE_INFINITY, sizeOf: () => 0, ...bounds };
  }

  get(key: Key): Value | undefined {
    return this.#kept.get(key)?.value;
  }

  set(key: Key, value: Value): void {
    this.delete(key);
    const { most, mostSize, sizeOf } = this.#bounds;
    const size = sizeOf(value, key);
    // All others would have to go for it, and then it too.
    if (size > mostSize) return;
    this.#kept.set(key, { value, size });
    this.#size += size;
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= most && this.#size <= mostSize) break;
      this.delete(oldest);
    }
  }

  /** Forgets from the longest ago on as long as they are `over`. */
  dropFirst(over: (value: Value) => boolean): void {
    for (const [key, { value }] of this.#kept) {
      if (!over(value)) break;
      this.delete(key);
    }
  }

  delete(key: Key): void {
    this.#size -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
  }

  clear(): void {
    this.#kept.clear();
    this.#size = 0;
  }
}
