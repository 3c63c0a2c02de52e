import type { PageWordId, PageWords } from '../../dialogs/pageWords.ts';

/** What the page says in a language, as the server puts it into the page. */
export type PageWordsIn = {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly words: PageWords;
  /** The other languages: what their speakers call them, and what is said in the chat to go on in them. */
  readonly others: readonly { readonly language: string; readonly name: string; readonly ask: string }[];
};

/** What the page around this one asks for, else the browser's language: with the region, for the emergency number. */
export const locale =
  document.documentElement.dataset['locale'] ??
  new URLSearchParams(location.search).get('locale') ??
  navigator.language ??
  'en';

/** They stand in the page, so that each script of it says the same. */
const element = document.getElementById('words');
let text = '';
let now: PageWordsIn;

export function pageLanguage(): PageWordsIn {
  const written = element?.textContent ?? '';
  if (written !== text) [text, now] = [written, JSON.parse(written)];
  return now;
}

/** The page's own words in the reader's language; the conversation's come with its messages. */
export const say = (id: PageWordId): string => pageLanguage().words[id];

const listeners = new Set<() => void>();
/** To be called when the page goes on in another language. */
export const whenSpoken = (listener: () => void): void => void listeners.add(listener);
let wanted: string | undefined;

/** The page goes on in the conversation's language; where its words cannot be had it stays as it is. */
export async function speak(language: string): Promise<void> {
  if (element === null || language === (wanted ?? pageLanguage().language)) return;
  wanted = language;
  const answer = await fetch(`/chat/words?${new URLSearchParams({ language })}`).catch(() => undefined);
  const words = answer?.ok === true ? await answer.text() : undefined;
  if (wanted !== language) return;
  wanted = undefined;
  if (words === undefined) return;
  element.textContent = words;
  sayPage();
  for (const listener of listeners) listener();
}

/** Says anew what stands in the page by `data-say` and `data-say-label`. */
function sayPage(): void {
  const { language, direction, words } = pageLanguage();
  document.documentElement.lang = language;
  document.documentElement.dir = direction;
  document.title = say('title');
  const isWord = (id: string | undefined): id is PageWordId => id !== undefined && id in words;
  for (const one of document.querySelectorAll<HTMLElement>('[data-say], [data-say-label]')) {
    const { say: id, sayLabel } = one.dataset;
    if (isWord(id)) one.textContent = words[id];
    if (!isWord(sayLabel)) continue;
    one.setAttribute('aria-label', words[sayLabel]);
    if (one.hasAttribute('placeholder')) one.setAttribute('placeholder', words[sayLabel]);
  }
}
