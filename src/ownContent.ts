import { ContentError, takeContent } from '../dialogs/content/deploymentContent.ts';
import { ConfigError } from './config.ts';
import { settingsSchema } from './settings.ts';

/** Puts in force what CAUDA_CONTENT names, for the server and for each command, so that all say the same. Throws `ConfigError`. */
export function takeOwnContent(env: Readonly<Record<string, string | undefined>> = process.env): void {
  const { CAUDA_CONTENT: folder } = settingsSchema.pick({ CAUDA_CONTENT: true }).parse(env);
  if (folder === undefined) return;
  try {
    takeContent(folder);
  } catch (error) {
    throw error instanceof ContentError ? new ConfigError(`CAUDA_CONTENT: ${error.message}`) : error;
  }
}

/** The same for a command, which ends with the reason where it cannot be used. */
export function takeOwnContentOrEnd(): void {
  try {
    takeOwnContent();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}
