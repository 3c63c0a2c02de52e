import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import jsTokens, { type Token } from 'js-tokens';

/**
 * Hash of all code of machines/ (questions, rules, sources, pathway).
 * It is taken of the source, not of the loaded rules, since a rule's helpers cannot be seen from outside it. Comments
 * and line breaks do not count; everything else does (parentheses too), so that no change can slip past a sign-off.
 */
export function codeVersionOf(code: Readonly<Record<string, string>>): string {
  const files = Object.entries(code)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, source]) => [name, meaningful(source)]);
  return createHash('sha256').update(JSON.stringify(files)).digest('hex');
}

/** The source of each file of machines/, by its name without the ending. */
export function clinicalCode(): Readonly<Record<string, string>> {
  const folder = new URL('../machines/', import.meta.url);
  const names = readdirSync(folder).filter((name) => /(?<!\.d)\.[jt]s$/.test(name));
  return Object.fromEntries(
    names.map((name) => [name.replace(/\.[jt]s$/, ''), readFileSync(new URL(name, folder), 'utf8')]),
  );
}

const layout: ReadonlySet<Token['type']> = new Set([
  'WhiteSpace',
  'LineTerminatorSequence',
  'SingleLineComment',
  'MultiLineComment',
]);

/** The tokens of a source, without what a formatter adds or leaves out when it breaks lines. */
function meaningful(source: string): readonly string[] {
  const values = [...jsTokens(source)]
    .filter(({ type }) => !layout.has(type))
    .flatMap(({ value }) => (/^>+$/.test(value) ? [...value] : [value]));
  return values.filter((value, index) => {
    const before = values[index - 1] ?? '';
    const after = values[index + 1] ?? '';
    if (value === ',') return !/^[)\]}]$/.test(after);
    if (value === ';') return after !== '}';
    return value !== '|' || !/^[=:(<]$/.test(before);
  });
}

/** Of the code that runs; the npm package carries the one of its build, since it has no sources beside it. */
export const codeVersion: string = codeVersionOf(clinicalCode());
