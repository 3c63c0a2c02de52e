import { readdirSync, readFileSync } from 'node:fs';
import { parse } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from '@jest/globals';
import { argumentsOf, messagesIn } from '../../dialogs/content/icuMessages.ts';
import { messageIds, spokenLanguages } from '../../dialogs/texts.ts';
import { lexiconLanguages } from '../../dialogs/understanding/lexicon.ts';
import { languageOf } from '../../dialogs/understanding/phrases/language.ts';
import { plain } from '../../dialogs/understanding/words/tokens.ts';
import { claims } from '../../machines/sources.ts';
import { withWords } from './icuMessages.ts';

const folder = new URL('../../dialogs/', import.meta.url);
const textsOf = (language: string): unknown =>
  JSON.parse(readFileSync(new URL(`texts/${language}.json`, folder), 'utf8'));
const sources = [
  ...claims.map(({ id, says }) => [`claims/${id}`, says] as const),
  ...claims.flatMap(({ source }) =>
    source.mark === 'guideline' ? [[`places/${source.place}`, source.place] as const] : [],
  ),
];
/** English is the source: what it shows from machines/sources.ts needs no text of its own. */
const english = new Map([...messagesIn(textsOf('en')), ...sources]);
const translations = spokenLanguages.filter((language) => language !== 'en');

test('each language has texts and a lexicon, and each texts file is spoken', () => {
  const files = readdirSync(new URL('texts/', folder)).map((file) => file.replace('.json', ''));
  expect([...spokenLanguages].toSorted()).toEqual(files.toSorted());
  expect(lexiconLanguages).toEqual(expect.arrayContaining([...spokenLanguages]));
});

test('every message is used', () => {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const code = sources.map((file) => readFileSync(new URL(file, folder), 'utf8')).join('\n');
  expect(messageIds.filter((id) => !code.includes(`'${id}'`))).toEqual([]);
});

// Buttons stand from the mildest answer to the gravest with the old one last, the lines of a question otherwise: who was
// sent to "the one furthest down" could take an old complaint for a new one.
test.each(spokenLanguages)('no question or help says which answer to take by its place (%s)', (language) => {
  const byPlace =
    /\b(furthest|lowest|topmost|last one|first one|further (down|up)|más (abajo|arriba)|(última|primera) de)\b/i;
  const inQuestions = messagesIn(textsOf(language)).filter(([path]) => path.startsWith('questions/'));
  expect(inQuestions.length).toBeGreaterThan(200);
  expect(inQuestions.filter(([, text]) => byPlace.test(text))).toEqual([]);
});

describe.each(translations)('%s', (language) => {
  const texts = new Map(messagesIn(textsOf(language)));

  test('has every message, for the same roles, and no other', () => {
    expect([...texts.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  test('puts the same into each message, and chooses by the same', () => {
    for (const [path, icu] of english)
      expect([path, argumentsOf(texts.get(path) ?? '')]).toEqual([path, argumentsOf(icu)]);
  });

  test('has lists and emphasis where the English has them', () => {
    const marks = (icu: string) => [icu.match(/^- /gm)?.length, icu.match(/\*\*/g)?.length, icu.match(/\n\n/g)?.length];
    for (const [path, icu] of english) expect([path, marks(texts.get(path) ?? '')]).toEqual([path, marks(icu)]);
  });

  test('has no English left over', () => {
    const [here, there] = [languageOf(language), languageOf('en')];
    const left = [...texts].flatMap(([path, icu]) =>
      wordsOf(icu)
        .filter((word) => here.rankOf(word) >= unknown && there.rankOf(word) < everyday)
        .map((word) => `${path}: ${word}`),
    );
    expect(left).toEqual([]);
  });
});

/** Beyond the rank of any word that a language's list or lexicon has; and among the words that no English text is without. */
const unknown = 30_000;
const everyday = 1_000;
/** No English either, though the list of Spanish words lacks them. */
const spelledAlike: ReadonlySet<string> = new Set(['red', 'compare', 'et', 'use', 'web', 'microsoft']);

/** Words of two letters or more, without what is put in. */
function wordsOf(icu: string): readonly string[] {
  const words: string[] = [];
  withWords(parse(icu, { ignoreTag: true }), (literal) => {
    words.push(...(literal.match(/\p{L}[\p{L}\p{M}]+/gu) ?? []).map(plain));
    return literal;
  });
  return words.filter((word) => !spelledAlike.has(word));
}
