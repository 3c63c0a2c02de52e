import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { build } from './build.ts';
import { inLines, licences } from './licences.ts';

const root = join(import.meta.dirname, '..');
const contents = ['machines', 'dialogs', 'src', 'deploy', 'docs', 'LICENSE', 'README.md', 'SECURITY.md'];
const packageSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  scripts: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
});
/** What the release's package.json keeps: the commands that need nothing but production's packages. */
const scripts = ['start', 'doctor', 'answer', 'understand', 'chat', 'backup', 'restore'];

/** Writes `dist/cauda-VERSION.tar.gz`: unpack it, set the configuration, `npm start` on Node 24. @returns its folder. */
export async function release(dist: string): Promise<string> {
  const { devDependencies: _left, ...about } = packageSchema.parse(JSON.parse(read('package.json')));
  const folder = join(dist, `${about.name}-${about.version}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build(dist);
  cpSync(join(dist, 'browser'), join(folder, 'dist/browser'), { recursive: true });
  for (const name of contents) copy(name, folder);

  // Only an install script of a package needs it, and none is run.
  const { rimraf: _notNeeded, ...dependencies } = about.dependencies;
  const kept = Object.entries(about.scripts).filter(([name]) => scripts.includes(name));
  const slim = { ...about, engines: { node: '>=24' }, scripts: Object.fromEntries(kept), dependencies };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(slim, undefined, 2)}\n`);
  writeFileSync(join(folder, 'package-lock.json'), read('package-lock.json'));
  const options = ['--omit=dev', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
  npm(folder, 'install', ...options);
  writeFileSync(join(folder, 'sbom.cdx.json'), npm(folder, 'sbom', '--sbom-format=cyclonedx', '--omit=dev'));
  writeFileSync(join(folder, 'licences.txt'), inLines(licences(folder)));
  execFileSync('tar', ['-czf', `${folder}.tar.gz`, '-C', dist, `${about.name}-${about.version}`]);
  return folder;
}

const read = (name: string): string => readFileSync(join(root, name), 'utf8');

/** What a checkout has; pictures and tests stay out. */
function copy(name: string, folder: string): void {
  cpSync(join(root, name), join(folder, name), { recursive: true, filter: (path) => !path.endsWith('.map') });
}

const npm = (folder: string, ...args: readonly string[]): string =>
  execFileSync('npm', args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 26,
  });

if (import.meta.main) process.stdout.write(`${await release(join(root, 'dist'))}.tar.gz\n`);
