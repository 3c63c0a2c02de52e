import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompressSync } from 'node:zlib';
import { withIds, withoutIds } from './repeatedIds.ts';

/** The number of no dictionary: bytes as they are. */
export const uncompressed = 0;
/** A row names the dictionary that it was written with. New ones are added; none is ever changed or removed. */
const newest = 1;

const compress = promisify(zstdCompress);
const level = 12;
const loaded = new Map<number, Buffer>();

/** Throws for a number that has no dictionary. */
function dictionaryOf(number: number): Buffer {
  const known = loaded.get(number) ?? readFileSync(new URL(`./dictionaries/${number}.txt`, import.meta.url));
  loaded.set(number, known);
  return known;
}

/** As small as it gets for a few milliseconds, in a thread of its own. */
export async function compressed(text: string): Promise<{ readonly dictionary: number; readonly bytes: Buffer }> {
  const params = { [constants.ZSTD_c_compressionLevel]: level };
  return {
    dictionary: newest,
    bytes: await compress(Buffer.from(withoutIds(text)), { dictionary: dictionaryOf(newest), params }),
  };
}

/** Throws for bytes that were not compressed with this dictionary. */
export const decompressed = (dictionary: number, bytes: Buffer): string =>
  dictionary === uncompressed
    ? bytes.toString()
    : withIds(zstdDecompressSync(bytes, { dictionary: dictionaryOf(dictionary) }).toString());
