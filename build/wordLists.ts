/**
 * Writes `words.bin` into each folder of lexicons: which words a language has, from the spelling dictionaries that its
 * `grammar.json` names, so that understanding never takes a real word for a typo. `npm run word-lists -- [LEXICONS]`,
 * after a dictionary was updated; without a folder it is Cauda's own.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { foldersIn } from '../dialogs/understanding/lexicon.ts';
import { grammarSchema } from '../dialogs/understanding/lexiconSchema.ts';
import { plain } from '../dialogs/understanding/words/tokens.ts';
import { wordSet } from '../dialogs/understanding/words/wordSet.ts';

const [lexicons = join(import.meta.dirname, '../dialogs/understanding/lexicons')] = process.argv.slice(2);

type Suffix = { readonly strip: string; readonly add: string; readonly after: RegExp };

for (const [language, folder] of Object.entries(foldersIn(pathToFileURL(`${lexicons}/`)))) {
  const { dictionaries: packages } = grammarSchema.parse(
    JSON.parse(readFileSync(new URL('grammar.json', folder), 'utf8')),
  );
  if (packages.length === 0) continue;
  const words = [...new Set(packages.flatMap((name) => [...wordsOf(name)]))];
  writeFileSync(new URL('words.bin', folder), wordSet(words));
  const licences = packages.map((name) => `${name}\n\n${readFileSync(fileOf(name, 'license'), 'utf8')}`);
  writeFileSync(new URL('words.LICENSE', folder), licences.join('\n\n'));
  console.log(`${language}: ${words.length} words`);
}

function fileOf(name: string, file: string): string {
  return fileURLToPath(new URL(file, import.meta.resolve(name)));
}

/** Every word of a Hunspell dictionary with its suffixes, spelled as understanding spells words; prefixes are left out. */
function* wordsOf(name: string): Generator<string> {
  const suffixes = suffixesIn(readFileSync(fileOf(name, 'index.aff'), 'utf8'));
  const [, ...lines] = readFileSync(fileOf(name, 'index.dic'), 'utf8').split('\n');
  for (const line of lines) {
    const [word = '', flags = ''] = (line.split(/\s/u)[0] ?? '').split('/');
    const forms = [...flags].flatMap((flag) => suffixes.get(flag) ?? []).flatMap((suffix) => inflected(word, suffix));
    for (const form of [word, ...forms].map(plain)) if (/^\p{L}{4,}$/u.test(form)) yield form;
  }
}

function inflected(word: string, { strip, add, after }: Suffix): readonly string[] {
  return after.test(word) && word.endsWith(strip) ? [word.slice(0, word.length - strip.length) + add] : [];
}

function suffixesIn(affixes: string): ReadonlyMap<string, readonly Suffix[]> {
  const rules = [...affixes.matchAll(/^SFX[ \t]+(\S+)[ \t]+(\S+)[ \t]+(\S+)[ \t]+(\S+)/gmu)].filter(
    ([, , , add]) => add !== undefined,
  );
  const made = rules.map(([, flag = '', strip = '', add = '', after = '.']) => ({
    flag,
    strip: strip === '0' ? '' : strip,
    add: add === '0' ? '' : (add.split('/')[0] ?? ''),
    after: new RegExp(`${after}$`, 'u'),
  }));
  return Map.groupBy(made, ({ flag }) => flag);
}
