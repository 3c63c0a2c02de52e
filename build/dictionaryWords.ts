import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { plain } from '../dialogs/understanding/words/tokens.ts';

type Suffix = { readonly strip: string; readonly add: string; readonly after: RegExp };

/** A file of a spelling dictionary, an npm package. */
export const dictionaryFile = (name: string, file: string): string =>
  fileURLToPath(new URL(file, import.meta.resolve(name)));

/** Every word of a Hunspell dictionary with its suffixes, spelled as understanding spells words; prefixes are left out. */
export function* dictionaryWords(name: string): Generator<string> {
  const suffixes = suffixesIn(readFileSync(dictionaryFile(name, 'index.aff'), 'utf8'));
  const [, ...lines] = readFileSync(dictionaryFile(name, 'index.dic'), 'utf8').split('\n');
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
