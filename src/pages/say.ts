import { spanish } from './spanish.ts';

const translations: Readonly<Record<string, Readonly<Record<string, string>>>> = { es: spanish };

/** What the page around this one asks for, else the browser's language. */
export const locale =
  document.documentElement.dataset['locale'] ??
  new URLSearchParams(location.search).get('locale') ??
  navigator.language ??
  'en';
let language = locale.toLowerCase().split('-')[0] ?? 'en';

/** Whether that language is written from the left or from the right, as far as the browser knows it. */
export const direction = directionOf(locale);

function directionOf(tag: string): 'ltr' | 'rtl' {
  try {
    const written = new Intl.Locale(tag);
    const info: unknown =
      'getTextInfo' in written && typeof written.getTextInfo === 'function'
        ? written.getTextInfo()
        : 'textInfo' in written
          ? written.textInfo
          : undefined;
    return typeof info === 'object' && info !== null && 'direction' in info && info.direction === 'rtl' ? 'rtl' : 'ltr';
  } catch {
    return 'ltr'; // A host page may well say lang="en_US", which is no language tag.
  }
}

/** The page's own words, which are written in English, in the reader's language; the conversation's come from the server. */
export const say = (english: string): string => translations[language]?.[english] ?? english;

export const conversationLanguage = (): string => (language in translations ? language : 'en');

/**
 * The page goes on in the conversation's language.
 * @returns whether that is another one than before.
 */
export function speak(spoken: string): boolean {
  if (spoken === conversationLanguage() || !(spoken === 'en' || spoken in translations)) return false;
  language = spoken;
  sayPage();
  return true;
}

const english = new WeakMap<Element, string>();
function englishOf(element: Element, now: string): string {
  const known = english.get(element) ?? now.trim().replaceAll(/\s+/g, ' ');
  english.set(element, known);
  return known;
}
const labels = new WeakMap<Element, string>();

/** Translates what stands in the page: texts of `data-say`, and labels of `data-say-label`. */
export function sayPage(): void {
  document.documentElement.lang = conversationLanguage();
  document.documentElement.dir = direction;
  const title = document.querySelector('title');
  if (title !== null) title.textContent = say(englishOf(title, title.textContent ?? ''));
  for (const element of document.querySelectorAll('[data-say]'))
    element.textContent = say(englishOf(element, element.textContent ?? ''));
  for (const element of document.querySelectorAll('[data-say-label]')) {
    const label = labels.get(element) ?? element.getAttribute('aria-label') ?? '';
    labels.set(element, label);
    element.setAttribute('aria-label', say(label));
    if (element.hasAttribute('placeholder')) element.setAttribute('placeholder', say(label));
  }
}
