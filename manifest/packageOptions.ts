import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';

/** Which bot the Teams app package is for. */
export type PackageOptions = {
  /** Name under which people reach the bot by HTTPS, lower case, without scheme, port or path. */
  readonly host: string;
  /** Microsoft App ID of the bot. */
  readonly botId: string;
  /** Id of the Teams app. */
  readonly appId: string;
  /** What the app is called, at most 30 characters. */
  readonly name: string;
  /** Who offers it, at most 32 characters. */
  readonly developer: string;
};

/** Why the options cannot be used, in one sentence that names the remedy. */
export type RefusedOptions = { readonly refused: string };

const exampleId = '11111111-2222-3333-4444-555555555555';
const examples = {
  host: '--host bot.example.org',
  'bot-id': `--bot-id ${exampleId}`,
  'app-id': `--app-id ${exampleId}`,
  name: '--name Cauda',
  developer: '--developer "St. Elsewhere Hospital"',
};
type OptionName = keyof typeof examples;
const wholeCommand = `npm run teams-package -- ${examples.host} ${examples['bot-id']}`;

/** Reads the command's arguments. The app's id is the bot's unless given: the same bot stays the same app in Teams. */
export function readPackageOptions(args: readonly string[]): PackageOptions | RefusedOptions {
  const given = givenOptions(args);
  if ('refused' in given) return given;
  const botId = given['bot-id'];
  if (given.host === undefined) return refuse(`--host is missing; write ${wholeCommand}`);
  if (botId === undefined) return refuse(`--bot-id is missing; write ${wholeCommand}`);

  const appId = given['app-id'] ?? botId;
  const host = domainToASCII(given.host);
  const wrong =
    wrongHost(given.host, host) ??
    wrongId('bot-id', botId, "copy the Microsoft App ID from the bot's page in Azure") ??
    wrongId('app-id', appId, "give the Teams app's own GUID, or leave --app-id out to use the bot's") ??
    tooLong('name', given.name, 30) ??
    tooLong('developer', given.developer, 32);
  if (wrong !== undefined) return refuse(wrong);
  const name = given.name ?? 'Cauda';
  return { host, botId: botId.toLowerCase(), appId: appId.toLowerCase(), name, developer: given.developer ?? name };
}

const refuse = (refused: string): RefusedOptions => ({ refused: `${refused}.` });
const quoted = (text: string): string => JSON.stringify(text);

/** The options as given. Not `strict`, whose messages name no remedy. */
function givenOptions(args: readonly string[]): Partial<Record<OptionName, string>> | RefusedOptions {
  const string = { type: 'string' } as const;
  const { tokens } = parseArgs({
    args: [...args],
    options: { host: string, 'bot-id': string, 'app-id': string, name: string, developer: string },
    strict: false,
    tokens: true,
  });
  const given: Partial<Record<OptionName, string>> = {};
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    // npm takes options before the "--" for its own and hands on their bare values.
    if (token.kind === 'positional')
      return refuse(`${quoted(token.value)} belongs to no option; write ${wholeCommand}`);
    if (!isOption(token.name))
      return refuse(
        `${token.rawName} is not an option; the options are --host, --bot-id, --app-id, --name and --developer`,
      );
    if (given[token.name] !== undefined) return refuse(`${token.rawName} is given twice; give it once`);
    if (!token.value || token.value.startsWith('-'))
      return refuse(`${token.rawName} has no value; write ${examples[token.name]}`);
    given[token.name] = token.value;
  }
  return given;
}

const isOption = (name: string): name is OptionName => Object.hasOwn(examples, name);

const hostName = /^(?=.{1,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/;

function wrongHost(given: string, ascii: string): string | undefined {
  const [, scheme, authority = '', path] = /^(https?:\/*|[a-z][a-z\d+.-]*:\/\/)?([^/?#\\]*)(.*)$/is.exec(given) ?? [];
  const name = `--host ${quoted(given)}`;
  const instead = `give the host name alone, like ${examples.host}`;
  if (isIP(authority.replace(/^\[(.*)\]$/, '$1')) !== 0) return `${name} is an IP address; ${instead}`;
  const tooMuch = Object.entries({
    'a scheme': scheme,
    'a user name': authority.includes('@'),
    'a port': authority.includes(':'),
    'a path': path,
    'a wildcard': authority.includes('*'),
  }).flatMap(([what, has]) => (has ? [what] : []));
  if (tooMuch.length > 0) return `${name} has ${new Intl.ListFormat('en').format(tooMuch)}; ${instead}`;
  return hostName.test(ascii) && !/[\s%]/.test(given)
    ? undefined
    : `${name} is not a full host name; give the one under which people reach the bot, like ${examples.host}`;
}

const wrongId = (option: OptionName, given: string, remedy: string): string | undefined =>
  z.guid().safeParse(given).success ? undefined : `--${option} ${quoted(given)} is not a GUID; ${remedy}`;

const tooLong = (option: OptionName, given: string | undefined, most: number): string | undefined =>
  given === undefined || given.length <= most
    ? undefined
    : `--${option} ${quoted(given)} is too long for Teams; give at most ${most} characters`;
