/**
 * The same pure function, which keeps what it found for the inputs that it met last. Inputs are plain JSON.
 * @param most how many results are kept.
 */
export function remembered<In, Out>(find: (input: In) => Out, most: number): (input: In) => Out {
  const found = new Map<string, Out>(); // found.size <= most
  return (input) => {
    const key = JSON.stringify(input);
    const known = found.get(key);
    if (known !== undefined) return known;
    const [oldest] = found.keys();
    if (oldest !== undefined && found.size >= most) found.delete(oldest);
    const result = find(input);
    found.set(key, result);
    return result;
  };
}
