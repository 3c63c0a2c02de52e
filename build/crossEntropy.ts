/** How wrong probabilities are, in nats, of which some together ought to be 1. */
export const crossEntropy = (probabilities: readonly number[], right: ReadonlySet<number>): number =>
  -Math.log(sumOf(probabilities, right));

/** Which way, and how steeply, that grows with each logit. */
export function slopesOf(probabilities: readonly number[], right: ReadonlySet<number>): readonly number[] {
  const sum = sumOf(probabilities, right);
  return probabilities.map((each, at) => (right.has(at) ? each - each / sum : each));
}

const sumOf = (probabilities: readonly number[], right: ReadonlySet<number>): number =>
  probabilities.reduce((sum, each, at) => (right.has(at) ? sum + each : sum), 1e-9);
