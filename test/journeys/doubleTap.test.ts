import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { routine } from './answers.ts';
import { caudaInBrowser } from './caudaInBrowser.ts';
import { chatIn, scrollTo } from './chat.ts';

const running = caudaInBrowser();
const hands = [
  { width: 320, height: 640, hasTouch: true },
  { width: 390, height: 844, hasTouch: true },
  { width: 1200, height: 900, hasTouch: false },
];

type Spot = { readonly x: number; readonly y: number };

const press = (page: Page, { x, y }: Spot, hasTouch: boolean): Promise<void> =>
  hasTouch ? page.touchscreen.tap(x, y) : page.mouse.click(x, y);

/** The button of the newest card under a spot, if there is one. */
const buttonUnder = (page: Page, { x, y }: Spot): Promise<string | undefined> =>
  page.evaluate(
    ([left, top]) => {
      const button = document.elementFromPoint(left, top)?.closest('.ac-pushButton, .ac-selectable');
      const newest = [...document.querySelectorAll('.webchat__adaptive-card-renderer')].at(-1);
      return button && newest?.contains(button) ? (button.textContent ?? '') : undefined;
    },
    [x, y] as const,
  );

/** A phone of the usual size shows each question with an answer, and nobody has to scroll before the first tap. */
async function expectFirstAnswerInView(page: Page, question: RegExp): Promise<void> {
  const below = await page.evaluate(() => {
    const card = [...document.querySelectorAll('.webchat__adaptive-card-renderer')].at(-1);
    const answer = card?.querySelector('.ac-pushButton:not([aria-expanded], summary)');
    const box = document.querySelector('.webchat__send-box, #first-form');
    return (answer?.getBoundingClientRect().bottom ?? 0) - (box?.getBoundingClientRect().top ?? 0);
  });
  expect({ question, inView: below <= 0 }).toEqual({ question, inView: true });
}

test('the second tap of a slow double tap answers no question that came under it, by touch or mouse at any width', async () => {
  const tried = await Promise.all(
    hands.map(async ({ width, height, hasTouch }) => {
      const context = await running.browser.newContext({ viewport: { width, height }, hasTouch });
      const page = await context.newPage();
      const chat = chatIn(page);
      await page.goto(`${running.cauda.url}/chat`);
      let under = 0;
      for (const [index, [question, name]] of routine.slice(0, -1).entries()) {
        await chat.sees(question);
        if (height === 844) await expectFirstAnswerInView(page, question);
        const button = chat.card().getByRole('button', { name, exact: true });
        await scrollTo(button);
        await page.waitForTimeout(950); // an honest hand never comes twice to a place within this time
        await chat.card().and(page.locator('[data-seen]')).waitFor();
        const box = await button.boundingBox();
        const spot = { x: (box?.x ?? 0) + width / 3, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
        await press(page, spot, hasTouch);
        const next = routine[index + 1]?.[0] ?? /./;
        await chat.sees(next);
        if ((await buttonUnder(page, spot)) === undefined) continue;
        under += 1;
        await page.waitForTimeout(index % 2 === 0 ? 0 : 250);
        await press(page, spot, hasTouch);
        await page.getByText('Not counted: that was very quick.').waitFor({ timeout: 2_000 });
        await chat.sees(next);
      }
      const answered = routine.length - 1;
      expect(await page.locator('.webchat__adaptive-card-renderer').count()).toBe(answered + 1);
      await context.close();
      return under;
    }),
  );
  expect(Math.min(...tried)).toBeGreaterThan(2);
}, 120_000);
