import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { caudaInBrowser } from './caudaInBrowser.ts';
import { chatIn } from './chat.ts';

/* The layout under words longer by a half, and under a script that runs from right to left. */
const running = caudaInBrowser({ NODE_OPTIONS: `--import=${new URL('./pseudoLanguages.ts', import.meta.url)}` });

/** Texts of the page and its cards that stick out of the window or are cut by what is around them. */
const misplaced = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const places = '.webchat__adaptive-card-renderer *, .chat-header *, .notice *';
    const cut = ({ scrollWidth, clientWidth, scrollHeight, clientHeight }: Element, overflow: string): boolean =>
      overflow === 'hidden' && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1);
    const faults = [...document.querySelectorAll(places)].flatMap((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      const { overflowX } = getComputedStyle(element);
      const out = width > 0 && (left < -0.5 || right > innerWidth + 0.5);
      return out || (width > 1 && cut(element, overflowX)) ? [`${element.className}: ${element.textContent}`] : [];
    });
    return document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways', ...faults] : faults;
  });

const places = [
  { path: '/chat', width: 320, height: 640 },
  { path: '/chat?role=clinician', width: 320, height: 640 },
] as const;
const languages = [
  { locale: 'en', direction: 'ltr' },
  { locale: 'es', direction: 'rtl' },
] as const;
/** Which button of each card is tapped, and how often: the first answers lead to advice, the second to emergencies. */
const ways = [
  { name: 'first', nth: 0, taps: 10 },
  { name: 'second', nth: 1, taps: 9 },
] as const;

// A card must be seen for half a second before it is tapped, so the ways are walked side by side.
test.each(places)(
  '$path: nothing sticks out or is cut, from the left or from the right, whichever button of each card is tapped',
  async (place) => {
    await Promise.all(languages.flatMap((language) => ways.map((way) => walk({ ...place, ...language, ...way }))));
  },
  120_000,
);

type Walked = (typeof places)[number] & (typeof languages)[number] & (typeof ways)[number];

async function walk({ path, width, height, locale, direction, name, nth, taps }: Walked): Promise<void> {
  const context = await running.browser.newContext({ viewport: { width, height }, locale, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(running.cauda.url + path);
  const chat = chatIn(page);
  await chat.sees(/⟦/);
  expect(await page.locator('html').getAttribute('dir')).toBe(direction);
  for (let tap = 0; tap <= taps; tap += 1) {
    expect([direction, name, tap, await misplaced(page)]).toEqual([direction, name, tap, []]);
    if (tap === taps) break;
    const cards = await chat.cards().count();
    await chat.presses(chat.card().getByRole('button').nth(nth));
    await chat.cards().nth(cards).waitFor();
  }
  await context.close();
}
