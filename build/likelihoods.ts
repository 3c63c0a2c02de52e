/**
 * Writes `dialogs/understanding/lexicons/<language>/likelihoods.bin`: what the labelled sentences of a language teach of
 * how an answer to each question looks, and how an emergency does. `npm run likelihoods -- [LEXICONS [LANGUAGE]]`, after they
 * were changed; without a folder it is Cauda's own. Some fifteen minutes; each language in a process of its own.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { foldersIn, hearWith } from '../dialogs/understanding/lexicon.ts';
import { encode, featuresOf } from '../dialogs/understanding/likely/features.ts';
import { buckets, fingerprintOf, type Header } from '../dialogs/understanding/likely/likelihoods.ts';
import { placesOf, type Subject, subjects, valuesOf, valuesOfAll } from '../dialogs/understanding/likely/subjects.ts';
import { languageOf } from '../dialogs/understanding/phrases/language.ts';
import { type Example, examplesIn, isMildAnswer } from './examples.ts';
import { type Lesson, lessonsOf } from './lessons.ts';
import { learn } from './logisticRegression.ts';
import { phraseExamples } from './phraseExamples.ts';
import { trainNetwork } from './trainNetwork.ts';

/** How much weights shrink at each step: of the tried 0.00001 to 0.001 it does best on sentences left out. */
const shrinkOf = (about: Subject): number => (about === 'emergency' ? 3e-4 : 1e-4);

const [lexicons = join(import.meta.dirname, '../dialogs/understanding/lexicons'), only] = process.argv.slice(2);
hearWith(pathToFileURL(`${lexicons}/`));
const folders = Object.entries(foldersIn(pathToFileURL(`${lexicons}/`)));
const learnable = folders.filter(([, folder]) => existsSync(new URL('examples/', folder)));

if (only === undefined)
  await Promise.all(
    learnable.map(async ([language]) => {
      const child = spawn(process.execPath, [...process.execArgv, import.meta.filename, lexicons, language], {
        stdio: 'inherit',
      });
      const [status] = await once(child, 'close');
      if (status !== 0) process.exitCode = 1;
    }),
  );
for (const [language, folder] of learnable) if (language === only) learnFrom(language, folder);

function learnFrom(language: string, folder: URL): void {
  rmSync(new URL('likelihoods.bin', folder), { force: true }); // one that no longer fits could not be read
  const examples = examplesIn(new URL('examples/', folder));
  const lessons = lessonsOf(language, [...examples, ...phraseExamples(language, examples.length)]);
  const byWords = subjects.flatMap((about) => byLogisticRegression(about, lessons));
  const byOrder = trainNetwork(
    lessons.map(({ about, text, said, right }) => ({
      text: encode(text, subjects.indexOf(about), said),
      from: placesOf.get(about) ?? 0,
      to: (placesOf.get(about) ?? 0) + valuesOf(about).length,
      right: placesIn(about, right),
    })),
    subjects.length,
    valuesOfAll,
    (round, loss) => console.error(`${language}: round ${round + 1}, ${loss.toFixed(3)} nats a sentence`),
  );
  const arrays = [...byWords.map((each) => kept(each.weights, 8)), ...byOrder.map((each) => kept(each, 127))];
  const header: Header = {
    learnedFrom: fingerprintOf(new URL('examples/', folder)),
    mildWords: mildWordsOf(language, examples),
    biases: byWords.map(({ bias }) => bias),
    steps: arrays.map(({ step }) => step),
  };
  const bytes = Buffer.concat([
    Buffer.from(`${JSON.stringify(header)}\n`),
    ...arrays.map(({ units }) => Buffer.from(units.buffer)),
  ]);
  writeFileSync(new URL('likelihoods.bin', folder), brotliCompressSync(bytes));
  console.log(`${language}: ${examples.length} sentences, ${lessons.length} lessons`);
}

function byLogisticRegression(about: Subject, lessons: readonly Lesson[]) {
  const texts = lessons
    .filter((each) => each.about === about)
    .map(({ text, said, right }) => ({ features: featuresOf(text, said), right: placesIn(about, right) }));
  return learn(texts, valuesOf(about).length, buckets, shrinkOf(about));
}

function placesIn(about: Subject, right: readonly string[]): ReadonlySet<number> {
  const places = right.map((value) => valuesOf(about).indexOf(value));
  if (places.includes(-1)) throw new Error(`${about}: ${right.join(', ')} is none of ${valuesOf(about).join(', ')}`);
  return new Set(places);
}

/** Weights are kept in so many steps up and down: of words' weights finer ones judged no sentence better. */
function kept(weights: Float32Array, steps: number): { readonly units: Int8Array; readonly step: number } {
  const step = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-6) / steps;
  return { units: Int8Array.from(weights, (weight) => Math.round(weight / step)), step };
}

function mildWordsOf(language: string, examples: readonly Example[]): string[] {
  const { tokenise } = languageOf(language);
  const mild = examples.filter((each) => isMildAnswer(each) || (each.about === 'opening' && each.value === 'none'));
  return [...new Set(mild.flatMap(({ text }) => tokenise(text).map(({ word }) => word)))].sort();
}
