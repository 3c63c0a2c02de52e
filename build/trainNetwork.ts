import {
  addVector,
  type Encoded,
  finds,
  inputs,
  type Layer,
  look,
  type Network,
  networkOf,
  nowhere,
  outputs,
  shape,
  sizesOf,
  wordVectors,
} from '../dialogs/understanding/likely/network.ts';
import { softmax } from '../dialogs/understanding/likely/softmax.ts';
import { crossEntropy, slopesOf } from './crossEntropy.ts';
import { randomNumbers } from './randomNumbers.ts';
import { shuffle } from './shuffle.ts';

/** A text whose subject has the values `from` up to `to`, and which of them, counted from 0, it may mean. */
export type Labelled = {
  readonly text: Encoded;
  readonly from: number;
  readonly to: number;
  readonly right: ReadonlySet<number>;
};

const rounds = 6;
const batch = 32;
const rate = 2e-3;
/** What is hidden from it at random, so that it does not rest on one thing (dropout, Srivastava 2014). */
const hides = { word: 0.05, own: 0.1, said: 0.1, seen: 0.4, hidden: 0.4 };

/** Numbers that are learned, and how they are to change (Adam, Kingma 2015). */
type Learning = {
  readonly values: Float32Array;
  readonly gradient: Float32Array;
  readonly mean: Float32Array;
  readonly square: Float32Array;
};

/**
 * Learns a network from texts, always the same one from the same texts.
 * @param report is told how well it fits after each round.
 */
export function trainNetwork(
  texts: readonly Labelled[],
  subjects: number,
  values: number,
  report: (round: number, loss: number) => void,
): readonly Float32Array[] {
  const random = randomNumbers(1);
  const all = sizesOf(subjects, values).map(
    (size): Learning => ({
      values: new Float32Array(size),
      gradient: new Float32Array(size),
      mean: new Float32Array(size),
      square: new Float32Array(size),
    }),
  );
  const network = asNetwork(all.map(({ values: own }) => own));
  const slopes = asNetwork(all.map(({ gradient }) => gradient));
  start(network, random);
  const order = [...texts];
  let step = 0;
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random);
    let loss = 0;
    for (let at = 0; at < order.length; at += batch) {
      const touched = new Set<number>();
      const some = order.slice(at, at + batch);
      for (const each of some) loss += learnFrom(each, network, slopes, touched, random);
      step++;
      const rateNow = rate * (1 - round / rounds);
      for (const [nth, learning] of all.entries())
        if (nth > 0) adam(learning, 0, learning.values.length, rateNow, step, some.length);
        else
          for (const row of touched)
            adam(learning, row * shape.vector, (row + 1) * shape.vector, rateNow, step, some.length);
    }
    report(round, loss / order.length);
  }
  return all.map(({ values: own }) => own);
}

/** The arrays of a network that is learned. */
export const asNetwork = ([units = new Float32Array(), ...others]: readonly Float32Array[]): Network =>
  networkOf({ units, step: 1 }, others);

function start(network: Network, random: () => number): void {
  const spread = (values: Float32Array | Int8Array, by: number): void => {
    for (let at = 0; at < values.length; at++) values[at] = (2 * random() - 1) * by;
  };
  spread(network.meanings.units, 0.17);
  spread(network.subjects, 0.17);
  for (const { weights, bias } of [...network.filters, network.hidden, network.heads])
    spread(weights, 1 / Math.sqrt(weights.length / bias.length));
}

/** Adds what a text teaches to the slopes; gives how wrong the network was. */
function learnFrom(
  { text: whole, from, to, right }: Labelled,
  network: Network,
  slopes: Network,
  touched: Set<number>,
  random: () => number,
): number {
  const kept = <Item>(items: readonly Item[], hidden: number): readonly Item[] =>
    items.filter(() => random() >= hidden);
  const text: Encoded = {
    words: kept(whole.words, hides.word).map(({ own, parts }) => ({ own: kept(own, hides.own), parts })),
    said: kept(whole.said, hides.said),
    subject: whole.subject,
  };
  const masks = [mask(inputs, hides.seen, random), mask(shape.hidden, hides.hidden, random)] as const;
  const vectors = wordVectors(network, text);
  const { seen, places } = look(network, text, vectors);
  const input = seen.map((each, at) => each * (masks[0][at] ?? 0));
  const active = outputs(network.hidden, input, 0, shape.hidden).map(
    (each, at) => Math.max(0, each) * (masks[1][at] ?? 0),
  );
  const probabilities = softmax([...outputs(network.heads, active, from, to)]);

  const wrong = Float32Array.from(slopesOf(probabilities, right));
  const ofHidden = back(network.heads, slopes.heads, active, wrong, from);
  for (let at = 0; at < ofHidden.length; at++)
    ofHidden[at] = (active[at] ?? 0) > 0 ? (ofHidden[at] ?? 0) * (masks[1][at] ?? 0) : 0;
  const ofSeen = back(network.hidden, slopes.hidden, input, ofHidden, 0);
  for (let at = 0; at < inputs; at++) ofSeen[at] = (ofSeen[at] ?? 0) * (masks[0][at] ?? 0);
  backThroughFilters(network, slopes, text, vectors, places, ofSeen, touched);
  return crossEntropy(probabilities, right);
}

