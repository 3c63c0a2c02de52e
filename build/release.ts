import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.ts';
import { inLines, licences } from './licences.ts';
import { billOfMaterials, nameAndVersion, npm, writeProductionPackage } from './production.ts';

const root = join(import.meta.dirname, '..');
const contents = ['machines', 'dialogs', 'src', 'deploy', 'docs', 'LICENSE', 'README.md', 'SECURITY.md'];
/** Writes `dist/cauda-VERSION.tar.gz`: unpack it, set the configuration, `npm start` on Node 24. @returns its folder. */
export async function release(dist: string): Promise<string> {
  const name = nameAndVersion();
  const folder = join(dist, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build(dist);
  cpSync(join(dist, 'browser'), join(folder, 'dist/browser'), { recursive: true });
  for (const content of contents) copy(content, folder);

  writeProductionPackage(folder);
  const options = ['--omit=dev', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
  npm(folder, 'install', ...options);
  // A fifth of all, for debuggers alone.
  for (const map of globSync('node_modules/**/*.map', { cwd: folder })) rmSync(join(folder, map));
  writeFileSync(join(folder, 'sbom.cdx.json'), billOfMaterials(folder));
  writeFileSync(join(folder, 'licences.txt'), inLines(licences(folder)));
  execFileSync('tar', ['-czf', `${folder}.tar.gz`, '-C', dist, name]);
  return folder;
}

/** What a checkout has; pictures and tests stay out. */
function copy(name: string, folder: string): void {
  cpSync(join(root, name), join(folder, name), { recursive: true, filter: (path) => !path.endsWith('.map') });
}

if (import.meta.main) process.stdout.write(`${await release(join(root, 'dist'))}.tar.gz\n`);
