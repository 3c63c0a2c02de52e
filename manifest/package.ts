import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { getSystemErrorMessage } from 'node:util';
import { isNativeError } from 'node:util/types';
import { readPackageOptions } from './packageOptions.ts';
import { ManifestError, teamsPackage } from './teamsPackage.ts';

/** What the command prints and its exit status: 2 for wrong options, 1 for what the machine or the template refuses. */
export type Outcome = { readonly exitCode: 0 | 1 | 2; readonly message: string };

/**
 * Writes `cauda.zip`, the Teams app package, into `folder`.
 * @param args `--host`, `--bot-id` and perhaps `--app-id`
 */
export function packageTeamsApp(args: readonly string[], folder: string): Outcome {
  const options = readPackageOptions(args);
  if ('refused' in options) return { exitCode: 2, message: options.refused };
  const file = join(folder, 'cauda.zip');
  try {
    const zip = teamsPackage(options);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, zip);
  } catch (error) {
    const message = refusal(error);
    if (message === undefined) throw error;
    return { exitCode: 1, message };
  }
  return {
    exitCode: 0,
    message: `${relative(process.cwd(), file)} is ready for ${options.host}. In Teams: Apps, Manage your apps, Upload an app.`,
  };
}

/** What the file system or the manifest's schema refused; undefined for anything else, which is a bug. */
function refusal(error: unknown): string | undefined {
  if (error instanceof ManifestError)
    return `manifest/manifest.json does not follow the Teams schema: ${error.message}; correct it there.`;
  if (!isNativeError(error) || !('errno' in error) || typeof error.errno !== 'number') return undefined;
  const path = 'path' in error ? `${error.path}` : 'the package';
  return `The file system refuses ${path}: ${getSystemErrorMessage(error.errno)}; make it usable, then run this again.`;
}

if (import.meta.main) {
  const { exitCode, message } = packageTeamsApp(process.argv.slice(2), join(import.meta.dirname, 'dist'));
  if (exitCode === 0) console.log(message);
  else console.error(message);
  process.exitCode = exitCode;
}
