import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { examplesIn } from '../../../../build/examples.ts';
import { leftOver } from '../../../../dialogs/understanding/answer/explained.ts';
import { likelyAnswer } from '../../../../dialogs/understanding/answer/likelyAnswer.ts';
import { lexiconLanguages } from '../../../../dialogs/understanding/lexicon.ts';
import { fingerprintOf, learnedIn, readModel } from '../../../../dialogs/understanding/likely/likelihoods.ts';
import { read } from '../../../../dialogs/understanding/readings/readings.ts';
import { typedIn } from '../../../../dialogs/understanding/understand.ts';
import { answersTo, type QuestionId, questionIds } from '../../../../machines/findings.ts';
import { sentencesIn } from '../../../understanding/score.ts';

const today = new Date('2026-11-28');
const folderOf = (language: string): URL =>
  new URL(`../../../../dialogs/understanding/lexicons/${language}/`, import.meta.url);
const modelOf = (language: string): URL => new URL('likelihoods.bin', folderOf(language));
/** A language may do without examples: then nothing is proposed in it. */
const learnedLanguages = lexiconLanguages.filter((language) =>
  ['examples/', 'likelihoods.bin'].some((made) => existsSync(new URL(made, folderOf(language)))),
);

test.each(learnedLanguages)('%s: what was learned was learned from the examples that lie beside it', (language) => {
  const { header } = readModel(modelOf(language));
  expect(header.learnedFrom).toBe(fingerprintOf(new URL('examples/', folderOf(language))));
});

test.each(learnedLanguages)('%s: every value of every question has examples', (language) => {
  const examples = examplesIn(new URL('examples/', folderOf(language)));
  for (const question of questionIds) {
    const shown = examples.filter(({ about }) => about === question).map(({ value }) => value);
    expect(shown).toEqual(expect.arrayContaining([...answersTo(question)]));
  }
});

test.each(learnedLanguages)(
  '%s: of sentences that were not learned from, four in five look like what they say',
  (language) => {
    const learned = learnedIn(modelOf(language));
    const likeliest = (question: QuestionId, text: string): string | undefined => {
      const message = read(typedIn(text, question, language, today, 'self'));
      return likelyAnswer(question, message, leftOver(message), learned).values[0]?.value;
    };
    const path = new URL(`../../../understanding/${language}.test.jsonl`, import.meta.url).pathname;
    const answered = sentencesIn(path).flatMap(({ question, text, expect: expected }) => {
      const values = expected.flatMap(({ value }) => value ?? []);
      return question && values.length > 0 ? [{ question, text, values }] : [];
    });
    const right = answered.filter(({ question, text, values }) => values.includes(likeliest(question, text) ?? ''));
    expect(answered.length).toBeGreaterThan(100);
    expect(right.length / answered.length).toBeGreaterThan(0.8);
  },
);

test.each(learnedLanguages)('%s: no sentence of the sets that measure is among the examples', (language) => {
  const examples = new Set(
    [...questionIds, 'opening'].flatMap((name) =>
      readFileSync(new URL(`examples/${name}.tsv`, folderOf(language)), 'utf8')
        .split('\n')
        .map((line) => line.split('\t')[1]),
    ),
  );
  const kept = sentencesIn(new URL(`../../../understanding/${language}.test.jsonl`, import.meta.url).pathname);
  expect(kept.filter(({ text }) => text.includes(' ') && text.length > 15 && examples.has(text))).toEqual([]);
});
