/**
 * The desk's own words in each language, as the server puts them into the page; those of questions, answers and advice
 * come with the call.
 * @typedef {{
 *   readonly language: string, readonly name: string, readonly direction: 'ltr' | 'rtl',
 *   readonly languages: Readonly<Record<string, string>>, readonly words: Readonly<Record<string, string>>
 * }} Spoken
 * @type {readonly [Spoken, ...Spoken[]]}
 */
const spoken = JSON.parse(document.getElementById('words')?.textContent ?? '');
const kept = 'cauda.desk.language';

/** The nurse's own language: chosen here, else the browser's. What a caller speaks never changes it. */
const here = (() => {
  const wanted =
    new URLSearchParams(location.search).get('locale') ?? localStorage.getItem(kept) ?? navigator.language ?? 'en';
  const [tag = 'en'] = wanted.toLowerCase().split('-');
  return spoken.find(({ language }) => language === tag) ?? spoken[0];
})();
export const { language, direction } = here;

/** With the region, for the emergency number. */
export const locale = navigator.language.toLowerCase().startsWith(language) ? navigator.language : language;

/** The languages that the desk can go on in. */
export const others = spoken.filter((one) => one !== here);

/** What the languages that a caller may speak are called here. */
export const languages = Object.entries(here.languages);

/** @param {string} chosen */
export function changeLanguage(chosen) {
  localStorage.setItem(kept, chosen);
  const url = new URL(location.href);
  url.searchParams.delete('locale');
  location.replace(url);
}

/**
 * Words of the desk by their name.
 * @param {string} name
 */
export const word = (name) => here.words[name] ?? name;
