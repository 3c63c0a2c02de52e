import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { encode, type Features, featuresOf } from './features.ts';
import { logitsOf, networkOf, sizesOf } from './network.ts';
import { softmax } from './softmax.ts';
import { placesOf, type Subject, subjects, valuesOf, valuesOfAll } from './subjects.ts';

/** How many buckets the features share for each value: two that fall into one are learned together. */
export const buckets = 1 << 15;

/** How likely each value is, the likeliest first; the probabilities add up to 1. */
export type Likelihood = { readonly value: string; readonly probability: number };

/** `said`: what the phrases of the text say, for an answer to a question. */
export type Likelihoods = (text: string, about: Subject, said?: readonly string[]) => readonly Likelihood[];

const headerSchema = z.strictObject({
  /** What it was learned from, so that a test can tell whether that has changed. */
  learnedFrom: z.string(),
  /** The words of the answers that are not grave, and of first messages that tell of no danger. */
  mildWords: z.array(z.string()),
  /** For each value of each subject. */
  biases: z.array(z.number()).length(valuesOfAll),
  /** What one unit is worth in each array of weights: those of each value, then those of the network. */
  steps: z.array(z.number().positive()),
});
export type Header = z.infer<typeof headerSchema>;

/** How many numbers each array of weights has. */
const sizes: readonly number[] = [
  ...Array.from({ length: valuesOfAll }, () => buckets),
  ...sizesOf(subjects.length, valuesOfAll),
];

/** Reads what `npm run likelihoods` wrote: a line of JSON, then a byte for each weight. */
export function readModel(file: URL): { readonly header: Header; readonly weights: readonly Int8Array[] } {
  const bytes = brotliDecompressSync(readFileSync(file));
  const end = bytes.indexOf('\n');
  const read = headerSchema.safeParse(JSON.parse(bytes.toString('utf8', 0, end)));
  const all = new Int8Array(bytes.buffer, bytes.byteOffset + end + 1, bytes.length - end - 1);
  const isWhole = all.length === sizes.reduce((sum, size) => sum + size, 0) && read.data?.steps.length === sizes.length;
  if (!read.success || !isWhole) throw new Error(`${file.pathname} does not fit: run npm run likelihoods`);
  let start = 0;
  const weights = sizes.map((size) => {
    const from = start;
    start += size;
    return all.subarray(from, start);
  });
  return { header: read.data, weights };
}

/** What was learned from labelled texts. */
export type Learned = {
  readonly likelihoods: Likelihoods;
  /** The words of the answers that are not grave, and of first messages that tell of no danger. */
  readonly mildWords: ReadonlySet<string>;
};

export const nothingLearned: Learned = { likelihoods: () => [], mildWords: new Set() };

/**
 * Judges texts by what was learned from labelled ones: by logistic regression, which sees which words there are, and by a
 * network, which sees their order; the mean of their logits counts.
 */
export function learnedIn(file: URL): Learned {
  const { header, weights } = readModel(file);
  const { biases, steps } = header;
  const [meanings = new Int8Array(), ...others] = weights.slice(valuesOfAll);
  const stepOf = (at: number): number => steps[valuesOfAll + at] ?? 0;
  const network = networkOf(
    { units: meanings, step: stepOf(0) },
    others.map((own, at) => Float32Array.from(own, (weight) => weight * stepOf(at + 1))),
  );
  const likelihoods: Likelihoods = (text, about, said) => {
    const features = featuresOf(text, said);
    const [values, place] = [valuesOf(about), placesOf.get(about) ?? 0];
    const byWords = values.map(
      (_, nth) => (biases[place + nth] ?? 0) + (steps[place + nth] ?? 0) * sumOf(features, weights[place + nth]),
    );
    const byOrder = logitsOf(network, encode(text, subjects.indexOf(about), said), place, place + values.length);
    const both = softmax(byWords.map((each, nth) => (each + (byOrder[nth] ?? 0)) / 2));
    return values
      .map((value, nth) => ({ value, probability: both[nth] ?? 0 }))
      .toSorted((a, b) => b.probability - a.probability);
  };
  return { likelihoods, mildWords: new Set(header.mildWords) };
}

const sumOf = (features: Features, weights: Int8Array | undefined): number =>
  [...features].reduce((sum, [hash, by]) => sum + (weights?.[hash % buckets] ?? 0) * by, 0);

/** Tells one state of a folder of examples from another. */
export function fingerprintOf(folder: URL): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) hash.update(readFileSync(new URL(name, folder)));
  return hash.digest('hex');
}
