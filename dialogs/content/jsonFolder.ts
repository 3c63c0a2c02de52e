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
