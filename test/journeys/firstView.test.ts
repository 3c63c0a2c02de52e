import { expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { caudaInBrowser } from './caudaInBrowser.ts';
import { chatIn } from './chat.ts';
import { holdWebChat } from './heldWebChat.ts';
import { pageInParts } from './pageInParts.ts';

const running = caudaInBrowser({ CAUDA_EMERGENCY_NUMBER: '112' });

/** A page whose Web Chat comes only when it is let in, as on a slow line. */
async function slowly(options: BrowserContextOptions = {}): Promise<{ page: Page; letWebChatIn: () => void }> {
  const page = await (
    await running.browser.newContext({ viewport: { width: 390, height: 844 }, ...options })
  ).newPage();
  const letWebChatIn = await holdWebChat(page);
  await page.goto(`${running.cauda.url}/chat`, { waitUntil: 'commit' });
  return { page, letWebChatIn };
}

test('the first questions are answered before Web Chat has loaded, and it takes over with all of it', async () => {
  const { page, letWebChatIn } = await slowly();
  const chat = chatIn(page);
  await chat.taps('No weakness');
  await chat.sees(/area between your legs/);
  await chat.taps('No, it feels as before');
  await chat.sees(/pass or hold urine/);
  await page.locator('#first-words').fill('half a wo');
  letWebChatIn();
  await page.locator('#first').waitFor({ state: 'detached' });
  expect(await page.locator('[data-id="webchat-sendbox-input"]').inputValue()).toBe('half a wo');
  await page.locator('[data-id="webchat-sendbox-input"]:focus').waitFor();
  await chat.sees(/pass or hold urine/);
  expect(await chat.cards().filter({ hasText: 'No, it feels as before' }).count()).toBe(1);
  expect(await chat.cards().count()).toBe(3);
  await chat.taps('No change');
  await chat.sees(/how your bowels work/);
  await page.context().close();
}, 60_000);

test('words of an emergency typed under the first card are answered before Web Chat has loaded', async () => {
  const { page, letWebChatIn } = await slowly();
  await page.locator('#first-words').fill('I have wet myself and cannot feel it');
  await page.keyboard.press('Enter');
  await chatIn(page).sees(/You need an emergency department now/);
  await page.locator('#standing').getByRole('link', { name: 'Call 112' }).waitFor();
  letWebChatIn();
  await page.locator('#first').waitFor({ state: 'detached' });
  await chatIn(page).sees(/You need an emergency department now/);
  await page.context().close();
}, 60_000);

test('a tap before the conversation has begun is kept and answers the first question', async () => {
  const page = await (await running.browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  let begin = (): void => {};
  const waits = new Promise<void>((resolve) => {
    begin = resolve;
  });
  await page.route(/\/v3\/directline\/conversations$/, async (route) => {
    await waits;
    await route.continue();
  });
  await page.goto(`${running.cauda.url}/chat`, { waitUntil: 'commit' });
  const chat = chatIn(page);
  await chat.taps('Left leg');
  await page.locator('.ac-pushButton[data-sending]').waitFor({ timeout: 300 });
  begin();
  await chat.sees(/leg strength changed/);
  await page.context().close();
}, 60_000);

test("a press before the page's script has arrived counts by the same rules once it has; words go too", async () => {
  for (const reads of [true, false]) {
    const line = await pageInParts(running.cauda.url);
    const page = await (await running.browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
    await page.goto(`${line.url}/chat`, { waitUntil: 'commit' });
    const chat = chatIn(page);
    await page.locator('#first').getByText('No weakness').waitFor();
    if (reads) await page.waitForTimeout(700);
    await page.locator('#first').getByRole('button', { name: 'Left leg' }).click();
    line.letOn();
    if (reads) await chat.sees(/leg strength changed/);
    else {
      await page.getByText('Not counted: that was very quick.').waitFor();
      await chat.sees(/leg or foot weaker/);
    }
    await page.context().close();
    line.close();
  }
  const line = await pageInParts(running.cauda.url);
  const page = await (await running.browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await page.goto(`${line.url}/chat`, { waitUntil: 'commit' });
  await page.locator('#first-words').fill('both my legs gave way');
  await page.keyboard.press('Enter');
  line.letOn();
  await chatIn(page).sees(/You need an emergency department now/);
  await page.context().close();
  line.close();
}, 60_000);

test('who comes back to an emergency never sees the first question in its place, however late the script comes', async () => {
  const line = await pageInParts(running.cauda.url);
  const page = await (await running.browser.newContext()).newPage();
  await page.addInitScript(() => localStorage.setItem('cauda.session.self', '{}'));
  await page.goto(`${line.url}/chat`, { waitUntil: 'commit' });
  await page.locator('#first').waitFor({ state: 'attached' });
  await page.waitForTimeout(300);
  expect(await page.locator('#first').isVisible()).toBe(false);
  // What was kept cannot be read, so it is a new conversation after all.
  line.letOn();
  await chatIn(page).sees(/leg or foot weaker/);
  await page.context().close();
  line.close();
}, 60_000);

test.each([
  [320, 640],
  [320, 300],
])(
  'at %d by %d the question and an answer are in sight, before and after Web Chat has loaded',
  async (width, height) => {
    const { page, letWebChatIn } = await slowly({ viewport: { width, height } });
    const inSight = async (): Promise<void> => {
      const question = chatIn(page)
        .card()
        .getByText(/leg or foot weaker/)
        .first();
      const answer = chatIn(page).card().getByRole('button', { name: 'No weakness' });
      const [asked, answered] = [await question.boundingBox(), await answer.boundingBox()];
      expect(asked?.y).toBeGreaterThan(0);
      expect((answered?.y ?? height) + (answered?.height ?? 0)).toBeLessThan(height - 50);
    };
    await chatIn(page).sees(/leg or foot weaker/);
    await inSight();
    letWebChatIn();
    await page.locator('#first').waitFor({ state: 'detached' });
    await inSight();
    await page.context().close();
  },
  60_000,
);

test('without scripts there is something to read, the number, and no button that does nothing', async () => {
  const context = await running.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${running.cauda.url}/chat`);
  await page.getByText(/call 112 now/).waitFor();
  await page.getByText(/This page needs JavaScript/).waitFor();
  expect(await page.locator('#first [data-value]').filter({ visible: true }).count()).toBe(0);
  await context.close();
}, 60_000);

test('no error of the content security policy, and no other, on a load', async () => {
  const page = await (await running.browser.newContext()).newPage();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(`${running.cauda.url}/chat`);
  await page.locator('#first').waitFor({ state: 'detached' });
  await chatIn(page).sees(/leg or foot weaker/);
  expect(errors).toEqual([]);
  await page.context().close();
}, 60_000);
