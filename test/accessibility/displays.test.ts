import { describe, expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { message } from '../../dialogs/texts.ts';
import { answer, emergency } from '../journeys/answers.ts';
import { caudaInBrowser } from '../journeys/caudaInBrowser.ts';
import { chatIn } from '../journeys/chat.ts';
import { newCall, noThreat } from '../journeys/deskPage.ts';

/* What people set in their browser or system: zoom, forced colours, reduced motion. */
const running = caudaInBrowser({ CAUDA_EMERGENCY_NUMBER: '112' });

async function visit(path: string, options: BrowserContextOptions): Promise<Page> {
  const page = await (await running.browser.newContext(options)).newPage();
  await page.goto(`${running.cauda.url}${path}`);
  return page;
}

/** Texts that stick out of the window, or that are cut off where nobody can scroll to them. */
const misplaced = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const faults: string[] = [];
    if (document.documentElement.scrollWidth > innerWidth) faults.push('the page scrolls sideways');
    for (const element of document.querySelectorAll('body *')) {
      const { left, right, width, height } = element.getBoundingClientRect();
      const words = element.textContent?.trim().slice(0, 60);
      if (words === '' || width < 2 || height < 2 || element.closest('[hidden], [inert], .scrolls, svg') !== null)
        continue;
      if (getComputedStyle(element).visibility === 'hidden') continue;
      if (left < -0.5 || right > innerWidth + 0.5)
        faults.push(`outside: ${element.tagName} ${element.className}: ${words}`);
    }
    return faults;
  });

