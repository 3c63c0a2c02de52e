import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.exactOptional(z.string()),
  /** As packages of ten years ago said it. */
  licenses: z.exactOptional(z.array(z.object({ type: z.string() }))),
});
const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ dev: z.boolean().optional(), optional: z.boolean().optional() })),
});

/** Named in their files only; read by hand. */
const readByHand: ReadonlyMap<string, string> = new Map([['escape-regexp-component', 'MIT']]);

/** Licences that ask for no more than to be named. */
const permissive = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'MIT OR Apache-2.0',
  '(MIT OR Apache-2.0)',
  '(AFL-2.1 OR BSD-3-Clause)',
  'Unicode-3.0',
  'WTFPL',
  'Python-2.0',
]);

export type Licence = { readonly name: string; readonly version: string; readonly licence: string };

/** The licence of each package that production needs, from what is installed under `root`. */
export function licences(root: string): readonly Licence[] {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  return (
    Object.entries(packages)
      .filter(([path, { dev, optional }]) => path !== '' && !dev && !optional)
      // An install script of botbuilder-dialogs removes copies.
      .filter(([path]) => existsSync(join(root, path)))
      .map(([path]) => packageSchema.parse(JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'))))
      .map(({ name, version, license, licenses }) => ({
        name,
        version,
        licence: license ?? licenses?.[0]?.type ?? readByHand.get(name) ?? 'none named',
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name))
  );
}

/** Those that a hospital's lawyers would ask about. */
export const questionable = (all: readonly Licence[]): readonly Licence[] =>
  all.filter(({ licence }) => !permissive.has(licence));

export const inLines = (all: readonly Licence[]): string =>
  all.map(({ name, version, licence }) => `${name} ${version}: ${licence}\n`).join('');

if (import.meta.main) {
  const all = licences(join(import.meta.dirname, '..'));
  process.stdout.write(inLines(all));
  const asked = questionable(all);
  if (asked.length > 0) process.stderr.write(`Not in the list of build/licences.ts:\n${inLines(asked)}`);
  process.exitCode = asked.length > 0 ? 1 : 0;
}
