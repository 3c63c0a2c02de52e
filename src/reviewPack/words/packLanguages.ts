import { english } from './english.ts';
import type { Pack, PackWords } from './packWords.ts';
import { spanish } from './spanish.ts';

const written: Readonly<Record<string, PackWords>> = { en: english, es: spanish };
export const packLanguages: readonly string[] = Object.keys(written);

/** The pack in a language. Throws for one that nobody has written it in; its texts are in the appendices all the same. */
export function packIn(language: string): Pack {
  const words = Object.hasOwn(written, language) ? written[language] : undefined;
  if (words === undefined)
    throw new Error(
      `the review pack itself is written in ${packLanguages.join(' and ')}, not in "${language}"; what the bot says in every language stands in its appendices. For another language, write src/reviewPack/words/ in it.`,
    );
  return { language, words };
}

/** What the program's data says in English, in the pack's language. Throws where nobody has translated it. */
export function translated({ language, words }: Pack, text: string): string {
  const said = language === 'en' ? text : words.translations[text];
  if (said === undefined) throw new Error(`src/reviewPack/words: "${text}" is not translated into ${language}`);
  return said;
}
