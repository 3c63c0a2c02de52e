import { fnv1a } from './fnv1a.ts';

/**
 * A set of words as bits (a Bloom filter): 9 bits a word, so that every word of it is found, and of other words one in
 * eighty by chance. Small and read at once, where a list of a million words is neither.
 */
const bitsPerWord = 9;
const probes = 6;

/** Makes the set. */
export function wordSet(words: readonly string[]): Uint8Array {
  const bits = new Uint8Array(Math.ceil((words.length * bitsPerWord) / 8));
  for (const word of words)
    for (const at of placesOf(word, bits)) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
  return bits;
}

export const hasWord = (set: Uint8Array, word: string): boolean =>
  placesOf(word, set).every((at) => ((set[at >> 3] ?? 0) & (1 << (at & 7))) !== 0);

/** The bits of a word, by two hashes added up in steps (Kirsch and Mitzenmacher 2006). */
function placesOf(word: string, { length }: Uint8Array): readonly number[] {
  const [first, second] = [fnv1a(word), (fnv1a(word, 0x1b873593) | 1) >>> 0];
  return Array.from({ length: probes }, (_, step) => (first + step * second) % (length * 8));
}
