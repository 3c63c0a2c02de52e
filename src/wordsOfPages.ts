import type { DeskWordId, SiteWords } from '../dialogs/pageWords.ts';
import { deskWords, pageWords, siteWords, spokenLanguages } from '../dialogs/texts.ts';
import type { Config } from './config.ts';
import type { PageWordsIn } from './pages/say.ts';
import { escaped } from './reviewPack/html.ts';

/** What the chat's page says in a language, and how to ask for the others, in each one's own words. */
export function wordsOfPage(language: string, name: string): PageWordsIn {
  const others = spokenLanguages
    .filter((other) => other !== language)
    .map((other) => ({ language: other, name: ownName(other), ask: pageWords(other, name).speakThis }));
  return { language, direction: directionOf(language), words: pageWords(language, name), others };
}

/** What the pages around the chat say in a language. */
export const wordsOfSite = (
  language: string,
  { name, retentionDays, unfinishedRetentionDays }: Pick<Config, 'name' | 'retentionDays' | 'unfinishedRetentionDays'>,
): SiteWords => siteWords(language, { name, finishedDays: retentionDays, unfinishedDays: unfinishedRetentionDays });

/** The desk's words in all languages, since who sits there chooses one in the browser. */
export const wordsOfDesk = (name: string) =>
  spokenLanguages.map((language) => ({
    language,
    name: ownName(language),
    direction: directionOf(language),
    languages: Object.fromEntries(spokenLanguages.map((other) => [other, nameOf(other, language)])),
    words: deskWords(language, name),
  }));

/** The same of the desk in all languages, for who has said none yet. */
export const inEachLanguage = (name: string, id: DeskWordId): string =>
  spokenLanguages.map((language) => deskWords(language, name)[id]).join(' · ');

/** A page with its words where `data-say` and `data-say-label` name them. */
export const inWords = (html: string, words: Readonly<Record<string, string>>): string =>
  html
    .replaceAll(/(\bdata-say="(\w+)"[^>]*>)[^<]*/g, (_, tag: string, id: string) => tag + escaped(words[id] ?? ''))
    .replaceAll(/( placeholder)?( data-say-label="(\w+)")/g, (_, placeholder = '', attribute, id: string) => {
      const label = `="${escaped(words[id] ?? '')}"`;
      return `${placeholder && placeholder + label} aria-label${label}${attribute}`;
    });

/** JSON that can stand in a page: nothing in it ends the element that it is in. */
export const jsonInPage = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

const nameOf = (language: string, inLanguage: string): string =>
  new Intl.DisplayNames(inLanguage, { type: 'language' }).of(language) ?? language;

/** As its speakers call it. */
function ownName(language: string): string {
  const [first = '', ...rest] = nameOf(language, language);
  return first.toLocaleUpperCase(language) + rest.join('');
}

function directionOf(language: string): 'ltr' | 'rtl' {
  const locale = new Intl.Locale(language);
  const info: unknown = 'getTextInfo' in locale && typeof locale.getTextInfo === 'function' && locale.getTextInfo();
  return typeof info === 'object' && info !== null && 'direction' in info && info.direction === 'rtl' ? 'rtl' : 'ltr';
}
