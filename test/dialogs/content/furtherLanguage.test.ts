import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { takeContent } from '../../../dialogs/content/deploymentContent.ts';
import { contentVersion } from '../../../dialogs/contentVersion.ts';
import { languageToBegin } from '../../../dialogs/hear.ts';
import type { Asked } from '../../../dialogs/heard.ts';
import { ownTexts } from '../../../dialogs/ownTexts.ts';
import { answerText, message, spokenLanguages } from '../../../dialogs/texts.ts';
import { saidByPhrases } from '../../../dialogs/understanding/understand.ts';
import { answersTo } from '../../../machines/findings.ts';
import { packageTeamsApp } from '../../../manifest/package.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';
import { keptSets, sentencesIn } from '../../understanding/score.ts';
import { rehearse } from '../conversation/rehearsal.ts';
import { cipher, writeCipherLanguage } from './cipherLanguage.ts';

/** A further language by two folders: it is asked, understood, changed to and from, and signed, without a line of code. */
const folder = temporaryFolder();
const before = contentVersion;
beforeAll(() => {
  writeCipherLanguage(folder, 'qa');
  takeContent(folder);
});

test('is spoken beside the others, and is content of another hash', () => {
  expect(spokenLanguages).toEqual([...Object.keys(ownTexts), 'qa']);
  expect(contentVersion).not.toBe(before);
});

test('is asked and understood in, from the first question to the advice', () => {
  let now = rehearse('self', 'qa');
  const begun = { language: 'qa', role: 'self' } as const;
  while (now.view.kind === 'question') {
    const { question, answers } = now.view;
    now = now.type(answerText(begun, question, answersTo(question)[0] ?? 'unsure'));
    expect(now.view.answers.length).toBe(answers.length + 1);
  }
  expect(now.view).toMatchObject({ kind: 'recommendation', language: 'qa', recommendation: { urgency: 'routine' } });
});

test('means by its phrases what the same words mean in English', () => {
  const sentences = keptSets
    .flatMap(sentencesIn)
    .filter(({ locale }) => locale.startsWith('en'))
    .filter((_, nth) => nth % 20 === 0);
  const heard = (text: string, question: Asked, locale: string) => {
    const { kind, ...said } = saidByPhrases(text, question, locale, new Date('2026-11-28T12:00:00Z'), 'self');
    return { kind, findings: 'findings' in said ? said.findings : {} };
  };
  const other = sentences.filter(({ text, question }) => {
    const [there, here] = [heard(cipher(text), question ?? undefined, 'qa'), heard(text, question ?? undefined, 'en')];
    return JSON.stringify(there) !== JSON.stringify(here);
  });
  // It has no spelling dictionary, so now and then a typo is taken otherwise.
  expect(sentences.length).toBeGreaterThan(100);
  expect(other.length / sentences.length).toBeLessThan(0.01);
});

test('the Teams app is offered in it, with commands that the bot understands', () => {
  const options = ['--host', 'bot.example.org', '--bot-id', '11111111-2222-3333-4444-555555555555'];
  expect(packageTeamsApp(options, folder)).toMatchObject({ exitCode: 0 });
  const files = unzipSync(readFileSync(join(folder, 'cauda.zip')));
  const texts = z.record(z.string(), z.string()).parse(JSON.parse(strFromU8(files['qa.json'] ?? new Uint8Array())));
  expect(texts['description.short']).toBe(
    cipher('Low back pain: one question at a time, then what to do and how soon.'),
  );
  expect(texts['bots[0].commandLists[0].commands[9].title']).toBe(cipher('delete my answers'));
  expect(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()))).toMatchObject({
    localizationInfo: {
      additionalLanguages: expect.arrayContaining([
        expect.objectContaining({ languageTag: 'es' }),
        { languageTag: 'qa', file: 'qa.json' },
      ]),
    },
  });
});

test('a conversation begins in it by its locale or its words, and changes to it from another', () => {
  expect(languageToBegin(undefined, 'qa-GB')).toBe('qa');
  expect(languageToBegin(cipher('my back hurts since yesterday'), 'es')).toBe('qa');
  expect(rehearse('self', 'es').type(cipher('in english please')).view.language).toBe('qa');
  expect(rehearse('self', 'qa').type('en español por favor').view.language).toBe('es');
  expect(message({ language: 'en', role: 'self' }, 'languagesSpoken')).toMatch(
    /Spanish, and qa\. .*"in Spanish" or "in qa"/,
  );
});
