/** A figure over the rounds of a run: its median, and how far it went. */
export type Spread = { readonly median: number; readonly least: number; readonly most: number };

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (place: number): number => sorted[place] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    least: at(0),
    most: at(sorted.length - 1),
  };
}

/** Ratios of what two did in the same rounds, which share whatever else the machine was doing. */
export const ratios = (values: readonly number[], reference: readonly number[]): Spread =>
  spread(values.map((value, round) => value / (reference[round] ?? Number.NaN)));

/** "1.25 (1.1–1.4)" */
export const inWords = ({ median, least, most }: Spread): string => `${short(median)} (${short(least)}–${short(most)})`;

export const short = (value: number): string =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
