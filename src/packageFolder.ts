import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/** Where an installed package lies; many export nothing but their root. Throws where it is not installed. */
export function packageFolder(name: string): string {
  const folder = (require.resolve.paths(name) ?? []).find((one) => existsSync(join(one, name, 'package.json')));
  if (folder === undefined) throw new Error(`The package ${name} is not installed. Run npm ci.`);
  return join(folder, name);
}
