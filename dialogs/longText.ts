/** Characters that a typed message may have; more is not read as an answer, and the person is told so. */
export const mostTyped = 2_000;

/** A sentence that begins at the end of one piece is whole in the next. */
const overlap = 300;

/** A long text in pieces that can be read one by one, cut between words where there are any. */
export function pieces(text: string): readonly string[] {
  const found: string[] = [];
  for (let start = 0; start < text.length; ) {
    const piece = text.slice(start, start + mostTyped);
    found.push(piece);
    if (start + mostTyped >= text.length) break;
    const gap = text.lastIndexOf(' ', start + mostTyped - overlap);
    start = gap > start + mostTyped / 2 ? gap : start + mostTyped - overlap;
  }
  return found;
}
