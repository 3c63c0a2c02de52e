/**
 * Writes `words.bin` into each folder of lexicons: which words a language has, from the spelling dictionaries that its
 * `grammar.json` names, so that understanding never takes a real word for a typo. `npm run word-lists -- [LEXICONS]`,
 * after a dictionary was updated; without a folder it is Cauda's own.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { foldersIn } from '../dialogs/understanding/lexicon.ts';
import { grammarSchema } from '../dialogs/understanding/lexiconSchema.ts';
import { wordSet } from '../dialogs/understanding/words/wordSet.ts';
import { dictionaryFile, dictionaryWords } from './dictionaryWords.ts';

const [lexicons = join(import.meta.dirname, '../dialogs/understanding/lexicons')] = process.argv.slice(2);

for (const [language, folder] of Object.entries(foldersIn(pathToFileURL(`${lexicons}/`)))) {
  const { dictionaries: packages } = grammarSchema.parse(
    JSON.parse(readFileSync(new URL('grammar.json', folder), 'utf8')),
  );
  if (packages.length === 0) continue;
  const words = [...new Set(packages.flatMap((name) => [...dictionaryWords(name)]))];
  writeFileSync(new URL('words.bin', folder), wordSet(words));
  const licences = packages.map((name) => `${name}\n\n${readFileSync(dictionaryFile(name, 'license'), 'utf8')}`);
  writeFileSync(new URL('words.LICENSE', folder), licences.join('\n\n'));
  console.log(`${language}: ${words.length} words`);
}
