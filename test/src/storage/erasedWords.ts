import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Which of these words are anywhere in the files of a folder, as bytes. */
export function wordsLeftIn(folder: string, words: readonly string[]): readonly string[] {
  const files = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile());
  const bytes = Buffer.concat(files.map(({ name }) => readFileSync(join(folder, name))));
  return words.filter((word) => bytes.includes(word));
}
