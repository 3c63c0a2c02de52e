import { fnv1a } from '../words/fnv1a.ts';
import { plain } from '../words/tokens.ts';
import { type Encoded, shape } from './network.ts';

/** The hashes of what a text is recognised by, and the weight of each; a hash falls into the bucket of its remainder. */
export type Features = ReadonlyMap<number, number>;

/**
 * What a text is recognised by: its words and pairs of neighbours, and the parts of words of three to five letters, so
 * that misspelt words look like what they are (as in fastText, Bojanowski 2017; buckets by hash, Weinberger 2009).
 * @param said what its phrases say, where they were read.
 */
export function featuresOf(text: string, said: readonly string[] = []): Features {
  const words = wordsOf(text);
  const pairs = words.flatMap((word, at) => (at === 0 ? [word] : [word, `${words[at - 1]} ${word}`]));
  const found = new Map<number, number>();
  for (const kind of [pairs, words.flatMap((word) => [...partsOf(word)]), said]) {
    const distinct = new Set(kind.map(hash));
    const by = 1 / Math.sqrt(distinct.size);
    for (const each of distinct) found.set(each, (found.get(each) ?? 0) + by);
  }
  return found;
}

/** The same for the network, which hears the words in their order. */
export function encode(text: string, subject: number, said: readonly string[] = []): Encoded {
  const bucket = (word: string): number => hash(word) % shape.buckets;
  return {
    words: wordsOf(text).map((word) => ({ own: [bucket(word)], parts: [...partsOf(word)].map(bucket) })),
    said: [...new Set(said)].map(bucket),
    subject,
  };
}

const wordsOf = (text: string): readonly string[] => plain(text).match(/[\p{L}\d'/+-]+|[^\s\p{L}\d]/gu) ?? [];

function* partsOf(word: string): Generator<string> {
  const padded = `_${word}_`;
  for (let length = 3; length <= 5; length++)
    for (let at = 0; at + length <= padded.length; at++) yield `~${padded.slice(at, at + length)}`;
}

/** FNV-1a, its upper bits folded in: the last bits alone choose the bucket. */
function hash(word: string): number {
  const value = fnv1a(word);
  return (value ^ (value >>> 15)) >>> 0;
}
