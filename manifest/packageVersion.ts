import { existsSync, readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';

const manifestSchema = z.object({ version: z.string().regex(/^\d+\.\d+\.\d+$/) });

/**
 * The version of a package that is made again: Teams takes an update only under a higher one.
 * @param file where the last package is, if there is one
 * @param usual the program's own version
 * @param made makes the package under a version
 * @returns that of the last package where nothing else differs, else one that is higher
 */
export function nextVersion(file: string, usual: string, made: (version: string) => Uint8Array): string {
  const last = existsSync(file) ? versionIn(file) : undefined;
  if (last === undefined) return usual;
  if (Buffer.from(made(last)).equals(readFileSync(file))) return last;
  return isHigher(usual, last) ? usual : raised(last);
}

function versionIn(file: string): string | undefined {
  try {
    const manifest = unzipSync(readFileSync(file))['manifest.json'];
    return manifest === undefined ? undefined : manifestSchema.safeParse(JSON.parse(strFromU8(manifest))).data?.version;
  } catch {
    return undefined; // whatever it is, it is no package of ours
  }
}

const numbers = (version: string): readonly number[] => version.split('.').map(Number);

function isHigher(one: string, other: string): boolean {
  const [a, b] = [numbers(one), numbers(other)];
  const at = a.findIndex((part, index) => part !== b[index]);
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0);
}

const raised = (version: string): string => {
  const [major = 0, minor = 0, patch = 0] = numbers(version);
  return `${major}.${minor}.${patch + 1}`;
};
