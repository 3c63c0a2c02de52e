import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { type Lexicon, lexiconLanguages, readLexicon } from '../../../dialogs/understanding/lexicon.ts';
import { grammarSchema } from '../../../dialogs/understanding/lexiconSchema.ts';
import { languageOf, listsOf } from '../../../dialogs/understanding/phrases/language.ts';
import { matchesAt } from '../../../dialogs/understanding/phrases/patternMatching.ts';
import { byFirstWord, type Pattern, readPattern, spelledIn } from '../../../dialogs/understanding/phrases/patterns.ts';

/** Words on their own, not phrases: they are looked up as they stand. */
const wordLists =
  /^grammar\.(about|commonWords|dictionaries|replace|endings|inflections|negation\.typed|dates)|^symptoms\.findings\.\d+\.(question|value)/u;

/** Every list of phrases in a lexicon, under the path to it. */
function phraseLists(lexicon: Lexicon): readonly (readonly [string, readonly string[]])[] {
  const { grammar, answers, commands, symptoms } = lexicon;
  const within = (of: unknown, path: string): readonly (readonly [string, readonly string[]])[] => {
    if (typeof of !== 'object' || of === null || wordLists.test(path)) return [];
    const strings = Object.values(of).flatMap((each) => (typeof each === 'string' ? [each] : []));
    if (Array.isArray(of) && strings.length === of.length) return [[path, strings]];
    return Object.entries(of).flatMap(([name, each]) => within(each, `${path}.${name}`));
  };
  return Object.entries({ grammar, answers, commands, symptoms }).flatMap(([name, of]) => within(of, name));
}

const languages = lexiconLanguages.map((name) => {
  const lexicon = readLexicon(name);
  const lists = listsOf(lexicon);
  const phrases = phraseLists(lexicon).map(
    ([path, said]) => [path, said.map((text) => ({ text, pattern: readPattern(text, lists) }))] as const,
  );
  return { name, lexicon, phrases };
});

test.each(languages)('$name: every word of a phrase can be heard as it is spelled', ({ name, phrases }) => {
  const { tokenise } = languageOf(name);
  const places = new Map(
    phrases.flatMap(([path, all]) =>
      all.flatMap(({ text, pattern }) =>
        spelledIn(pattern).flatMap(({ spelled, whole }) => (whole ? [[spelled, `${path}: ${text}`] as const] : [])),
      ),
    ),
  );
  const unheard = [...places].filter(([spelled]) => {
    const [only, second] = tokenise(spelled);
    return only?.word !== spelled || second;
  });
  expect(unheard).toEqual([]);
});

const most = 5_000;

/** Everything that a pattern says, or nothing where that is too much; a made word stands for the rest of a word and for gaps. */
function sayings(pattern: Pattern): readonly (readonly string[])[] {
  let all: readonly (readonly string[])[] = [[]];
  for (const element of pattern) {
    const own = sayingsOf(element);
    if (own.length === 0 || all.length * own.length > most) return [];
    all = all.flatMap((said) => own.map((more) => [...said, ...more]));
  }
  return all;
}

function sayingsOf(element: Pattern[number]): readonly (readonly string[])[] {
  switch (element.is) {
    case 'word':
      return [[element.word]];
    case 'beginning':
      return [[element.beginning], [`${element.beginning}zq`]];
    case 'words':
      return [...element.words, ...element.beginnings.flatMap((each) => [each, `${each}zq`])].map((each) => [each]);
    case 'gap':
      return [[], ['zq'], ['zq', 'zq']];
    case 'number':
      return [[String(element.from)], [String(element.to)]];
    case 'choice': {
      const each = element.of.all.map(sayings);
      return each.some(({ length }) => length === 0) ? [] : [...(element.optional ? [[]] : []), ...each.flat()];
    }
  }
}

const hasGap = (pattern: Pattern): boolean =>
  pattern.some((each) => each.is === 'gap' || (each.is === 'choice' && each.of.all.some(hasGap)));

test.each(languages)('$name: no phrase of a list says only what another of it says', ({ phrases }) => {
  const needless = phrases.flatMap(([path, all]) => {
    // a list of single words may be looked up word by word
    const several = path.startsWith('grammar') ? all.filter(({ text }) => /[^\p{L}\d'-]/u.test(text)) : all;
    const beginningWith = byFirstWord(all, ({ pattern }) => pattern);
    return several.flatMap(({ text, pattern }, at) => {
      const said = sayings(pattern);
      const covers = (other: Pattern): boolean =>
        said.every((words) => matchesAt(other, words, 0, () => false).includes(words.length));
      const by = beginningWith(said[0]?.[0] ?? '').find(
        (other) => other !== several[at] && !hasGap(other.pattern) && said.length > 0 && covers(other.pattern),
      );
      return by ? [`${path}: "${text}" is said by "${by.text}"`] : [];
    });
  });
  expect(needless).toEqual([]);
});

test.each(languages)('$name: every named list stands in a phrase', ({ lexicon, phrases }) => {
  const used = phrases.flatMap(([, all]) => all.map(({ text }) => text)).join(' ');
  expect(Object.keys(lexicon.symptoms.lists).filter((name) => !used.includes(`{${name}}`))).toEqual([]);
});

test('every list of the grammar is read by some code', () => {
  const folder = new URL('../../../dialogs/understanding/', import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/lexiconSchema/u.test(file))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n');
  const { negation, clauses, doubt, people, time } = grammarSchema.shape;
  const names = [
    ...Object.keys(grammarSchema.shape).filter((name) => name !== 'about' && name !== 'dictionaries'), // the build reads these
    ...[negation, clauses, doubt, people, time].flatMap(({ keyType }) => keyType.options),
  ];
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`, 'u').test(sources))).toEqual([]);
});
