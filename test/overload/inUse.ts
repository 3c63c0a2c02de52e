import { once } from 'node:events';
import type { Instance } from '../cluster/instance.ts';

/** Megabytes in use after a collection, of a server into which `collecting.ts` was loaded. */
export async function inUseBy({ process: child, said }: Instance): Promise<number> {
  const answers = (): readonly string[] =>
    [...said().matchAll(/in use (\d+) MB/g)].map(([, megabytes = '']) => megabytes);
  const before = answers().length;
  child.kill('SIGUSR2');
  while (answers().length === before && child.stdout !== null) await once(child.stdout, 'data');
  return Number(answers().at(-1));
}
