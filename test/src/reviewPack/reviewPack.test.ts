import { describe, expect, test } from '@jest/globals';
import { Window } from 'happy-dom';
import { plainText } from '../../../dialogs/cards/plainText.ts';
import { contentVersion } from '../../../dialogs/contentVersion.ts';
import { drawingNames, pictureIds } from '../../../dialogs/pictures.ts';
import { answerText, dispositionText, pictureText, questionText, spokenLanguages } from '../../../dialogs/texts.ts';
import { dispositions } from '../../../machines/actions.ts';
import { answersTo, questionIds, roleSchema } from '../../../machines/findings.ts';
import { imagingRows } from '../../../machines/imagingRules.ts';
import { claims } from '../../../machines/sources.ts';
import { emergencyRows, urgentRows } from '../../../machines/urgencyRules.ts';
import { cardScenes } from '../../../src/reviewPack/cardScenes.ts';
import { contentSnapshot } from '../../../src/reviewPack/contentSnapshot.ts';
import { counts, proofChapter, proved } from '../../../src/reviewPack/proof.ts';
import { reviewPack } from '../../../src/reviewPack/reviewPack.ts';
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
const pack = reviewPack({ written: '2026-11-25', pathway: '<svg></svg>', proof: proved(report), signed: undefined });
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
  const scenes = cardScenes();
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
  expect(proofChapter(undefined).markup).toMatch(/tests were <strong>not run<\/strong>/);
  const rules = new Set([...urgencyTable, ...imagingTable].map(({ is }) => is['rule'])).size;
  expect(counts()).toMatchObject({ questions: questionIds.length, rules });
});
