import { describe, expect, test } from '@jest/globals';
import { Window } from 'happy-dom';
import { plainText } from '../../../dialogs/cards/plainText.ts';
import { contentVersion } from '../../../dialogs/contentVersion.ts';
import { drawingNames, pictureIds } from '../../../dialogs/pictures.ts';
import {
  answerText,
  claimText,
  dispositionText,
  pictureText,
  questionText,
  spokenLanguages,
} from '../../../dialogs/texts.ts';
import { dispositions } from '../../../machines/actions.ts';
import { answersTo, questionIds, roleSchema } from '../../../machines/findings.ts';
import { imagingRows } from '../../../machines/imagingRules.ts';
import { claimIds, claims } from '../../../machines/sources.ts';
import { emergencyRows, urgentRows } from '../../../machines/urgencyRules.ts';
import { cardScenes } from '../../../src/reviewPack/cardScenes.ts';
import { contentSnapshot } from '../../../src/reviewPack/contentSnapshot.ts';
import { counts, proofChapter, proved } from '../../../src/reviewPack/proof.ts';
import { reviewPack } from '../../../src/reviewPack/reviewPack.ts';
import { packIn, packLanguages } from '../../../src/reviewPack/words/packLanguages.ts';
import type { PackWords } from '../../../src/reviewPack/words/packWords.ts';
import { contentOf } from '../../../src/reviewPackCommand.ts';
import { imagingTable, urgencyTable } from '../../machines/truthTable/concluded.ts';

const report = {
  testResults: [
    {
      name: '/anywhere/test/machines/ruleRows.test.ts',
      assertionResults: [
        { ancestorTitles: ['E1'], title: 'keeps firing', status: 'passed' },
        { ancestorTitles: ['E2'], title: 'keeps firing', status: 'passed' },
        { ancestorTitles: ['walk'], title: 'ends', status: 'failed' },
      ],
    },
  ],
};
const packOf = (language: string): string =>
  reviewPack({
    pack: packIn(language),
    written: '2026-11-25',
    pathway: '<svg></svg>',
    proof: proved(report),
    signed: undefined,
  });
const pack = packOf('en');
const page = new Window();
page.document.write(pack);
page.document.getElementById('content')?.remove();
const words = squeezed(page.document.body.textContent);

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ');
}
const shows = (text: string): boolean =>
  words.includes(squeezed(text.replaceAll(/^- /gm, '').replaceAll(/\n- /g, '\n')));

