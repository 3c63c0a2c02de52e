import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { lexiconLanguages, readLexicon } from '../../../dialogs/understanding/lexicon.ts';
import { grammarSchema } from '../../../dialogs/understanding/lexiconSchema.ts';
import { languageOf } from '../../../dialogs/understanding/phrases/language.ts';
import { matchesAt } from '../../../dialogs/understanding/phrases/patternMatching.ts';
import { leastWords, readPattern, spelledIn } from '../../../dialogs/understanding/phrases/patterns.ts';
import { understand } from '../../../dialogs/understanding/understand.ts';
import { answersTo } from '../../../machines/findings.ts';
import { phrasesOf } from '../../understanding/needlessPhrases.ts';

const today = new Date('2026-11-28');

test.each(lexiconLanguages)(
  '%s: the lexicon is valid, each phrase can be read, and each value is one of its question',
  (name) => {
    const { symptoms } = readLexicon(name);
    languageOf(name);
    for (const { question, value, guess } of symptoms.findings) {
      const values: readonly string[] = [...answersTo(question), 'by side', 'by time'];
      for (const each of [value, guess]) if (each !== undefined) expect(values).toContain(each);
    }
  },
);

test('a language without a lexicon, or none that there is, is read as English', () => {
  for (const locale of ['en', 'en-GB', 'xx', '', '../../etc', 'zh-Hant-TW', 'x'.repeat(1000)])
    expect(understand('the left leg', 'legWeakness', locale, today)).toMatchObject({
      kind: 'answer',
      findings: { legWeakness: 'left' },
    });
});

test.each([
  ['a (b', 'missing'],
  ['a b)', 'opens nowhere'],
  ['{NOWHERE} a', 'no list NOWHERE'],
  ['{SELF}', 'names itself'],
  ['a | b', 'brackets'],
  ['a (b|)', 'empty'],
  ['a [|b]', 'empty'],
  ['a ()', 'empty'],
  ['', 'empty'],
  ['a {b', 'misplaced'],
  ['[a|b] [c]', 'left out'],
  ['([a]|b) ...', 'left out'],
])('the phrase "%s" is refused with what is wrong', (phrase, reason) => {
  expect(() => readPattern(phrase, { SELF: ['a {SELF}'] })).toThrow(reason);
});

test('a range of a pattern may have decimals', () => {
  const pattern = readPattern('temp <37.8..42.5>', {});
  const matches = (degrees: string): boolean => matchesAt(pattern, ['temp', degrees], 0, () => false).length > 0;
  expect(['37', '37.7', '37.8', '39,5', '42.6'].map(matches)).toEqual([false, false, true, true, false]);
});

test.each([
  ['no', 1],
  ['not (at all|any more now) [really|very much] ...', 3],
  ['(a b|c|d [e]) <1..9> wor*', 3],
  ['({TWO}|a b c)', 2],
  ['[a|b] c', 1],
])('the phrase "%s" needs %i words, so that shorter messages need not be searched for it', (phrase, least) => {
  expect(leastWords(readPattern(phrase, { TWO: ['a b', 'a [c] d e'] }))).toBe(least);
});

test('what a thousand patterns name is kept in memory once: a list, and a word', () => {
  const lists = { BACK: ['my back', 'my lower back'] };
  const [one, other] = ['{BACK} hurts', 'it hurts [in] {BACK}'].map((phrase) => readPattern(phrase, lists));
  expect(other?.at(-1)).toBe(one?.[0]);
  expect(other?.[1]).toBe(one?.[1]);
});

const languages = lexiconLanguages.map((name) => ({ name, lexicon: readLexicon(name), phrases: phrasesOf(name) }));

test.each(languages)('$name: every word of a phrase can be heard as it is spelled', ({ name, phrases }) => {
  const { tokenise } = languageOf(name);
  const places = new Map(
    phrases.flatMap(([path, all]) =>
      all.flatMap(({ text, pattern }) =>
        spelledIn(pattern).flatMap(({ words }) => [...words].map((word) => [word, `${path}: ${text}`] as const)),
      ),
    ),
  );
  const unheard = [...places].filter(([spelled]) => {
    const [only, second] = tokenise(spelled);
    return only?.word !== spelled || second;
  });
  expect(unheard).toEqual([]);
});

test.each(languages)('$name: no phrase stands twice in a list', ({ phrases }) => {
  const twice = phrases.flatMap(([path, all]) => {
    const texts = all.map(({ text }) => text);
    return texts.filter((text, at) => texts.indexOf(text) < at).map((text) => `${path}: ${text}`);
  });
  expect(twice).toEqual([]);
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
