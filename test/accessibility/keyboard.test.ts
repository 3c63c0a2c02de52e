import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { caudaInBrowser } from '../journeys/caudaInBrowser.ts';
import { chatIn } from '../journeys/chat.ts';
import { newCall, noThreat } from '../journeys/deskPage.ts';

/* Every flow by the keyboard alone; what the older journeys walk by keyboard already is not walked again. */
const running = caudaInBrowser({ CAUDA_EMERGENCY_NUMBER: '112' });

async function visit(path: string): Promise<Page> {
  const page = await (await running.browser.newContext({ viewport: { width: 480, height: 800 } })).newPage();
  await page.goto(`${running.cauda.url}${path}`);
  return page;
}

/** What has the focus, as it is named; and whether a line shows that it has. */
const focused = (page: Page): Promise<{ readonly name: string; readonly shown: boolean }> =>
  page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const name = element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
    const within = [
      element,
      ...(element?.querySelectorAll('*') ?? []),
      element?.parentElement,
      element?.closest('.webchat__send-box'),
    ];
    const shown = within.some((one) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
      const isWebChats = one.matches(
        '.webchat__basic-transcript__focus-indicator, .webchat__basic-transcript__terminator-text',
      );
      return isWebChats || (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    });
    return { name: element === document.body ? '' : name, shown };
  });

/** Tabs to what is so named. Fails where it cannot be reached, or where the focus cannot be seen on the way. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let tabs = 0; tabs < 40; tabs += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now.name !== '') expect([now.name.slice(0, 60), now.shown]).toEqual([now.name.slice(0, 60), true]);
    passed.push(now.name.slice(0, 40));
    if (name.test(now.name)) return;
  }
  throw new Error(`Tab reaches no ${name}; it passes ${passed.join(' | ')}`);
}

const seen = (page: Page) =>
  page.locator('.webchat__adaptive-card-renderer').last().and(page.locator('[data-seen]')).waitFor();

test('questions by Tab and Enter, why, an emergency, its result, going on, stopping, deleting', async () => {
  const page = await visit('/chat');
  const chat = chatIn(page);
  await page.locator('#first').waitFor({ state: 'detached' });
  await seen(page);
  await tabTo(page, /^Why do you ask\?$/);
  await page.keyboard.press('Enter');
  await chat.reads(/Weakness|weakness/);
  await seen(page);
  await tabTo(page, /^No weakness$/);
  await page.keyboard.press('Enter');
  await chat.sees(/between your legs/);
  await seen(page);
  // The focus went along: the next Tab is at the new card's first button.
  await tabTo(page, /^No, it feels as before$/);
  await tabTo(page, /^Yes, numb or different$/);
  await page.keyboard.press('Enter');
  await chat.sees(/Do not drive/);
  await tabTo(page, /^Answer more questions$/);
  await tabTo(page, /^My result$/);
  await page.keyboard.press('Enter');
  const result = page.getByRole('dialog');
  await result.getByText(/Do not drive/).waitFor();
  await tabTo(page, /^Back to the chat$/);
  await page.keyboard.press('Enter');
  await result.waitFor({ state: 'detached' });
  expect((await focused(page)).name).toBe('My result');
  await tabTo(page, /^Call 112$/);
  await tabTo(page, /^Answer more questions$/);
  await seen(page);
  await page.keyboard.press('Enter');
  await chat.sees(/pass or hold urine/);
  await seen(page);
  await tabTo(page, /^Stop$/);
  await page.keyboard.press('Enter');
  await chat.sees(/Not asked yet/);
  await tabTo(page, /^Menu$/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Delete my answers$/);
  await page.keyboard.press('Enter');
  await chat.sees(/This erases all answers/);
  await seen(page);
  await tabTo(page, /^Yes, erase them$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Your answers are deleted.' }).waitFor();
  expect((await focused(page)).name).toBe('Start a new one');
  await page.keyboard.press('Enter');
  await chat.sees(/leg or foot weaker/);
  await page.context().close();
}, 90_000);

test('Tab is never held: from the chat it leaves the page, and comes round', async () => {
  const page = await visit('/chat');
  await page.locator('#first').waitFor({ state: 'detached' });
  await tabTo(page, /^Message input box$/);
  await tabTo(page, /^Menu$/);
  await tabTo(page, /^No weakness$/);
  for (let tabs = 0; tabs < 40; tabs += 1) {
    await page.keyboard.press('Shift+Tab');
    if ((await focused(page)).name === 'Menu') break;
  }
  expect((await focused(page)).name).toBe('Menu');
  await page.context().close();
}, 60_000);

test("the nurse's queue, a call's forms and a hand-over", async () => {
  const page = await visit('/nurse');
  const desk = await newCall(page, running.cauda.url);
  await desk.press(noThreat, [/leg or foot weaker/, '4']);
  await desk.script.getByText(/leg strength changed/).waitFor();
  const reference = await desk.reference();
  await page.keyboard.press('n');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  await page.keyboard.type('calls from a lay-by');
  await tabTo(page, /^Save/);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await desk.record.getByText(/calls from a lay-by/).waitFor();
  await page.keyboard.press('q');
  await page.locator('tbody tr').first().waitFor();
  await tabTo(page, new RegExp(`^${reference}$`));
  await page.keyboard.press('Enter');
  await desk.script.getByText(/leg strength changed/).waitFor();
  await page.keyboard.press('o');
  await dialog.waitFor();
  await page.keyboard.type('City hospital');
  await page.keyboard.press('Enter');
  const handed = page.getByText(/The receiving desk opens it/);
  await handed.waitFor();
  const code = /Code (\w{8})/.exec((await handed.textContent()) ?? '')?.[1] ?? '';
  const receiving = await visit('/hand-over');
  await receiving.keyboard.press('Tab');
  await receiving.keyboard.type(reference);
  await receiving.keyboard.press('Tab');
  await receiving.keyboard.type(code);
  await tabTo(receiving, /^Open/);
  await receiving.keyboard.press('Enter');
  await receiving.getByRole('heading', { name: 'Situation' }).waitFor();
  await receiving.context().close();
  await page.context().close();
}, 60_000);
