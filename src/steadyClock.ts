/**
 * A clock for spans of time: where the machine's clock is set back, as it often is right after its start, this one goes on,
 * so that nothing that ends "in a minute" lasts for as long as the clock went back.
 * @param now milliseconds since the epoch.
 */
export function steadyClock(now: () => number): () => number {
  let ahead = 0;
  let last = now();
  return () => {
    const at = now() + ahead;
    if (at < last) ahead += last - at;
    last = Math.max(last, at);
    return last;
  };
}
