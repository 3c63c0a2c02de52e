import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { drawingNames } from '../../dialogs/pictures.ts';
import { answer, noWeakness, stepsOf, withPacemaker } from './answers.ts';
import { caudaInBrowser } from './caudaInBrowser.ts';
import { type Chat, chatIn, scrollTo } from './chat.ts';

const running = caudaInBrowser();

async function visit(colorScheme: 'light' | 'dark' = 'light', webChat = true): Promise<{ page: Page; chat: Chat }> {
  const viewport = { width: 320, height: 640 };
  const page = await (await running.browser.newContext({ viewport, hasTouch: true, colorScheme })).newPage();
  if (!webChat) await page.route(/\/static\/webChat-/, () => undefined);
  await page.goto(`${running.cauda.url}/chat`, { waitUntil: 'commit' });
  if (webChat) await page.locator('#first').waitFor({ state: 'detached' });
  return { page, chat: chatIn(page) };
}

const unfold = (chat: Chat): Promise<void> =>
  chat.card().locator('summary, button[aria-expanded]', { hasText: 'Show a picture' }).click();

/** Every picture in sight has loaded, and is within the card. */
async function expectDrawn(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => {
    const card = [...document.querySelectorAll('.webchat__adaptive-card-renderer')].at(-1);
    const drawings = [...(card?.querySelectorAll<HTMLImageElement>('img[src*="/static/"]') ?? [])];
    return drawings.length === wanted && drawings.every((one) => one.naturalWidth > 0 && one.alt !== '');
  }, count);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
}

const leg = (page: Page, chat: Chat, name: string): Locator =>
  chat
    .card()
    .getByRole('button', { name })
    .filter({ has: page.locator('img') });

test.each([false, true])(
  'the legs can be tapped, and the tap is that answer (Web Chat has loaded: %s)',
  async (webChat) => {
    const { page, chat } = await visit('light', webChat);
    await chat.sees(/leg or foot weaker/);
    await unfold(chat);
    await expectDrawn(page, 5);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    await chat.presses(leg(page, chat, 'Left leg'));
    await chat.sees(/leg strength changed/);
    if (webChat) await chat.cards().first().getByText('Left leg').waitFor();
    await page.context().close();
  },
  60_000,
);

test('a second tap on the same place of the body answers nothing, and says so', async () => {
  const { page, chat } = await visit();
  await chat.sees(/leg or foot weaker/);
  await unfold(chat);
  const left = leg(page, chat, 'Left leg');
  await scrollTo(left);
  await chat.card().and(page.locator('[data-seen]')).waitFor();
  // A line that takes its time: the card stays under the finger, and says that its answer is on its way.
  await page.route(/\/activities$/, () => undefined);
  const { x, y, width } = (await left.boundingBox()) ?? { x: 0, y: 0, width: 0 };
  const tap = (): Promise<void> => page.touchscreen.tap(x + width / 2, y + 40);
  await page.waitForTimeout(950);
  await tap();
  await left.and(page.locator('[data-sending]')).waitFor({ timeout: 300 });
  await tap();
  await page.unroute(/\/activities$/);
  await page.reload();
  await chat.sees(/leg strength changed/);
  expect(await chat.cards().count()).toBe(2);
  await page.context().close();
}, 60_000);

test('the other questions with pictures show theirs, in light and in dark', async () => {
  const { page, chat } = await visit('dark');
  await answer(chat, [noWeakness]);
  await chat.sees(/between your legs/);
  await unfold(chat);
  await expectDrawn(page, 1);
  // What was asked for is in sight, whole.
  await page.waitForFunction(() => {
    const { bottom = innerHeight } = document.querySelector('img[src*="saddle"]')?.getBoundingClientRect() ?? {};
    return bottom < innerHeight - 50;
  });
  await page.context().close();
  const second = await visit();
  await answer(second.chat, stepsOf(withPacemaker, { until: 'implantedDevice' }));
  await second.chat.sees(/battery, a magnet/);
  await unfold(second.chat);
  await expectDrawn(second.page, 6);
  await second.page.context().close();
}, 90_000);

test('Teams can fetch each of them as PNG, and browsers as SVG', async () => {
  for (const name of drawingNames)
    for (const [ending, type] of [
      ['png', 'image/png'],
      ['svg', 'image/svg+xml'],
    ] as const) {
      const answer = await fetch(`${running.cauda.url}/static/${name}.${ending}`);
      expect([name, answer.status, answer.headers.get('content-type')]).toEqual([name, 200, type]);
    }
});
