import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { clinicalCode, codeVersionOf } from '../../dialogs/clinicalCode.ts';
import { contentVersion, contentVersionOf } from '../../dialogs/contentVersion.ts';
import { allTexts } from '../../dialogs/texts.ts';
import { allLexicons } from '../../dialogs/understanding/lexicon.ts';
import { ConfigError, readConfig } from '../../src/config.ts';
import { reviewInWords, reviewOf } from '../../src/signOffFile.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const folder = temporaryFolder();

const today = Date.parse('2026-11-25T12:00:00Z');
const signature = { name: 'Ann O’Neil', role: 'consultant spine surgeon', date: '2026-11-20', hash: contentVersion };

function fileWith(content: unknown): string {
  const file = join(folder, 'sign-off.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}
function refusal(content: unknown): string {
  try {
    reviewOf(fileWith(content), today);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  return 'accepted';
}

test('a signature under the content that is in force makes it reviewed', () => {
  const { hash: _, ...by } = signature;
  const review = reviewOf(fileWith(signature), today);
  expect(review).toEqual({ state: 'reviewed', by });
  expect(reviewInWords(review)).toBe('Reviewed by Ann O’Neil, consultant spine surgeon, on 2026-11-20.');
});

test('without a sign-off it is not validated, and the server says so', () => {
  expect(reviewInWords(reviewOf(undefined, today))).toMatch(/^Not clinically validated/);
});

type Changed = {
  readonly code?: Readonly<Record<string, readonly string[]>>;
  readonly texts?: unknown;
  readonly lexicons?: unknown;
};
test.each<[string, Changed]>([
  ['one word of one rule', { code: { urgencyRules: ["'cord-signs'", "'mild'"] } }],
  ['one source', { code: { sources: ['within 48 hours', 'within 84 hours'] } }],
  ['one text', { texts: { ...allTexts, en: 'other' } }],
  ['one lexicon', { lexicons: { ...allLexicons(), en: { words: 'other' } } }],
])(
  'any change of the content invalidates it by itself: %s',
  (_, { code = {}, texts = allTexts, lexicons = allLexicons() }: Changed) => {
    const changed = Object.entries(clinicalCode()).map(([file, source]) => {
      const [from, to] = Object.entries(code).find(([name]) => name === file)?.[1] ?? ['', ''];
      return [file, source.replace(from ?? '', to ?? '')];
    });
    const content = contentVersionOf(codeVersionOf(Object.fromEntries(changed)), texts, lexicons);
    const review = reviewOf(fileWith(signature), today, content);
    expect(review).toEqual({ state: 'outdated', signed: contentVersion, content });
    expect(reviewInWords(review)).toMatch(/NOT clinically validated.*review-pack/);
  },
);

describe('a file that cannot be used keeps the server from starting, and says what is wrong', () => {
  test.each([
    ['no JSON', 'Ann', /is not JSON\. Name a file like/],
    ['no name', { ...signature, name: undefined }, /at name/],
    [
      'markup in the name',
      { ...signature, name: '**Ann** [x](y)' },
      /letters, digits or plain punctuation[\s\S]*at name/,
    ],
    ['no date', { ...signature, date: '20 November' }, /must be a date like 2026-01-31/],
    ['a date to come', { ...signature, date: '2027-01-01' }, /is in the future/],
    ['no hash', { ...signature, hash: 'latest' }, /must be the 16 hexadecimal digits/],
    ['more than that', { ...signature, approved: true }, /Unrecognized key: "approved"/],
  ])('%s', (_, content, message) => {
    expect(refusal(content)).toMatch(message);
    expect(refusal(content)).toMatch(/^CAUDA_SIGN_OFF: .*sign-off\.json/);
  });

  test('no such file', () => {
    expect(() => reviewOf(join(folder, 'none.json'), today)).toThrow(/cannot be read/);
  });
});

test('the setting is CAUDA_SIGN_OFF', () => {
  expect(readConfig({}).signOff).toBeUndefined();
  expect(readConfig({ CAUDA_SIGN_OFF: 'sign-off.json' }).signOff).toBe('sign-off.json');
});
