import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { takeContent } from '../../../dialogs/content/deploymentContent.ts';
import { untranslatedTexts } from '../../../dialogs/content/untranslated.ts';
import { ownTexts } from '../../../dialogs/ownTexts.ts';
import { allTexts, spokenLanguages } from '../../../dialogs/texts.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';
import { writeCipherLanguage } from './cipherLanguage.ts';

const folder = temporaryFolder();
writeCipherLanguage(folder, 'qa');

const dialogs = join(import.meta.dirname, '../../../dialogs');
const jsonOf = (path: string): object => JSON.parse(readFileSync(path, 'utf8'));
const inside = (node: unknown, keys: readonly string[]): unknown =>
  keys.reduce((one, key) => Reflect.get(Object(one), key), node);

/** Puts something in a place of a file of the language, which is whole before that. */
function put(file: string, place: string, value: unknown): void {
  const content = jsonOf(join(folder, file));
  const keys = place.split('/');
  const last = keys.pop() ?? '';
  Reflect.set(Object(inside(content, keys)), last, value);
  writeFileSync(join(folder, file), JSON.stringify(content));
}

const acr = 'ACR Appropriateness Criteria Low Back Pain 2021, variant 6, by its summary for patients, read';
const lexicon = (name: string): object => jsonOf(join(dialogs, 'understanding/lexicons', name));
/** A phrase that names a list of its own language's cannot be read in another. */
const withoutLists = (phrases: unknown): unknown => [phrases].flat().filter((one) => !String(one).includes('{'));
const left = [
  ['texts/qa.json', 'actions/stayActive/self', inside(ownTexts['en'], ['actions', 'stayActive', 'self'])],
  ['texts/qa.json', 'questions/bladder/help/carer', inside(ownTexts['es'], ['questions', 'bladder', 'help', 'carer'])],
  ['texts/qa.json', `places/${acr}`, acr],
  ['lexicons/qa/commands.json', 'otherEmergencies', inside(lexicon('en/commands.json'), ['otherEmergencies'])],
  ['lexicons/qa/grammar.json', 'asides', withoutLists(inside(lexicon('es/grammar.json'), ['asides']))],
  ['lexicons/qa/commands.json', 'selfHarm', []],
  ['lexicons/qa/symptoms.json', 'extents/spreading', []],
  [
    'lexicons/qa/symptoms.json',
    'findings',
    [inside(jsonOf(join(folder, 'lexicons/qa/symptoms.json')), ['findings'])]
      .flat()
      .filter((one) => !(inside(one, ['question']) === 'spinalSurgery' && inside(one, ['value']) === 'unsure')),
  ],
] as const;

test('a language that is translated in part is refused, and each place that is left is named', () => {
  for (const [file, place, value] of left) put(file, place, value);
  let told = '';
  try {
    takeContent(folder);
  } catch (error) {
    told = String(error);
  }
  const named = told.split('\n  ').slice(1);
  const lexicons = 'lexicons/qa';
  expect(named).toEqual([
    `texts/qa.json: actions/stayActive/self: still says "Stay as active as you can", as en does`,
    `texts/qa.json: places/${acr}: still says "${acr}", as en does`,
    expect.stringMatching(/^texts\/qa\.json: questions\/bladder\/help\/carer: still says ".*", as es does$/),
    `${lexicons}/commands.json: selfHarm: is empty, so nothing of it would be understood`,
    `${lexicons}/symptoms.json: extents/spreading: is empty, so nothing of it would be understood`,
    `${lexicons}/symptoms.json: findings, spinalSurgery unsure: is empty, so nothing of it would be understood`,
    expect.stringMatching(/commands\.json: otherEmergencies: still holds phrases of en, like "/),
    expect.stringMatching(/grammar\.json: asides: still holds phrases of es, like "/),
  ]);
  expect(spokenLanguages).toEqual(Object.keys(ownTexts));
  expect(allTexts).toEqual(ownTexts);
});

test('a phrase that names a list which the lexicon has not is refused by name', () => {
  const wrong = temporaryFolder();
  writeCipherLanguage(wrong, 'qa');
  const file = join(wrong, 'lexicons/qa/symptoms.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"figures":[', '"figures":["{NONE} x",'));
  expect(() => takeContent(wrong)).toThrow(/lexicons\/qa: Pattern "\{NONE\} x": there is no list NONE/);
});

test('who writes it can try it, and is told the same', () => {
  const told: string[] = [];
  takeContent(folder, (problems) => told.push(...problems));
  expect(told).toHaveLength(left.length);
  expect(spokenLanguages).toContain('qa');
});

test('Cauda’s own languages are whole beside each other', () => {
  expect(untranslatedTexts(ownTexts['es'], { en: ownTexts['en'] })).toEqual([]);
});
