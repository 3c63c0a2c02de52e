/**
 * Writes `dialogs/understanding/lexicons/<language>/likelihoods.bin`: what the labelled sentences of a language teach of
 * how an answer to each question looks, and how an emergency does. `npm run likelihoods -- [LEXICONS]`, after they were
 * changed; without a folder it is Cauda's own.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { z } from 'zod';
import { foldersIn } from '../dialogs/understanding/lexicon.ts';
import { commandSchema } from '../dialogs/understanding/lexiconSchema.ts';
import { buckets, featuresOf } from '../dialogs/understanding/likely/features.ts';
import { fingerprintOf, type Header, type Subject } from '../dialogs/understanding/likely/likelihoods.ts';
import { normalise } from '../dialogs/understanding/words/tokens.ts';
import { answersTo, finding, type QuestionId, questionIds } from '../machines/findings.ts';
import { emergencyRules } from '../machines/urgencyRules.ts';
import { learn } from './logisticRegression.ts';

type ExampleOf = QuestionId | 'opening' | 'command';
type Example = { readonly about: ExampleOf; readonly value: string; readonly text: string };

/** What is asked in no question: no answer to it, whatever the words are like. */
const besides = 'besides';

/** How much weights shrink at each step: of the tried 0.00001 to 0.001 it does best on sentences left out. */
const shrink = 3e-4;

const [lexicons = join(import.meta.dirname, '../dialogs/understanding/lexicons')] = process.argv.slice(2);

for (const [language, folder] of Object.entries(foldersIn(pathToFileURL(`${lexicons}/`)))) {
  if (!existsSync(new URL('examples/', folder))) continue;
  const examples = examplesIn(new URL('examples/', folder));
  const isBesides = ({ about, value }: Example): boolean =>
    about === 'command' || (about === 'opening' && value === 'none');
  const classes = [
    ...questionIds.flatMap((question) =>
      learned(question, [
        ...examples.filter(({ about }) => about === question),
        ...examples.filter(isBesides).map((each) => ({ ...each, value: besides })),
      ]),
    ),
    ...learned(
      'emergency',
      examples.map((each) => ({ ...each, value: isEmergency(each) ? 'emergency' : 'none' })),
    ),
    ...learned(
      'command',
      examples.map((each) => (each.about === 'command' ? each : { ...each, value: besides })),
    ),
  ];
  const header: Header = {
    learnedFrom: fingerprintOf(new URL('examples/', folder)),
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

function learned(about: Subject, examples: readonly Example[]) {
  const values = [...new Set(examples.map(({ value }) => value))].sort();
  const texts = examples.map(({ text, value }) => ({
    features: featuresOf(normalise(text)),
    is: values.indexOf(value),
  }));
  return learn(texts, values.length, buckets, shrink).map((each, at) => ({
    about,
    value: values[at] ?? '',
    step: stepOf(each.weights),
    ...each,
  }));
}

/** Weights are kept in eight steps up and down: finer ones judged no sentence better, and took twice the room. */
function stepOf(weights: Float32Array): number {
  return Math.max(...weights.map(Math.abs), 1e-6) / 8;
}

/** The sentences of a folder, one file a question: a value, a tab, a sentence. Throws an Error that names a wrong line. */
function examplesIn(folder: URL): readonly Example[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const about = z.enum([...questionIds, 'opening', 'command']).parse(name.replace('.tsv', ''));
      const values = valuesOf(about);
      const lines = readFileSync(new URL(name, folder), 'utf8').split('\n').filter(Boolean);
      return lines.map((line, at) => {
        const [value = '', text = ''] = line.split('\t');
        if (!values.includes(value) || text === '') throw new Error(`${name}:${at + 1}: not "value<tab>sentence"`);
        return { about, value, text };
      });
    });
}

function valuesOf(about: ExampleOf): readonly string[] {
  if (about === 'opening') return ['emergency', 'none'];
  return about === 'command' ? commandSchema.options : [...answersTo(about), 'unsure', 'present'];
}

function isEmergency({ about, value }: Example): boolean {
  if (about === 'opening' || about === 'command') return value === 'emergency';
  return emergencyRules(finding(about, value) ?? {}).length > 0;
}
