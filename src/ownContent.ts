import { ContentError, takeContent } from '../dialogs/content/deploymentContent.ts';
import { ConfigError } from './config.ts';
import { settingsSchema } from './settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type TellOfDraft = Parameters<typeof takeContent>[1];

/** Puts in force what CAUDA_CONTENT names, for the server and for each command, so that all say the same. Throws `ConfigError`. */
export function takeOwnContent(env: Environment = process.env, tellOfDraft?: TellOfDraft): void {
  const { CAUDA_CONTENT: folder } = settingsSchema.pick({ CAUDA_CONTENT: true }).parse(env);
  if (folder === undefined) return;
  try {
    takeContent(folder, tellOfDraft);
  } catch (error) {
    throw error instanceof ContentError ? new ConfigError(`CAUDA_CONTENT: ${error.message}`) : error;
  }
}

/** The same for a command, which ends with the reason where it cannot be used. */
export function takeOwnContentOrEnd(tellOfDraft?: TellOfDraft): void {
  try {
    takeOwnContent(process.env, tellOfDraft);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

/** For the commands by which a translator tries a language: what is left to do is told, and the rest can be tried. */
export const takeDraftOrEnd = (): void =>
  takeOwnContentOrEnd((problems) => {
    const more = problems.length > 3 ? `\n  … and ${problems.length - 3} more` : '';
    const shown = problems.slice(0, 3).map((problem) => `\n  ${problem}`);
    process.stderr.write(`This content is a draft, which no server or package would take:${shown.join('')}${more}\n`);
  });
