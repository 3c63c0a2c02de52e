import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { type QuestionId, questionIds } from '../../../machines/findings.ts';
import { buckets, type Features, featuresOf } from './features.ts';
import { softmax } from './softmax.ts';

/** What a text may be about: the answers of a question, whether it tells of an emergency, or what it wants of the bot. */
export type Subject = QuestionId | 'emergency' | 'command';

/** How likely each value is, the likeliest first; the probabilities add up to 1. */
export type Likelihood = { readonly value: string; readonly probability: number };

export type Likelihoods = (text: string, about: Subject) => readonly Likelihood[];

/** The classes in the order of their weights; `step` is what one unit of a stored weight is worth. */
export const headerSchema = z.strictObject({
  /** What it was learned from, so that a test can tell whether that has changed. */
  learnedFrom: z.string(),
  classes: z.array(
    z.strictObject({
      about: z.enum([...questionIds, 'emergency', 'command']),
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
  if (weights.length !== header.classes.length * buckets)
    throw new Error(`${file.pathname} does not fit: run npm run likelihoods`);
  return { header, weights };
}

/** Judges texts by what was learned from labelled ones: it only ever proposes, and never says what is certain. */
export function likelihoodsIn(file: URL): Likelihoods {
  const { header, weights } = readModel(file);
  const classes = header.classes.map((each, at) => ({
    ...each,
    weights: weights.subarray(at * buckets, (at + 1) * buckets),
  }));
  return (text, about) => {
    const features = featuresOf(text);
    const own = classes.filter((each) => each.about === about);
    const probabilities = softmax(own.map((each) => logit(features, each)));
    return own
      .map(({ value }, at) => ({ value, probability: probabilities[at] ?? 0 }))
      .toSorted((a, b) => b.probability - a.probability);
  };
}

type Class = { readonly bias: number; readonly step: number; readonly weights: Int8Array };

const logit = (features: Features, { bias, step, weights }: Class): number =>
  bias + step * [...features].reduce((sum, [bucket, by]) => sum + (weights[bucket] ?? 0) * by, 0);

/** Tells one state of a folder of examples from another. */
export function fingerprintOf(folder: URL): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(new URL(name, folder)));
  return hash.digest('hex');
}