describe('at 400 % zoom, 320 by 256 pixels of CSS', () => {
  const zoomed = { viewport: { width: 320, height: 256 }, reducedMotion: 'reduce' } as const;

  test.each(['en-GB', 'es-MX'])(
    'an emergency is answered, read, kept and gone on with (%s)',
    async (locale) => {
      const page = await visit('/chat', { ...zoomed, locale });
      const chat = chatIn(page);
      const spanish = locale === 'es-MX';
      await page.locator('#first').waitFor({ state: 'detached' });
      await chat.sees(spanish ? /menos fuerza/ : /leg or foot weaker/);
      expect(await misplaced(page)).toEqual([]);
      await chat.taps(spanish ? 'Sin debilidad' : 'No weakness');
      await chat.sees(spanish ? /entre las piernas/ : /between your legs/);
      await chat.taps(spanish ? 'Sí, adormecida o distinta' : 'Yes, numb or different');
      await page.locator('#standing a').waitFor();
      expect(await misplaced(page)).toEqual([]);
      // Of the conversation there is still as much in sight as a button and a line are high.
      expect((await page.locator('#chat .webchat__basic-transcript').boundingBox())?.height).toBeGreaterThan(72);
      await page.locator('#menu summary').click();
      expect(await misplaced(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.locator('#keep-result').click();
      await page.locator('#result svg').waitFor();
      expect(await misplaced(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await chat.taps(message({ language: spanish ? 'es' : 'en', role: 'self' }, 'card.answerMore'));
      await chat.sees(spanish ? /orin/ : /pass or hold urine/);
      await page.context().setOffline(true);
      await page.locator('#notice').waitFor();
      expect(await misplaced(page)).toEqual([]);
      await page.context().close();
    },
    90_000,
  );

  test("the pages around it and the nurse's desk with its forms", async () => {
    for (const path of ['/', '/privacy', '/terms', '/hand-over']) {
      const page = await visit(path, zoomed);
      expect([path, await misplaced(page)]).toEqual([path, []]);
      await page.context().close();
    }
    const page = await visit('/nurse', zoomed);
    const desk = await newCall(page, running.cauda.url);
    await desk.press(noThreat, [/leg or foot weaker/, '1'], [/area between your legs/, '2']);
    await desk.script.getByText(/pass or hold urine/).waitFor();
    expect(await misplaced(page)).toEqual([]);
    for (const key of ['n', 'p', 'u', 'e', 'o']) {
      await page.keyboard.press(key);
      const dialog = page.locator('dialog.form[open]');
      await dialog.waitFor();
      expect([key, await misplaced(page)]).toEqual([key, []]);
      // Its last button can be scrolled to and pressed.
      await dialog.getByRole('button', { name: /Cancel/ }).click();
      await dialog.waitFor({ state: 'hidden' });
    }
    await page.keyboard.press('q');
    await page.locator('tbody tr').first().waitFor();
    expect(await misplaced(page)).toEqual([]);
    await page.context().close();
  }, 60_000);
});

describe('in forced colours', () => {
  const forced = { forcedColors: 'active', viewport: { width: 1366, height: 768 } } as const;
  const border = (page: Page, selector: string): Promise<number> =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => Number.parseFloat(getComputedStyle(element).borderTopWidth));

  test('what only a colour told is told by a line', async () => {
    const site = await visit('/', forced);
    await site.locator('button.launcher').waitFor();
    expect(await border(site, 'button.launcher')).toBeGreaterThanOrEqual(2);
    expect(await border(site, 'p.emergency')).toBeGreaterThanOrEqual(2);
    await site.context().close();

    const page = await visit('/chat', forced);
    await page.locator('#first').waitFor({ state: 'detached' });
    await answer(chatIn(page), emergency);
    await page.locator('#standing a').waitFor();
    expect(await border(page, '#standing')).toBeGreaterThanOrEqual(2);
    const undo = page.locator('#chat .ac-selectable:not(.ac-pushButton)').last();
    expect(await undo.evaluate((element) => getComputedStyle(element).textDecorationLine)).toBe('underline');
    await page.locator('#keep-result').click();
    expect(await border(page, '#result .is-attention')).toBeGreaterThanOrEqual(2);
    await page.context().close();

    const desk = await visit('/nurse', forced);
    const call = await newCall(desk, running.cauda.url);
    await call.press(noThreat, [/leg or foot weaker/, '1'], [/area between your legs/, '2']);
    await call.script.getByText(/pass or hold urine/).waitFor();
    expect(await border(desk, '.disposition')).toBeGreaterThanOrEqual(2);
    expect(await border(desk, '.record .red')).toBeGreaterThanOrEqual(2);
    const ground = (pressed: boolean): Promise<string> =>
      desk
        .locator(`.chip[aria-pressed=${pressed}]`)
        .first()
        .evaluate((chip) => getComputedStyle(chip).backgroundColor);
    expect(await ground(true)).not.toBe(await ground(false));
    await desk.context().close();
  }, 60_000);
});

test('with reduced motion nothing moves by itself, and without it the launcher may', async () => {
  const moving = (page: Page): Promise<readonly string[]> =>
    page.evaluate(() => {
      const all = [document, ...[...document.querySelectorAll('*')].flatMap((one) => one.shadowRoot ?? [])];
      const elements = all.flatMap((root) => [...root.querySelectorAll('*')]);
      const moves = ({ transitionDuration, animationName, scrollBehavior }: CSSStyleDeclaration): boolean =>
        transitionDuration.split(', ').some((time) => Number.parseFloat(time) > 0) ||
        animationName !== 'none' ||
        scrollBehavior === 'smooth';
      return elements.filter((one) => moves(getComputedStyle(one))).map((one) => `${one.tagName} ${one.className}`);
    });
  for (const path of ['/', '/chat', '/nurse', '/privacy']) {
    const page = await visit(path, { reducedMotion: 'reduce' });
    if (path === '/') await page.locator('button.launcher').waitFor();
    if (path === '/chat') await page.locator('#first').waitFor({ state: 'detached' });
    expect([path, await moving(page)]).toEqual([path, []]);
    await page.context().close();
  }
  const lively = await visit('/', { reducedMotion: 'no-preference' });
  await lively.locator('button.launcher').waitFor();
  expect(await moving(lively)).toEqual(['BUTTON launcher']);
  await lively.context().close();
}, 60_000);

/** How many pixels of what is worked with lie below the window, or under the keys that stay in sight. */
const belowTheKeys = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const edge = (selector: string): DOMRect | undefined =>
      [...document.querySelectorAll(selector)].at(-1)?.getBoundingClientRect();
    const { top = 0, bottom = 0 } = edge('.script-foot') ?? {};
    const nav = edge('.doing')?.top ?? 0;
    return Math.max(0, Math.ceil((edge('.answers li')?.bottom ?? 0) - top), Math.ceil(bottom - nav));
  });

describe.each([
  ['en-GB', []],
  // Its words alone are as high as the window: all are in sight, and the answers are so beside them.
  ['es-MX', ['sensoryOrReflex']],
] as const)("the nurse's desk (%s)", (locale, tooLong) => {
  test('at 1366 by 768 has each question, its answers and all keys in sight', async () => {
    const page = await visit('/nurse', { locale, viewport: { width: 1366, height: 768 } });
    await page.locator('.queue').waitFor();
    await page.keyboard.press('n');
    for (const [row, key] of [
      ['lifeThreats', '1'],
      ['legWeakness', '4'],
    ] as const) {
      await page.locator(`.row.focused[data-row="${row}"]`).waitFor();
      await page.keyboard.press(key);
    }
    await page.locator('.row.focused[data-row="weaknessCourse"]').waitFor();
    const long: string[] = [];
    for (const label of await page.locator('.row[data-row] .label').all()) {
      await label.click();
      if ((await belowTheKeys(page)) > 0)
        long.push((await page.locator('.row.focused').getAttribute('data-row')) ?? '');
      expect(await page.locator('.asides button').last().isVisible()).toBe(true);
    }
    expect(long).toEqual(tooLong);
    await page.context().close();
  }, 30_000);

  test('at 390 pixels has all that its list of calls says in sight', async () => {
    const page = await visit('/nurse', { locale, viewport: { width: 390, height: 844 } });
    await page.locator('tbody tr').first().waitFor();
    expect(await misplaced(page)).toEqual([]);
    const hidden = await page.locator('.scrolls').evaluate((list) => list.scrollWidth - list.clientWidth);
    expect(hidden).toBe(0);
    await page.context().close();
  }, 30_000);
});
