/**
 * A small convolutional network (Kim 2014) over the words of a text, each the sum of what its parts mean: unlike logistic
 * regression it hears the order of words. All subjects share it and have a head of their own, so each learns from all.
 */

/** What each row of a layer's weights adds up from its inputs, beside a bias. */
export type Layer = { readonly weights: Float32Array; readonly bias: Float32Array };

export type Network = {
  /** A vector for each bucket of words, parts of words and what phrases say; a byte each takes a quarter of the room. */
  readonly meanings: { readonly units: Float32Array | Int8Array; readonly step: number };
  /** A vector for each subject. */
  readonly subjects: Float32Array;
  /** Each looks at so many words in a row as its place in `widths` says. */
  readonly filters: readonly Layer[];
  readonly hidden: Layer;
  /** The values of each subject, one after the other. */
  readonly heads: Layer;
};

export const shape = { buckets: 1 << 15, vector: 64, filters: 64, widths: [1, 2, 3], hidden: 256 } as const;

/** What all filters find; what the phrases say stands after it in what the hidden layer looks at, and then the subject. */
export const finds = shape.filters * shape.widths.length;
export const inputs = finds + 2 * shape.vector;

/** The buckets of each word and of its parts, and of what its phrases say; `subject` is asked about. */
export type Encoded = {
  readonly words: readonly { readonly own: readonly number[]; readonly parts: readonly number[] }[];
  readonly said: readonly number[];
  readonly subject: number;
};

/** The sizes of the arrays of a network, in the order in which they are kept. */
export const sizesOf = (subjects: number, values: number): readonly number[] => [
  shape.buckets * shape.vector,
  subjects * shape.vector,
  ...shape.widths.flatMap((width) => [shape.filters * width * shape.vector, shape.filters]),
  shape.hidden * inputs,
  shape.hidden,
  values * shape.hidden,
  values,
];

/** The arrays of a network, in the order in which they are kept, as a network; the first of them are the meanings. */
export function networkOf(meanings: Network['meanings'], others: readonly Float32Array[]): Network {
  const at = (place: number): Float32Array => others.at(place) ?? new Float32Array();
  const layer = (place: number): Layer => ({ weights: at(place), bias: at(place + 1) });
  return {
    meanings,
    subjects: at(0),
    filters: shape.widths.map((_, nth) => layer(1 + 2 * nth)),
    hidden: layer(-4),
    heads: layer(-2),
  };
}

/** Adds to the vector that begins at a place another one, so many times. */
export function addVector(
  to: Float32Array | Int8Array,
  at: number,
  from: Float32Array | Int8Array,
  start: number,
  times: number,
): void {
  for (let nth = 0; nth < shape.vector; nth++) to[at + nth] = (to[at + nth] ?? 0) + times * (from[start + nth] ?? 0);
}

/** A vector for each word, one after the other. */
export function wordVectors({ meanings, subjects }: Network, { words, subject }: Encoded): Float32Array {
  const vectors = new Float32Array(words.length * shape.vector);
  for (const [nth, { own, parts }] of words.entries()) {
    const offset = nth * shape.vector;
    for (const bucket of own) addVector(vectors, offset, meanings.units, bucket * shape.vector, meanings.step);
    for (const bucket of parts)
      addVector(vectors, offset, meanings.units, bucket * shape.vector, meanings.step / parts.length);
    addVector(vectors, offset, subjects, subject * shape.vector, 1);
  }
  return vectors;
}

/** What the hidden layer looks at, and where in the vectors each filter found the most; `nowhere` where it found nothing. */
export function look(
  network: Network,
  encoded: Encoded,
  vectors: Float32Array,
): { readonly seen: Float32Array; readonly places: Int32Array } {
  const seen = new Float32Array(inputs);
  const places = new Int32Array(finds).fill(nowhere);
  for (const [nth, { weights, bias }] of network.filters.entries()) {
    const length = (shape.widths[nth] ?? 0) * shape.vector;
    for (let start = shape.vector - length; start < vectors.length; start += shape.vector) {
      const [from, to] = [Math.max(0, -start), Math.min(length, vectors.length - start)];
      const part = vectors.subarray(start + from, start + to);
      for (let filter = 0; filter < shape.filters; filter++) {
        const row = filter * length + from;
        let sum = bias[filter] ?? 0;
        for (let at = 0; at < part.length; at++) sum += (weights[row + at] ?? 0) * (part[at] ?? 0);
        const output = nth * shape.filters + filter;
        if (sum > (seen[output] ?? 0)) {
          seen[output] = sum;
          places[output] = start;
        }
      }
    }
  }
  const { units, step } = network.meanings;
  const by = 1 / Math.sqrt(encoded.said.length);
  for (const bucket of encoded.said) addVector(seen, finds, units, bucket * shape.vector, step * by);
  addVector(seen, finds + shape.vector, network.subjects, encoded.subject * shape.vector, 1);
  return { seen, places };
}

/** Where a filter found nothing. */
export const nowhere = -1e9;

/** The outputs `from` up to `to` of a layer. */
export function outputs({ weights, bias }: Layer, input: Float32Array, from: number, to: number): Float32Array {
  return Float32Array.from({ length: to - from }, (_, nth) => {
    const row = (from + nth) * input.length;
    let sum = bias[from + nth] ?? 0;
    for (let at = 0; at < input.length; at++) sum += (weights[row + at] ?? 0) * (input[at] ?? 0);
    return sum;
  });
}

/** The logits of the values `from` up to `to`. */
export function logitsOf(network: Network, encoded: Encoded, from: number, to: number): readonly number[] {
  const { seen } = look(network, encoded, wordVectors(network, encoded));
  const hidden = outputs(network.hidden, seen, 0, shape.hidden).map((each) => Math.max(0, each));
  return [...outputs(network.heads, hidden, from, to)];
}
