import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { getSystemErrorMessage } from 'node:util';
import { isNativeError } from 'node:util/types';
import cauda from '../package.json' with { type: 'json' };
import { takeOwnContentOrEnd } from '../src/ownContent.ts';
import { type PackageOptions, readPackageOptions } from './packageOptions.ts';
import { nextVersion } from './packageVersion.ts';
import { ManifestError, teamsPackage } from './teamsPackage.ts';

/** What the command prints and its exit status: 2 for wrong options, 1 for what the machine or the template refuses. */
export type Outcome = { readonly exitCode: 0 | 1 | 2; readonly message: string };

/**
 * Writes `cauda.zip`, the Teams app package, into `folder`.
 * @param args `--host`, `--bot-id` and perhaps `--app-id`, `--name` and `--developer`
 */
export function packageTeamsApp(args: readonly string[], folder: string): Outcome {
  const options = readPackageOptions(args);
  if ('refused' in options) return { exitCode: 2, message: options.refused };
  const file = join(folder, 'cauda.zip');
  try {
    const version = nextVersion(file, cauda.version, (one) => teamsPackage(options, one));
    const zip = teamsPackage(options, version);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, zip);
    return { exitCode: 0, message: whatToDo(relative(process.cwd(), file), version, options) };
  } catch (error) {
    const message = refusal(error);
    if (message === undefined) throw error;
    return { exitCode: 1, message };
  }
}

/** Where what is uploaded, in the order in which it works. */
const whatToDo = (file: string, version: string, { host, botId, name }: PackageOptions): string =>
  [
    `${file} is ready: ${name} ${version} for ${host}. Keep it: the next one takes a higher version from it.`,
    '',
    `1. Azure, the bot ${botId}: messaging endpoint https://${host}/api/messages, and the channel Microsoft Teams.`,
    '2. To try it alone: Teams, Apps, Manage your apps, Upload an app, Upload a custom app. Custom apps must be allowed for you.',
    '3. For everybody: Teams admin centre, Teams apps, Manage apps, Actions, Upload new app. An update is uploaded on the app’s own page there.',
    '4. Who gets it: there, Permission policies, and Setup policies to install and pin it.',
    '',
    'Each step with what it should look like: docs/teams.md',
  ].join('\n');

/** What the file system or the manifest's schema refused; undefined for anything else, which is a bug. */
function refusal(error: unknown): string | undefined {
  if (error instanceof ManifestError)
    return `Teams would refuse the package: ${error.message}; correct the option, or "teamsApp" in that language's texts.`;
  if (!isNativeError(error) || !('errno' in error) || typeof error.errno !== 'number') return undefined;
  const path = 'path' in error ? `${error.path}` : 'the package';
  return `The file system refuses ${path}: ${getSystemErrorMessage(error.errno)}; make it usable, then run this again.`;
}

if (import.meta.main) {
  takeOwnContentOrEnd();
  const { exitCode, message } = packageTeamsApp(process.argv.slice(2), join(import.meta.dirname, 'dist'));
  if (exitCode === 0) console.log(message);
  else console.error(message);
  process.exitCode = exitCode;
}
