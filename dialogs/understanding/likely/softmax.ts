/** Logits as probabilities, which add up to 1. */
export function softmax(logits: readonly number[]): readonly number[] {
  const highest = Math.max(...logits);
  const powers = logits.map((each) => Math.exp(each - highest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((each) => each / sum);
}
