import { expect, test } from '@jest/globals';
import { answer, noWeakness } from './answers.ts';
import { caudaInBrowser } from './caudaInBrowser.ts';
import { chatIn } from './chat.ts';

const running = caudaInBrowser();

test('the menu changes the language, shows the privacy note and deletes; Escape closes it alone', async () => {
  const page = await (await running.browser.newContext({ viewport: { width: 320, height: 640 } })).newPage();
  const chat = chatIn(page);
  await page.goto(`${running.cauda.url}/chat`);
  await answer(chat, [noWeakness]);
  await chat.sees(/between your legs/);
  expect(await page.locator('#progress').evaluate((bar) => Number(bar.getAttribute('value')))).toBeGreaterThan(0);
  const menu = page.getByLabel('Menu', { exact: true });
  await menu.click();
  expect(await page.getByRole('link', { name: 'Privacy' }).getAttribute('href')).toBe('/privacy?locale=en');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Privacy' }).waitFor({ state: 'hidden' });
  await menu.click();
  await page.getByRole('button', { name: 'Español' }).click();
  await chat.sees(/entre las piernas/);
  await page.getByLabel('Menú', { exact: true }).click();
  const link = await page.getByRole('link', { name: 'Privacidad' }).getAttribute('href');
  expect(await (await fetch(`${running.cauda.url}${link}`)).text()).toContain('<h1>Privacidad</h1>');
  await page.getByRole('button', { name: 'Borrar mis respuestas' }).click();
  await chat.taps(/^Sí/);
  await page.getByRole('heading', { name: 'Sus respuestas están borradas.' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.context().close();
}, 60_000);
