const { imul } = Math;

/** The hash of a word, 32 bits (Fowler, Noll and Vo's 1a, over UTF-16 units); other seeds give other hashes. */
export function fnv1a(word: string, seed = 0x811c9dc5): number {
  let value = seed;
  for (let at = 0; at < word.length; at++) value = imul(value ^ word.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
