import { readLexicon } from '../../dialogs/understanding/lexicon.ts';
import { readPattern, type Pattern } from '../../dialogs/understanding/patterns.ts';
const lang = process.argv[2] ?? 'en';
const L = readLexicon(lang);
const lists = { ...L.symptoms.lists } as Record<string, readonly string[]>;
const min = (p: Pattern): string[][] => p.reduce<string[][]>((acc, e) => {
  const opts: string[][] = e.is === 'word' ? [[e.word]] : e.is === 'beginning' ? [[e.beginning + '*']] : e.is === 'words' ? [...e.words].map((w) => [w]).concat(e.beginnings.map((b) => [b + '*'])) : e.is === 'gap' ? [[]] : e.is === 'number' ? [['#']] : e.optional ? [[]] : e.of.all.flatMap(min);
  return acc.flatMap((a) => opts.slice(0, 300).map((o) => [...a, ...o])).sort((a, b) => a.length - b.length).slice(0, 300);
}, [[]]);
for (const f of L.symptoms.findings) {
  const one = new Set<string>();
  for (const s of f.say) for (const m of min(readPattern(s, lists))) if (m.length === 1) one.add(m[0]!);
  if (one.size) console.log(f.question, f.value ?? '~' + f.guess, f.when, ':', [...one].join(' '));
}
