/**
 * Writes `dialogs/understanding/lexicons/<language>/likelihoods.bin`: what the labelled sentences of a language teach of
 * how an answer to each question looks, and how an emergency does. `npm run likelihoods -- [LEXICONS]`, after they were
 * changed; without a folder it is Cauda's own.
 */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { leftOver } from '../dialogs/understanding/answer/explained.ts';
import { saidWords } from '../dialogs/understanding/answer/saidWords.ts';
import { foldersIn, hearWith } from '../dialogs/understanding/lexicon.ts';
import { type Features, featuresOf } from '../dialogs/understanding/likely/features.ts';
import { bucketsOf, fingerprintOf, type Header, type Subject } from '../dialogs/understanding/likely/likelihoods.ts';
import { languageOf } from '../dialogs/understanding/phrases/language.ts';
import { read } from '../dialogs/understanding/readings/readings.ts';
import { typedIn } from '../dialogs/understanding/understand.ts';
import { normalise } from '../dialogs/understanding/words/tokens.ts';
import { type QuestionId, questionIds } from '../machines/findings.ts';
import { answersQuestion, type Example, examplesIn, isBesides, isMild } from './examples.ts';
import { learn } from './logisticRegression.ts';
import { nonsense } from './nonsense.ts';

/** How much weights shrink at each step: of the tried 0.00001 to 0.001 it does best on sentences left out. */
const shrinkOf = (about: Subject): number => (about === 'emergency' ? 3e-4 : 1e-4);

/** Of what answers no question, one sentence in so many teaches as much as all. */
const besidesTaken = 4;

/** As many as keep nonsense from looking urgent. */
const nonsenseLines = 1000;

/** The day on which the sentences are taken to be said. */
const learnedOn = new Date('2026-11-28');

const [added] = process.argv.slice(2);
const lexicons = added ?? join(import.meta.dirname, '../dialogs/understanding/lexicons');
if (added !== undefined) hearWith(pathToFileURL(`${added}/`));

for (const [language, folder] of Object.entries(foldersIn(pathToFileURL(`${lexicons}/`)))) {
  if (!existsSync(new URL('examples/', folder))) continue;
  rmSync(new URL('likelihoods.bin', folder), { force: true }); // one that no longer fits could not be read
  const examples = examplesIn(new URL('examples/', folder));
  const featuresTo = answerFeatures(language);
  const besides = examples.filter(isBesides).filter((_, at) => at % besidesTaken === 0);
  const labelled = examples.filter(({ about }) => about !== 'neverMild');
  const answers = examples.flatMap((each) => {
    const question = answersQuestion(each);
    return question ? [{ ...each, question }] : [];
  });
  const classes = [
    ...questionIds.flatMap((question) =>
      learned(question, [
        ...examples
          .filter(({ about }) => about === question)
          .map(({ text, value }) => ({ value, features: featuresTo(question, text) })),
        ...besides.map(({ text }) => ({ value: 'besides', features: featuresTo(question, text) })),
      ]),
    ),
    ...learned(
      'mild',
      answers.map((each) => ({ value: isMild(each) ? 'yes' : 'no', features: featuresTo(each.question, each.text) })),
    ),
    ...learned(
      'emergency',
      // an answer is no first message: "both" says nothing by itself
      [
        ...examples.filter(({ about }) => about === 'opening' || about === 'command'),
        ...nonsense(language, nonsenseLines).map((text) => ({ value: 'none', text })),
      ].map(({ value, text }) => ({
        value: value === 'emergency' ? 'emergency' : 'none',
        features: wordFeatures(text),
      })),
    ),
    ...learned(
      'command',
      labelled.map((each) => ({
        value: each.about === 'command' ? each.value : 'besides',
        features: wordFeatures(each.text),
      })),
    ),
  ];
  const header: Header = {
    learnedFrom: fingerprintOf(new URL('examples/', folder)),
    mildWords: mildWordsOf(language, labelled),
    classes: classes.map(({ about, value, bias, step }) => ({ about, value, bias, step })),
  };
  const weights = classes.map(({ weights: own, step }) => Int8Array.from(own, (weight) => Math.round(weight / step)));
  const bytes = Buffer.concat([
    Buffer.from(`${JSON.stringify(header)}\n`),
    ...weights.map(({ buffer }) => Buffer.from(buffer)),
  ]);
  writeFileSync(new URL('likelihoods.bin', folder), brotliCompressSync(bytes));
  console.log(`${language}: ${examples.length} sentences, ${classes.length} classes`);
}

type Labelled = { readonly value: string; readonly features: Features };

function learned(about: Subject, examples: readonly Labelled[]) {
  const values = [...new Set(examples.map(({ value }) => value))].sort();
  const texts = examples.map(({ features, value }) => ({ features, is: values.indexOf(value) }));
  return learn(texts, values.length, bucketsOf(about), shrinkOf(about)).map((each, at) => ({
    about,
    value: values[at] ?? '',
    step: stepOf(each.weights),
    ...each,
  }));
}

/** Weights are kept in eight steps up and down: finer ones judged no sentence better, and took twice the room. */
function stepOf(weights: Float32Array): number {
  return weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-6) / 8;
}

function wordFeatures(text: string): Features {
  return featuresOf(normalise(text));
}

/** A sentence as an answer to a question, read by whoever's "I" tells more; each is read once. */
function answerFeatures(language: string): (question: QuestionId, text: string) => Features {
  const made = new Map<string, Features>();
  const madeOf = (question: QuestionId, text: string): Features => {
    const [own, ofAnother] = [
      read(typedIn(text, question, language, learnedOn, 'self')),
      read(typedIn(text, question, language, learnedOn, 'carer')),
    ];
    const message = ofAnother.readings.length > own.readings.length ? ofAnother : own;
    return featuresOf(normalise(text), saidWords(message, leftOver(message)));
  };
  return (question, text) => {
    const key = `${question} ${text}`;
    const features = made.get(key) ?? madeOf(question, text);
    made.set(key, features);
    return features;
  };
}

function mildWordsOf(language: string, examples: readonly Example[]): string[] {
  const { tokenise } = languageOf(language);
  const mild = examples.filter((each) => isMild(each) || isBesides(each));
  return [...new Set(mild.flatMap(({ text }) => tokenise(text).map(({ word }) => word)))].sort();
}
