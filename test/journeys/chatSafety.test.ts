import { expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { answer, emergency, noWeakness, saddleAsBefore } from './answers.ts';
import { caudaInBrowser } from './caudaInBrowser.ts';
import { type Chat, chatIn } from './chat.ts';

const running = caudaInBrowser({ CAUDA_EMERGENCY_NUMBER: '112' });

async function visit(options: BrowserContextOptions = {}): Promise<{ page: Page; chat: Chat }> {
  const context = await running.browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
  const page = await context.newPage();
  await page.goto(`${running.cauda.url}/chat`);
  return { page, chat: chatIn(page) };
}

test('an emergency stays in sight with its number over a reload, when going on and in a second tab, until it is taken back', async () => {
  const { page, chat } = await visit();
  await answer(chat, emergency);
  const inSight = async (one: Page): Promise<void> => {
    const banner = one.getByRole('alert').filter({ hasText: 'You need an emergency department now' });
    await banner.waitFor();
    expect(await banner.getByRole('link', { name: 'Call 112' }).getAttribute('href')).toBe('tel:112');
    await expectInView(one, chatIn(one));
  };
  await inSight(page);
  await page.reload();
  await chat.sees(/Do not drive/);
  await inSight(page);
  const second = await page.context().newPage();
  await second.goto(page.url());
  await chatIn(second).sees(/Do not drive/);
  await inSight(second);
  await chat.taps('Answer more questions');
  await chat.sees(/pass or hold urine/);
  await inSight(page);
  await chat.types('change an answer');
  await chat.sees(/Numbness between the legs/);
  await chat.taps(/^Change.*Numbness/);
  await chat.sees(/between your legs/);
  await chat.taps('No, it feels as before');
  await chat.taps(/^Yes/);
  await chat.sees(/urine/);
  await page.locator('#standing').waitFor({ state: 'hidden' });
  await page.context().close();
}, 90_000);

/** The newest card begins in the window. */
async function expectInView(page: Page, chat: Chat): Promise<void> {
  await page.waitForFunction(() => {
    const card = [...document.querySelectorAll('.webchat__adaptive-card-renderer')].at(-1);
    const top = card?.getBoundingClientRect().top ?? -1;
    return top > 0 && top < innerHeight / 2;
  });
  await chat.card().waitFor();
}

test('a typed answer folds its card, so no answered question looks live', async () => {
  const { page, chat } = await visit();
  await chat.sees(/leg or foot weaker/);
  await chat.types('no weakness');
  await chat.sees(/between your legs/);
  await chat.cards().first().getByRole('button', { name: 'Both legs' }).waitFor({ state: 'detached' });
  expect(await page.getByRole('button', { name: 'Stop' }).count()).toBe(1);
  await page.context().close();
}, 60_000);

test('without a line a tap says so at once, is kept, and arrives once when the line is back; typed words too', async () => {
  const { page, chat } = await visit();
  await answer(chat, [noWeakness]);
  await chat.sees(/between your legs/);
  await page.context().setOffline(true);
  await page
    .getByRole('alert')
    .getByText(/You are offline/)
    .waitFor({ timeout: 2_000 });
  expect(await page.getByRole('alert').getByRole('link', { name: '112', exact: true }).getAttribute('href')).toBe(
    'tel:112',
  );
  const tapped = Date.now();
  await chat.taps('No, it feels as before');
  const tap = Date.now();
  await page.locator('.ac-pushButton[data-sending]').waitFor({ timeout: 300 });
  expect(tap - tapped).toBeLessThan(15_000);
  // Neither a reload nor words typed meanwhile are lost.
  await chat.types('help');
  await page.context().setOffline(false);
  await chat.sees(/pass or hold urine/);
  await chat.reads(/A small change counts|Think of the parts/);
  // What is said reads as easily as a card: lines apart (WCAG 1.4.12 asks for 1.5), lists not far in.
  const list = page.locator('.webchat__render-markdown ul').last();
  const [lines, inward] = await list.evaluate((ul) => {
    const { fontSize, lineHeight, paddingInlineStart } = getComputedStyle(ul);
    return [lineHeight, paddingInlineStart].map((length) => Number.parseFloat(length) / Number.parseFloat(fontSize));
  });
  expect(lines).toBeGreaterThanOrEqual(1.5);
  expect(inward).toBeLessThan(1.5);
  await page.getByText(/You are offline/).waitFor({ state: 'hidden' });
  expect(await chat.cards().filter({ hasText: 'Numbness between the legs: No, it feels as before' }).count()).toBe(1);
  await page.context().close();
}, 60_000);

test('what was on its way when the line went does not say that it is back', async () => {
  const { page, chat } = await visit();
  await answer(chat, [noWeakness]);
  await chat.sees(/between your legs/);
  const notice = page.getByRole('alert').getByText(/You are offline/);
  // The browser tells that it is offline; what was sent arrives, and its answer too.
  await page.evaluate(() => dispatchEvent(new Event('offline')));
  await notice.waitFor();
  await chat.taps('No, it feels as before');
  await chat.sees(/pass or hold urine/);
  await page.locator('.ac-pushButton[data-sending]').waitFor({ state: 'detached' });
  expect(await notice.isVisible()).toBe(true);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await notice.waitFor({ state: 'hidden' });
  await page.context().close();
}, 60_000);

test('a line that seems open and brings nothing is not believed: the next question comes all the same, once', async () => {
  const context = await running.browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  let dead = false;
  await page.routeWebSocket(/stream/, (socket) => {
    const isDead = (): boolean => dead; // a new socket lives
    const server = socket.connectToServer();
    dead = false;
    server.onMessage((message) => {
      if (!isDead()) socket.send(message);
    });
  });
  await page.goto(`${running.cauda.url}/chat`);
  const chat = chatIn(page);
  await answer(chat, [noWeakness]);
  await chat.sees(/between your legs/);
  dead = true;
  await chat.taps('No, it feels as before');
  await chat.sees(/pass or hold urine/);
  expect(await chat.cards().count()).toBe(3);
  await context.close();
}, 60_000);

test('what was not acknowledged before a reload is sent after it, once', async () => {
  const { page, chat } = await visit();
  await answer(chat, [noWeakness]);
  await chat.sees(/between your legs/);
  await page.route(/\/activities$/, (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await chat.taps('No, it feels as before');
  await page.getByText(/is kept, and goes by itself/).waitFor();
  await page.unroute(/\/activities$/);
  await page.reload();
  await chat.sees(/pass or hold urine/);
  expect(await chat.cards().count()).toBe(3);
  await page.context().close();
}, 60_000);

test('by keyboard: the focus goes to the new question, Tab walks its buttons, digits answer, no sheet covers it', async () => {
  const { page, chat } = await visit();
  await chat.sees(/leg or foot weaker/);
  await chat.card().getByRole('button', { name: 'No weakness' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('[role="heading"]:focus', { hasText: 'between your legs' }).waitFor();
  await page.keyboard.press('Tab');
  await page.locator('button:focus', { hasText: 'No, it feels as before' }).waitFor();
  await page.keyboard.press('Tab');
  await page.locator('button:focus', { hasText: 'Yes, numb or different' }).waitFor();
  await chat.card().and(page.locator('[data-seen]')).waitFor();
  await page.keyboard.press('1');
  await page.locator('[role="heading"]:focus', { hasText: 'urine' }).waitFor();
  expect(await page.getByText('Keyboard controls').count()).toBe(0);
  const view = page.locator('.webchat__basic-transcript__scrollable');
  const before = await view.evaluate((element) => element.scrollTop);
  await page.keyboard.press('PageUp');
  await page.waitForFunction(
    (was) => (document.querySelector('.webchat__basic-transcript__scrollable')?.scrollTop ?? was) < was,
    before,
  );
  await page.context().close();
}, 60_000);

test('deleted answers leave the screen, the storage and the other tab', async () => {
  const { page, chat } = await visit();
  await answer(chat, [noWeakness, saddleAsBefore]);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await chatIn(other).sees(/urine/);
  await chat.sees(/urine/);
  await chat.types('delete my answers');
  await chat.taps(/^Yes/);
  for (const one of [page, other]) {
    await one.getByRole('heading', { name: 'Your answers are deleted.' }).waitFor();
    expect(await one.getByText(/No weakness/).count()).toBe(0);
    expect(await one.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  }
  await page.getByRole('button', { name: 'Start a new one' }).click();
  await chat.sees(/leg or foot weaker/);
  await page.context().close();
}, 60_000);

test('the page speaks the language of the conversation', async () => {
  const { page, chat } = await visit();
  await chat.sees(/leg or foot weaker/);
  await chat.types('en español por favor');
  await chat.sees(/menos fuerza/);
  await page.locator('html[lang="es"]').waitFor(); // The page fetches its own words after the question is there.
  await page.getByPlaceholder('Toque o escriba').waitFor();
  await page.context().close();
}, 60_000);
