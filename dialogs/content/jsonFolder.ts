import { readdirSync, readFileSync } from 'node:fs';

/**
 * What a folder holds as JSON, `<name>.json` under its name; English first, since that is the source of the others.
 * Throws an Error that names the file which is no JSON.
 */
export function jsonIn(folder: URL): Readonly<Record<string, unknown>> {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.replace(/\.json$/, ''));
  return Object.fromEntries(
    names
      .toSorted((one, other) => Number(other === 'en') - Number(one === 'en') || (one < other ? -1 : 1))
      .map((name) => [name, parsed(`${name}.json`, folder)]),
  );
}

function parsed(file: string, folder: URL): unknown {
  try {
    return JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
