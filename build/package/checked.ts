import * as z from 'zod';

/**
 * What a caller hands in, as it must be. Throws `TypeError` that names what is wrong: whoever calls from JavaScript has no
 * compiler, and an answer that is misspelt must not count as none.
 */
export function checked<S extends z.ZodType>(what: string, schema: S, given: unknown): z.infer<S> {
  const read = schema.safeParse(given);
  if (!read.success) throw new TypeError(`${what}: ${z.prettifyError(read.error)}`);
  return read.data;
}
