import { spanish } from './spanish.js';

const translations = { es: spanish };

/** What the page around this one asks for, else the browser's language. */
export const locale = new URLSearchParams(location.search).get('locale') ?? navigator.language ?? 'en';
const language = locale.toLowerCase().split('-')[0];

/** Whether that language is written from the left or from the right, as far as the browser knows it. */
export const direction = directionOf(locale);

function directionOf(tag) {
  try {
    const written = new Intl.Locale(tag);
    return (written.getTextInfo?.() ?? written.textInfo)?.direction ?? 'ltr';
  } catch {
    return 'ltr'; // A host page may well say lang="en_US", which is no language tag.
  }
}

/** The page's own words, which are written in English, in the reader's language; the conversation's come from the server. */
export const say = (english) => translations[language]?.[english] ?? english;

/** Translates what stands in the page: texts of `data-say`, and labels of `data-say-label`. */
export function sayPage() {
  document.documentElement.lang = language in translations ? language : 'en';
  document.documentElement.dir = direction;
  document.title = say(document.title);
  for (const element of document.querySelectorAll('[data-say]'))
    element.textContent = say(element.textContent.trim().replaceAll(/\s+/g, ' '));
  for (const element of document.querySelectorAll('[data-say-label]'))
    element.setAttribute('aria-label', say(element.getAttribute('aria-label')));
}
