import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const packageSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  scripts: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
});
/** What production's package.json keeps: the commands that need nothing but its packages. */
const scripts = ['start', 'doctor', 'answer', 'understand', 'chat', 'backup', 'restore', 'audit-verify'];

const read = (name: string): string => readFileSync(join(import.meta.dirname, '..', name), 'utf8');
const about = () => packageSchema.parse(JSON.parse(read('package.json')));

export function nameAndVersion(): string {
  const { name, version } = about();
  return `${name}-${version}`;
}

/** Writes a package.json and a lock file of production alone. */
export function writeProductionPackage(folder: string): void {
  const { devDependencies: _left, ...rest } = about();
  // Only an install script of a package needs it, and none is run.
  const { rimraf: _notNeeded, ...dependencies } = rest.dependencies;
  const kept = Object.entries(rest.scripts).filter(([name]) => scripts.includes(name));
  const slim = { ...rest, engines: { node: '>=24' }, scripts: Object.fromEntries(kept), dependencies };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(slim, undefined, 2)}\n`);
  writeFileSync(join(folder, 'package-lock.json'), read('package-lock.json'));
}

/** In CycloneDX, of the packages in a folder's lock file. From a lock with development in it npm leaves half of them out. */
export const billOfMaterials = (folder: string): string =>
  npm(folder, 'sbom', '--sbom-format=cyclonedx', '--omit=dev', '--package-lock-only');

export const npm = (folder: string, ...args: readonly string[]): string =>
  execFileSync('npm', args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 26,
  });
