import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import jsTokens, { type Token } from 'js-tokens';
import { allTexts } from './texts.ts';

/**
 * Hash of the clinical content: all code of machines/ (questions, rules, sources, pathway) and all texts.
 * It is taken of the source, not of the loaded rules, since a rule's helpers cannot be seen from outside it. Comments
 * and line breaks do not count; everything else does (parentheses too), so that no change can slip past a sign-off.
 */
export function contentVersionOf(code: Readonly<Record<string, string>>, texts: unknown): string {
  const files = Object.entries(code)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, source]) => [name, meaningful(source)]);
  return createHash('sha256')
    .update(JSON.stringify([files, sorted(texts)]))
    .digest('hex')
    .slice(0, 16);
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

/** The same texts in another order are the same content. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

/** The version of the content that is in force: any change of a question, rule, source or text changes it. */
export const contentVersion: string = contentVersionOf(clinicalCode(), allTexts);
