import process from 'node:process';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** What a command was given. An option that there is not ends it with status 2, and a sentence that names those that there are. */
export function commandOptions<const Options extends ParseArgsOptionsConfig>(options: Options) {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    const names = Object.keys(options).map((name) => `--${name}`);
    const known = names.length === 0 ? 'There is no option.' : `The options are ${names.join(', ')}.`;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}. ${known}\n`);
    process.exit(2);
  }
}