test('needs no other file, and runs nothing', () => {
  expect(pack).not.toMatch(/(src|href)="(?!#|data:)/);
  expect(pack).not.toMatch(/@import|url\(/);
  expect(pack.match(/<script/g)).toHaveLength(1);
  expect(pack).toMatch(/<script type="application\/json" id="content">/);
});

test('shows each drawing with its caption', () => {
  for (const language of spokenLanguages)
    for (const id of pictureIds) expect(shows(pictureText({ language, role: 'self' }, id, 'caption'))).toBe(true);
  expect(pack.split('data:image/svg+xml;base64,').length - 1).toBe(drawingNames.length * spokenLanguages.length);
});

test('has nothing that was forgotten to be filled in', () => {
  expect(words).not.toMatch(/undefined|\[object|NaN|, select,|\*\*/);
});

test('carries its content, so that the next pack can be held against it', () => {
  expect(contentOf(pack)).toEqual(contentSnapshot());
  expect(() => contentOf('<p>something else</p>')).toThrow(/no review pack/);
});

test('says which content it is about, what it is not, and how to sign', () => {
  expect(words).toContain(`Clinical content ${contentVersion}`);
  expect(words).toMatch(/decision support, not a diagnosis, and not clinically validated/);
  expect(words).toContain(`"hash": "${contentVersion}"`);
  expect(words).toMatch(/CAUDA_SIGN_OFF/);
});

describe.each(spokenLanguages)('in %s', (language) => {
  test.each(roleSchema.options)('shows a reviewer every question as a %s reads it', (role) => {
    for (const id of questionIds) {
      for (const part of ['ask', 'simpler', 'help', 'why'] as const) {
        const missing = questionText({ language, role }, id, part)
          .split('\n')
          .filter((line) => !shows(line));
        expect([id, part, missing]).toEqual([id, part, []]);
      }
      for (const value of answersTo(id)) expect(shows(answerText({ language, role }, id, value))).toBe(true);
    }
  });
});

test('has every rule, and every statement in its own words', () => {
  for (const { id } of [...emergencyRows, ...urgentRows, ...imagingRows])
    expect(pack).toMatch(new RegExp(`[>(]${id}[<)]`));
  expect(claims.filter(({ says }) => !shows(says)).map(({ id }) => id)).toEqual([]);
});

test('names every statement that was not verified among what could not be', () => {
  const chapter = squeezed(page.document.getElementById('unverified')?.textContent ?? '');
  const unverified = claims.filter(({ source }) => source.mark === 'guideline' && source.place === 'unverified');
  expect(unverified.length).toBeGreaterThan(0);
  expect(unverified.filter(({ says }) => !chapter.includes(squeezed(says)))).toEqual([]);
});

test('shows a card for every kind of advice, and the words of each card', () => {
  const scenes = cardScenes(packIn('en'));
  const text = scenes.map((scene) => plainText(scene.card)).join('\n');
  const titles = dispositions.filter((id) =>
    roleSchema.options.every((role) => !text.includes(dispositionText({ language: 'en', role }, id, 'title'))),
  );
  expect(titles).toEqual([]);
  expect(page.document.querySelectorAll('figure .card')).toHaveLength(scenes.length);
  for (const figure of page.document.querySelectorAll('figure')) expect(figure.textContent.length).toBeGreaterThan(60);
});

test('tells what the tests held, with their true counts, and does not hide a failure', () => {
  expect(proved(report)).toEqual([
    {
      file: 'ruleRows',
      sentences: [
        { sentence: 'keeps firing', passed: 2, failed: 0 },
        { sentence: 'walk: ends', passed: 0, failed: 1 },
      ],
    },
  ]);
  expect(words).toMatch(/2 tests passed, 1 failed/);
  expect(words).toMatch(/walk: ends 1 FAILED/);
  expect(proofChapter(packIn('en'), undefined).markup).toMatch(/tests were <strong>not run<\/strong>/);
  const rules = new Set([...urgencyTable, ...imagingTable].map(({ is }) => is['rule'])).size;
  expect(counts()).toMatchObject({ questions: questionIds.length, rules });
});

describe.each(packLanguages)('written in %s', (language) => {
  const page = new Window();
  page.document.write(packOf(language));
  for (const own of ['content', ...spokenLanguages.flatMap((one) => [`questions-${one}`, `advice-${one}`])])
    page.document.getElementById(own)?.remove();
  const chapters = squeezed(page.document.body.textContent);

  test('says the words of that language, and of no other that there are packs in', () => {
    expect(page.document.documentElement.lang).toBe(language);
    for (const one of packLanguages) {
      // What is alike in two languages is a name or a number.
      const said = claimIds.map((id) => squeezed(claimText({ language: one, role: 'clinician' }, id)));
      const missing = said.filter((text) => !chapters.includes(text));
      expect([one, missing.length < said.length / 2]).toEqual([one, one === language]);
      expect([one, chapters.includes(squeezed(packIn(one).words.chapters.disputed))]).toEqual([one, one === language]);
    }
  });

  test('has each of its own words in its own language', () => {
    const english = wordsIn(packIn('en').words);
    const own = wordsIn(packIn(language).words);
    expect(Object.keys(own).filter((key) => !key.startsWith('translations'))).toEqual(Object.keys(english));
    const same = Object.entries(own).filter(
      ([key, text]) => language !== 'en' && text.length > 15 && english[key] === text,
    );
    expect(same).toEqual([]);
  });
});

test('a language that nobody has written the pack in is refused with what there is', () => {
  for (const language of ['fr', 'constructor', ''])
    expect(() => packIn(language)).toThrow(`is written in en and es, not in "${language}"`);
});

/** The words of a pack by where they stand; what is put into them is the same for all. */
const wordsIn = ({ everyQuestion, everyAdvice, ...words }: PackWords): Readonly<Record<string, string>> =>
  flat('', {
    ...words,
    content: words.content('1'),
    written: words.written('1', '2'),
    everyQuestion: everyQuestion('1'),
    everyAdvice: everyAdvice('1'),
    intendedUse: words.intendedUse((id) => id),
    disputed: words.disputed((id) => id),
    howToSign: words.howToSign('1'),
    decisions: {
      ...words.decisions,
      imagingWhen: words.decisions.imagingWhen('1'),
      fractureWhen: words.decisions.fractureWhen('1'),
    },
    acr: { ...words.acr, read: words.acr.read('1', '2', '3') },
    proved: words.proved({ questions: 1, answers: 2, findings: '3', rules: 4, assignments: '5' }),
    run: words.run(1, 2),
    cases: words.cases(1),
    failed: words.failed(1),
    nothingChanged: words.nothingChanged('1'),
    changed: words.changed(1, '2'),
    codeChanged: words.codeChanged('1'),
  });

function flat(at: string, node: unknown): Readonly<Record<string, string>> {
  if (typeof node === 'string') return { [at]: node };
  if (typeof node !== 'object' || node === null) throw new Error(`${at} is no words`);
  return Object.assign({}, ...Object.entries(node).map(([key, value]) => flat(`${at}${at && '/'}${key}`, value)));
}
