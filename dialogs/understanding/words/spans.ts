/** Tokens `start` up to but not including `end`. */
export type Span = { readonly start: number; readonly end: number };

/** Whether one of the spans holds the token. */
export const covers = (spans: readonly Span[], at: number): boolean =>
  spans.some(({ start, end }) => start <= at && at < end);

export const isInside = (span: Span, of: readonly Span[]): boolean =>
  of.some(({ start, end }) => start <= span.start && span.end <= end);

export const overlap = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

/** Without those that lie inside a longer one. */
export function outermost<Each extends Span>(found: readonly Each[]): readonly Each[] {
  return found.filter(
    (each) =>
      !found.some(
        (other) =>
          other !== each &&
          other.start <= each.start &&
          each.end <= other.end &&
          other.end - other.start > each.end - each.start,
      ),
  );
}

export const range = (start: number, end: number): readonly number[] =>
  Array.from({ length: Math.max(0, end - start) }, (_, place) => start + place);
