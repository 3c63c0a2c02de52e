import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { lexiconLanguages, readLexicon } from '../../../dialogs/understanding/lexicon.ts';
import { grammarSchema } from '../../../dialogs/understanding/lexiconSchema.ts';
import { languageOf } from '../../../dialogs/understanding/phrases/language.ts';
import { spelledIn } from '../../../dialogs/understanding/phrases/patterns.ts';
import { phrasesOf } from '../../understanding/needlessPhrases.ts';

const languages = lexiconLanguages.map((name) => ({ name, lexicon: readLexicon(name), phrases: phrasesOf(name) }));

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
