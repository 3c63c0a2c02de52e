import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { caudaInBrowser } from './caudaInBrowser.ts';
import { chatIn } from './chat.ts';

const running = caudaInBrowser();

const spanishPage = async (): Promise<Page> =>
  (await running.browser.newContext({ viewport: { width: 320, height: 640 }, locale: 'es-MX' })).newPage();

test('a browser in Spanish: question, answers typed and tapped, emergency, and all of it in Spanish', async () => {
  const page = await spanishPage();
  const chat = chatIn(page);
  await page.goto(`${running.cauda.url}/chat`);
  await chat.sees(/menos fuerza que de costumbre/);
  expect(await page.locator('html').getAttribute('lang')).toBe('es');
  await chat.sees(/Traducción aún no revisada/);
  await chat.types('ninguna');
  await chat.sees(/la zona entre las piernas/);
  await chat.taps('Sí, adormecida o distinta');
  await chat.sees(/Necesita ir a urgencias ahora/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.context().close();
}, 60_000);

test('the language changes in the middle, and the answers stay', async () => {
  const page = await spanishPage();
  const chat = chatIn(page);
  await page.goto(`${running.cauda.url}/chat`);
  await chat.sees(/menos fuerza que de costumbre/);
  await chat.taps('Sin debilidad');
  await chat.sees(/la zona entre las piernas/);
  await chat.types('in English please');
  await chat.sees(/area between your legs/);
  await chat.types('change an answer');
  await chat.sees(/Leg weakness: No weakness/);
  await page.context().close();
}, 60_000);

test('a language that the page around names wrongly is English, and nothing breaks', async () => {
  const page = await running.browser.newPage();
  await page.goto(`${running.cauda.url}/chat?locale=${encodeURIComponent('xx_YY@what')}`);
  await chatIn(page).sees(/leg or foot weaker/);
  await page.context().close();
}, 60_000);
