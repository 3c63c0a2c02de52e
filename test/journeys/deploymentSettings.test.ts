import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { temporaryFolder } from '../temporaryFolder.ts';
import { answer, emergency, noWeakness } from './answers.ts';
import { caudaInBrowser } from './caudaInBrowser.ts';
import { type Chat, chatIn } from './chat.ts';

const logo = join(temporaryFolder(), 'logo.svg');
writeFileSync(logo, '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h40v20z"/></svg>');

/** A computer in a waiting room, by a site that tells its page how urgent a result is, in the site's own looks. */
const running = caudaInBrowser({
  CAUDA_RESUME: '0',
  CAUDA_IDLE_MINUTES: '2',
  CAUDA_TELL_URGENCY: '1',
  CAUDA_EMERGENCY_NUMBER: '112',
  CAUDA_NAME: 'Spine line',
  CAUDA_COLOUR: '#7a1f5c',
  CAUDA_LOGO: logo,
  CAUDA_PERSON_LINE: '+44 20 7946 0000',
});

async function visit(path: string, withClock = false): Promise<{ page: Page; chat: Chat }> {
  const page = await (await running.browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  if (withClock) await page.clock.install();
  await page.goto(`${running.cauda.url}${path}`);
  return { page, chat: chatIn(page) };
}

async function expectNothingLeft({ page, chat }: { page: Page; chat: Chat }): Promise<void> {
  await chat.sees(/leg or foot weaker/);
  expect(await chat.cards().count()).toBe(1);
  expect(await page.getByText(/Leg weakness: /).count()).toBe(0);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, '']);
}

test('on a shared computer nothing outlives the page, nor a deletion', async () => {
  const here = await visit('/chat');
  await answer(here.chat, [noWeakness]);
  await here.chat.sees(/between your legs/);
  await here.page.reload();
  await expectNothingLeft(here);
  await answer(here.chat, [noWeakness]);
  await here.chat.sees(/between your legs/);
  await here.chat.types('delete my answers');
  await here.chat.taps(/^Yes/);
  await here.page.getByRole('heading', { name: 'Your answers are deleted.' }).waitFor();
  expect(await here.page.getByText(/No weakness/).count()).toBe(0);
  await here.page.getByRole('button', { name: 'Start a new one' }).click();
  await expectNothingLeft(here);
  await here.page.context().close();
}, 60_000);

test('nor does anything outlive two minutes in which nobody touches it; who is still there says so and goes on', async () => {
  const here = await visit('/chat', true);
  await answer(here.chat, [noWeakness]);
  await here.chat.sees(/between your legs/);
  await here.page.clock.fastForward(91_000);
  await here.page.getByRole('button', { name: 'I am still here' }).click();
  await here.page.getByText(/Are you still there/).waitFor({ state: 'detached' }); // from then on it counts anew
  await here.chat.sees(/between your legs/);
  await here.page.clock.fastForward(60_000);
  expect(await here.page.getByRole('button', { name: 'I am still here' }).count()).toBe(0);
  await here.page.clock.fastForward(31_000);
  await here.page.getByText(/Are you still there/).waitFor();
  await Promise.all([here.page.waitForEvent('load'), here.page.clock.fastForward(31_000)]);
  await expectNothingLeft(here);
  await here.page.context().close();
}, 60_000);

test('the page around learns how urgent it is, where the deployment says so', async () => {
  const { page } = await visit('/');
  const finished = page.evaluate(
    () => new Promise((told) => addEventListener('cauda-finished', (event) => told(Reflect.get(event, 'detail')))),
  );
  await page.getByRole('button', { name: /Back pain/ }).click();
  const chat = chatIn(page.frameLocator('iframe'));
  await answer(chat, emergency);
  await chat.sees(/Do not drive/);
  await chat.taps('Stop here');
  expect(await finished).toEqual({ urgency: 'emergency' });
  // One Escape closes one thing.
  await page.frameLocator('iframe').getByRole('button', { name: 'My result' }).click();
  const result = page.frameLocator('iframe').getByRole('dialog', { name: /your result/ });
  await result.waitFor();
  await page.keyboard.press('Escape');
  await result.waitFor({ state: 'detached' });
  expect(await page.locator('iframe').isVisible()).toBe(true);
  await page.keyboard.press('Escape');
  await page.locator('iframe').waitFor({ state: 'hidden' });
  await page.context().close();
}, 60_000);

test('who asks for a person or an ambulance gets buttons that call: the site’s own line, and the emergency number', async () => {
  const { page, chat } = await visit('/chat');
  await chat.sees(/leg or foot weaker/);
  await chat.types('can I talk to a real person?');
  const line = page.locator('#chat').getByRole('link', { name: 'Call +44 20 7946 0000' });
  await line.waitFor();
  expect(await line.getAttribute('href')).toBe('tel:+442079460000');
  await chat.types('call an ambulance');
  const call = page.locator('#chat').getByRole('link', { name: 'Call 112' });
  await call.last().waitFor();
  expect(await call.last().getAttribute('href')).toBe('tel:112');
  expect((await call.last().boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await page.context().close();
}, 60_000);

test.each(['light', 'dark'] as const)(
  'in %s the pages have the name, the colour and the logo, and all can be read',
  async (colorScheme) => {
    const context = await running.browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    const width = () => page.locator('img.logo').evaluate((image) => Reflect.get(image, 'naturalWidth'));
    const unreadable = async () => (await new AxeBuilder({ page }).withRules(['color-contrast']).analyze()).violations;
    await page.goto(`${running.cauda.url}/chat`);
    const chat = chatIn(page);
    await answer(chat, [noWeakness]);
    await chat.sees(/between your legs/);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^\s*Spine line/);
    expect(await width()).toBe(40);
    expect(await unreadable()).toEqual([]);
    const ofSpeech = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--user'));
    expect(ofSpeech.trim()).toBe('#7a1f5c');
    await page.goto(`${running.cauda.url}/nurse`);
    await page.getByRole('heading', { name: 'Spine line desk' }).waitFor();
    expect(await width()).toBe(40);
    expect(await unreadable()).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  },
  60_000,
);
