import { teamsCommandIds } from '../dialogs/teamsAppWords.ts';
import { spokenLanguages, teamsAppWords } from '../dialogs/texts.ts';
import type { PackageOptions } from './packageOptions.ts';

const schemas = 'https://developer.microsoft.com/en-us/json-schemas/teams/v1.30';
/** The language of the manifest itself; each other one that is spoken has a file beside it. */
const main = 'en';

/** The manifest of the Teams app. @param version which each upload must raise. */
export function teamsManifest({ host, botId, appId, name, developer }: PackageOptions, version: string) {
  const { fullName, shortDescription, longDescription, commands } = teamsAppWords(main, name);
  return {
    $schema: `${schemas}/MicrosoftTeams.schema.json`,
    manifestVersion: '1.30',
    version,
    id: appId,
    developer: {
      name: developer,
      websiteUrl: `https://${host}/`,
      privacyUrl: `https://${host}/privacy`,
      termsOfUseUrl: `https://${host}/terms`,
    },
    name: { short: name, full: fullName },
    description: { short: shortDescription, full: longDescription },
    localizationInfo: {
      defaultLanguageTag: main,
      additionalLanguages: furtherLanguages().map((language) => ({ languageTag: language, file: `${language}.json` })),
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#0F4C5C',
    bots: [
      {
        botId,
        scopes: ['personal'],
        supportsFiles: false,
        isNotificationOnly: false,
        commandLists: [{ scopes: ['personal'], commands: teamsCommandIds.map((id) => commands[id]) }],
      },
    ],
    defaultInstallScope: 'personal',
    validDomains: [host],
  };
}

/** The texts of each further language, by the file's name in the package. */
export const localisations = (name: string): Readonly<Record<string, object>> =>
  Object.fromEntries(furtherLanguages().map((language) => [`${language}.json`, localisation(language, name)]));

function localisation(language: string, name: string): object {
  const { fullName, shortDescription, longDescription, commands } = teamsAppWords(language, name);
  return {
    $schema: `${schemas}/MicrosoftTeams.Localization.schema.json`,
    'name.short': name,
    'name.full': fullName,
    'description.short': shortDescription,
    'description.full': longDescription,
    ...Object.fromEntries(
      teamsCommandIds.flatMap((id, at) =>
        Object.entries(commands[id]).map(([part, says]) => [`bots[0].commandLists[0].commands[${at}].${part}`, says]),
      ),
    ),
  };
}

const furtherLanguages = (): readonly string[] => spokenLanguages.filter((language) => language !== main);
