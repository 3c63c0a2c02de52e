import { readdirSync, readFileSync } from 'node:fs';

/** What a folder holds as JSON, `<name>.json` under its name; English first, since that is the source of the others. */
export function jsonIn(folder: URL): Readonly<Record<string, unknown>> {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace(/\.json$/, ''));
  return Object.fromEntries(
    names
      .toSorted((one, other) => Number(other === 'en') - Number(one === 'en') || (one < other ? -1 : 1))
      .map((name) => [name, JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'))]),
  );
}

/** Cauda's own texts, by language. The npm package carries them in its code, so that cards can be made in a browser. */
export const ownTexts: Readonly<Record<string, unknown>> = jsonIn(new URL('./texts/', import.meta.url));
