import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildPageScripts } from '../src/pageScripts.ts';

/** Makes what browsers load and no file of the repository holds. Each step gets the folder to write to. */
const steps: readonly ((folder: string) => Promise<void> | void)[] = [buildPageScripts];

export async function build(dist: string): Promise<void> {
  const folder = join(dist, 'browser');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const step of steps) await step(folder);
}

if (import.meta.main) await build(join(import.meta.dirname, '../dist'));
