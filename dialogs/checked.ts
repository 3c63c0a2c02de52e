import * as z from 'zod';

/**
 * What a caller hands in, as it must be. Throws `TypeError` that names what is wrong: whoever calls from JavaScript has no
 * compiler, and an answer that is misspelt must not count as none.
 */
export function checked<S extends z.ZodType>(what: string, schema: S, given: unknown): z.output<S> {
  const read = reading(schema, given);
  if (read.isRight) return read.value;
  throw new TypeError(`${what}: ${shortened(read.says)}`);
}

/** A text that may be left out. */
export const optionalText = z.optional(z.string());

type Read<T> = { readonly isRight: true; readonly value: T } | { readonly isRight: false; readonly says: string };

function reading<S extends z.ZodType>(schema: S, given: unknown): Read<z.output<S>> {
  try {
    const read = schema.safeParse(given);
    return read.success ? { isRight: true, value: read.data } : { isRight: false, says: z.prettifyError(read.error) };
  } catch (error) {
    // A getter or a proxy of the caller's.
    return { isRight: false, says: `cannot be read (${error instanceof Error ? error.message : typeof error})` };
  }
}

/** An object with many wrong keys has each of them named; where they are stands in a line of its own. */
const shortened = (text: string): string =>
  text
    .split('\n')
    .slice(0, 12)
    .map((line) => (line.length > 200 ? `${line.slice(0, 200)} …` : line))
    .join('\n');

/**
 * An object as JSON or a literal makes it. A `Map` or a `Date` has no keys of its own and would count as no findings, and
 * what is inherited is no answer.
 */
export const plainObject = <S extends z.ZodType>(schema: S) =>
  z.unknown().refine(isPlain, 'must be a plain object, as JSON makes it').pipe(schema);

function isPlain(given: unknown): boolean {
  // What is no object at all, its schema says.
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return true;
  const prototype: unknown = Object.getPrototypeOf(given);
  // Another realm, such as a test runner's, has an `Object` of its own.
  return prototype === null || (typeof prototype === 'object' && Object.getPrototypeOf(prototype) === null);
}