/** Adds to the slopes of a layer's weights; gives those of its input. */
function back(layer: Layer, slopes: Layer, input: Float32Array, wrong: Float32Array, from: number): Float32Array {
  const ofInput = new Float32Array(input.length);
  for (let nth = 0; nth < wrong.length; nth++) {
    const slope = wrong[nth] ?? 0;
    if (slope === 0) continue;
    const row = (from + nth) * input.length;
    slopes.bias[from + nth] = (slopes.bias[from + nth] ?? 0) + slope;
    for (let at = 0; at < input.length; at++) {
      slopes.weights[row + at] = (slopes.weights[row + at] ?? 0) + slope * (input[at] ?? 0);
      ofInput[at] = (ofInput[at] ?? 0) + slope * (layer.weights[row + at] ?? 0);
    }
  }
  return ofInput;
}

function backThroughFilters(
  network: Network,
  slopes: Network,
  text: Encoded,
  vectors: Float32Array,
  places: Int32Array,
  ofSeen: Float32Array,
  touched: Set<number>,
): void {
  const ofVectors = new Float32Array(vectors.length);
  for (const [nth, { weights }] of network.filters.entries()) {
    const length = (shape.widths[nth] ?? 0) * shape.vector;
    const own = slopes.filters[nth];
    for (let filter = 0; own && filter < shape.filters; filter++) {
      const begin = places[nth * shape.filters + filter] ?? nowhere;
      const slope = ofSeen[nth * shape.filters + filter] ?? 0;
      if (begin === nowhere || slope === 0) continue;
      own.bias[filter] = (own.bias[filter] ?? 0) + slope;
      const end = Math.min(length, vectors.length - begin);
      for (let at = Math.max(0, -begin); at < end; at++) {
        const weight = filter * length + at;
        own.weights[weight] = (own.weights[weight] ?? 0) + slope * (vectors[begin + at] ?? 0);
        ofVectors[begin + at] = (ofVectors[begin + at] ?? 0) + slope * (weights[weight] ?? 0);
      }
    }
  }
  const give = (bucket: number, from: Float32Array, offset: number, times: number): void => {
    touched.add(bucket);
    addVector(slopes.meanings.units, bucket * shape.vector, from, offset, times);
  };
  for (const [nth, { own, parts }] of text.words.entries()) {
    const offset = nth * shape.vector;
    for (const bucket of own) give(bucket, ofVectors, offset, 1);
    for (const bucket of parts) give(bucket, ofVectors, offset, 1 / parts.length);
    addVector(slopes.subjects, text.subject * shape.vector, ofVectors, offset, 1);
  }
  for (const bucket of text.said) give(bucket, ofSeen, finds, 1 / Math.sqrt(text.said.length));
  addVector(slopes.subjects, text.subject * shape.vector, ofSeen, finds + shape.vector, 1);
}

/** What is hidden is 0; the rest stands for it too. */
function mask(length: number, hidden: number, random: () => number): Float32Array {
  return Float32Array.from({ length }, () => (random() < hidden ? 0 : 1 / (1 - hidden)));
}

function adam(
  { values, gradient, mean, square }: Learning,
  from: number,
  to: number,
  rateNow: number,
  step: number,
  texts: number,
): void {
  const [first, second] = [0.9, 0.999];
  const { sqrt } = Math;
  const scale = (rateNow * sqrt(1 - second ** step)) / (1 - first ** step);
  for (let at = from; at < to; at++) {
    const slope = (gradient[at] ?? 0) / texts;
    const along = first * (mean[at] ?? 0) + (1 - first) * slope;
    const across = second * (square[at] ?? 0) + (1 - second) * slope * slope;
    mean[at] = along;
    square[at] = across;
    values[at] = (values[at] ?? 0) - (scale * along) / (sqrt(across) + 1e-8);
    gradient[at] = 0;
  }
}
