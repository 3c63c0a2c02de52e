import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { type QuestionId, questionIds } from '../../../machines/findings.ts';
import { type Features, featuresOf } from './features.ts';
import { softmax } from './softmax.ts';

/**
 * What a text may be about: the answers of a question, whether it tells of an emergency, what it wants of the bot, or
 * whether an answer is no grave one, whatever was asked.
 */
export type Subject = QuestionId | 'emergency' | 'command' | 'mild';

/** How many buckets the features share for a subject: two that fall into one are learned together. What is learned from all sentences needs more. */
export const bucketsOf = (about: Subject): number => 1 << (about === 'mild' || about === 'emergency' ? 17 : 15);

/** How likely each value is, the likeliest first; the probabilities add up to 1. */
export type Likelihood = { readonly value: string; readonly probability: number };

/** `said`: what the phrases of the text say, for an answer to a question. */
export type Likelihoods = (text: string, about: Subject, said?: readonly string[]) => readonly Likelihood[];

/** The classes in the order of their weights; `step` is what one unit of a stored weight is worth. */
export const headerSchema = z.strictObject({
  /** What it was learned from, so that a test can tell whether that has changed. */
  learnedFrom: z.string(),
  /** The words of the answers that are not grave, and of first messages that tell of no danger. */
  mildWords: z.array(z.string()),
  classes: z.array(
    z.strictObject({
      about: z.enum([...questionIds, 'emergency', 'command', 'mild']),
      value: z.string(),
      bias: z.number(),
      step: z.number().positive(),
    }),
  ),
});
export type Header = z.infer<typeof headerSchema>;

/** Reads what `npm run likelihoods` wrote: a line of JSON, then a byte for each class and bucket. */
export function readModel(file: URL): { readonly header: Header; readonly weights: Int8Array } {
  const bytes = brotliDecompressSync(readFileSync(file));
  const end = bytes.indexOf('\n');
  const header = headerSchema.parse(JSON.parse(bytes.toString('utf8', 0, end)));
  const weights = new Int8Array(Uint8Array.from(bytes.subarray(end + 1)).buffer);
  if (weights.length !== header.classes.reduce((sum, { about }) => sum + bucketsOf(about), 0))
    throw new Error(`${file.pathname} does not fit: run npm run likelihoods`);
  return { header, weights };
}

/** What was learned from labelled texts. */
export type Learned = {
  readonly likelihoods: Likelihoods;
  /** The words of the answers that are not grave, and of first messages that tell of no danger. */
  readonly mildWords: ReadonlySet<string>;
};

export const nothingLearned: Learned = { likelihoods: () => [], mildWords: new Set() };

/** Judges texts by what was learned from labelled ones. */
export function learnedIn(file: URL): Learned {
  const { header, weights } = readModel(file);
  let start = 0;
  const classes = header.classes.map((each) => {
    const from = start;
    start += bucketsOf(each.about);
    return { ...each, weights: weights.subarray(from, start) };
  });
  const likelihoods: Likelihoods = (text, about, said) => {
    const features = featuresOf(text, said);
    const own = classes.filter((each) => each.about === about);
    const probabilities = softmax(own.map((each) => logit(features, each)));
    return own
      .map(({ value }, at) => ({ value, probability: probabilities[at] ?? 0 }))
      .toSorted((a, b) => b.probability - a.probability);
  };
  return { likelihoods, mildWords: new Set(header.mildWords) };
}

type Class = { readonly bias: number; readonly step: number; readonly weights: Int8Array };

const logit = (features: Features, { bias, step, weights }: Class): number =>
  bias + step * [...features].reduce((sum, [hash, by]) => sum + (weights[hash % weights.length] ?? 0) * by, 0);

/** Tells one state of a folder of examples from another. */
export function fingerprintOf(folder: URL): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(new URL(name, folder)));
  return hash.digest('hex');
}
