import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Which of these words are anywhere in the files of a folder, as bytes. */
export function wordsLeftIn(folder: string, words: readonly string[]): readonly string[] {
  const bytes = bytesIn(folder);
  return words.filter((word) => bytes.includes(word));
}

/** The wrapped keys of the conversations that are kept in a folder. */
export function keysIn(folder: string): readonly Buffer[] {
  const db = new DatabaseSync(join(folder, 'cauda.sqlite'), { readOnly: true });
  db.exec(`ATTACH '${join(folder, 'cauda-keys.sqlite')}' AS keys`);
  const found = db.prepare('SELECT k.wrapped FROM keys.key k JOIN conversation c ON c.key = k.id ORDER BY c.id').all();
  db.close();
  return found.map(({ wrapped }) => Buffer.from(wrapped instanceof Uint8Array ? wrapped : []));
}

/** How many of these are anywhere in the files of a folder. */
export function countLeftIn(folder: string, keys: readonly Buffer[]): number {
  const bytes = bytesIn(folder);
  return keys.filter((key) => bytes.includes(key)).length;
}

function bytesIn(folder: string): Buffer {
  const files = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile());
  return Buffer.concat(files.map(({ name }) => readFileSync(join(folder, name))));
}
