import { z } from 'zod';

const manifestSchema = z.looseObject({
  version: z.string(),
  developer: z.object({
    name: z.string(),
    websiteUrl: z.string(),
    privacyUrl: z.string(),
    termsOfUseUrl: z.string(),
  }),
  name: z.object({ short: z.string(), full: z.string() }),
  description: z.object({ short: z.string(), full: z.string() }),
  localizationInfo: z.object({ additionalLanguages: z.array(z.object({ file: z.string() })) }),
  bots: z.array(
    z.looseObject({
      commandLists: z.array(z.object({ commands: z.array(z.object({ title: z.string() })) })),
    }),
  ),
  validDomains: z.array(z.string()),
});

const localized = z.record(z.string(), z.string());

/** Hosts that anybody can have for an hour, which the store refuses. */
const tunnels = /(?:^|\.)(?:ngrok(?:-free)?\.(?:io|app|dev)|devtunnels\.ms|loca\.lt|trycloudflare\.com)$|\*/;

/**
 * What the Teams store would refuse, as far as its validation guidelines can be checked by a program; none when empty.
 * https://learn.microsoft.com/microsoftteams/platform/concepts/deploy-and-publish/appsource/prepare/teams-store-validation-guidelines
 * @param languages the texts of each localisation file, by its name
 */
export function storeProblems(manifest: unknown, languages: Readonly<Record<string, unknown>>): readonly string[] {
  const { version, developer, name, description, localizationInfo, bots, validDomains } =
    manifestSchema.parse(manifest);
  const urls = [developer.websiteUrl, developer.privacyUrl, developer.termsOfUseUrl];
  const commands = bots.flatMap(({ commandLists }) => commandLists.flatMap((list) => list.commands));
  const keys = [
    'name.short',
    'name.full',
    'description.short',
    'description.full',
    ...commands.flatMap((_, at) =>
      ['title', 'description'].map((part) => `bots[0].commandLists[0].commands[${at}].${part}`),
    ),
  ];
  const named = localizationInfo.additionalLanguages.map(({ file }) => file);
  const found = [
    !/^\d+\.\d+\.\d+$/.test(version) && 'the version must be three numbers',
    urls.some((url) => !url.startsWith('https://')) && 'links must begin with https://',
    new Set(urls).size < urls.length && 'website, privacy and terms must be pages of their own',
    /\b(?:microsoft|teams|office)\b/i.test(`${name.short} ${developer.name}`) &&
      'the name must not sound like one of Microsoft’s',
    /^(?:test|demo|beta)\b|\b(?:test|demo|beta)$/i.test(name.short) && 'the name must not say that it is a test',
    description.full.includes(description.short) && 'the long description must not repeat the short one',
    description.full.length < 200 && 'the long description must say what the app does and for whom',
    /https?:/.test(`${description.short} ${description.full}`) && 'descriptions hold no links',
    validDomains.some((domain) => tunnels.test(domain)) && 'valid domains must be the organisation’s own',
    commands.some(({ title }) => title !== title.trim() || title === '') && 'commands must not be empty',
    ...named.map((file) => {
      const texts = localized.safeParse(languages[file]);
      const missing = texts.success ? keys.filter((key) => (texts.data[key] ?? '') === '') : keys;
      return missing.length > 0 && `${file} lacks ${missing.join(', ')}`;
    }),
  ];
  return found.filter((one) => one !== false);
}
