import { expect, test } from '@jest/globals';
import decodeQR from 'qr/decode.js';
import { pngImage } from '../manifest/pngImage.ts';
import { answer, emergency } from './answers.ts';
import { caudaInBrowser } from './caudaInBrowser.ts';
import { chatIn } from './chat.ts';

const running = caudaInBrowser({ CAUDA_EMERGENCY_NUMBER: '112' });

test('a result can be kept: in large type, with a code, without buttons that do nothing on paper and without the server', async () => {
  const page = await (await running.browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await page.addInitScript(() =>
    Object.assign(navigator, {
      share: (what: ShareData) => {
        Object.assign(window, { shared: what });
        return Promise.resolve();
      },
    }),
  );
  const chat = chatIn(page);
  await page.goto(`${running.cauda.url}/chat`);
  await chat.sees(/leg or foot weaker/);
  expect(await page.getByRole('button', { name: 'My result' }).isVisible()).toBe(false);
  await answer(chat, emergency);
  await chat.sees(/Do not drive/);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(new URL(request.url()).pathname));
  await page.getByRole('button', { name: 'My result' }).click();
  const result = page.getByRole('dialog', { name: /your result/ });
  await result.getByText(/Do not drive/).waitFor();
  await result.getByText(/not clinically validated/).waitFor();
  expect(await result.getByRole('button').allTextContents()).not.toContain('Answer more questions');
  // The script that draws it comes with the first one; it says nothing about anybody.
  expect(requests.filter((path) => !path.startsWith('/static/result-'))).toEqual([]);

  // What another program reads from the code on the screen.
  const code = pngImage(await result.locator('.result-code svg').screenshot());
  const read = decodeQR({ width: code.width, height: code.height, data: Uint8Array.from(code.pixels.flat()) });
  expect(read).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ\|Cauda\|emergency so far\|E1 M1\|saddleNumbness=yes\|not asked: /);
  expect(Buffer.byteLength(read)).toBeLessThanOrEqual(500);

  await result.getByRole('button', { name: 'Share' }).click();
  const shared = await page.evaluate(() => Reflect.get(window, 'shared'));
  expect(shared.text).toMatch(/You need an emergency department now/);
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('#chat').isVisible()).toBe(false);
  expect(await result.getByText(/Do not drive/).isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
  await page.keyboard.press('Escape');
  await chat.taps('Answer more questions');
  await chat.sees(/pass or hold urine/);
  expect(await page.getByRole('button', { name: 'My result' }).isVisible()).toBe(true);
  await chat.types('I want to keep this');
  await result.getByText(/Do not drive/).waitFor();
  await page.reload();
  await chat.sees(/pass or hold urine/);
  expect(await result.count()).toBe(0); // what was asked for before is not opened again
  await page.context().close();
}, 60_000);

test('a result that was taken back or deleted is within reach no longer', async () => {
  const page = await (await running.browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  const chat = chatIn(page);
  await page.goto(`${running.cauda.url}/chat`);
  const mine = page.getByRole('button', { name: 'My result' });
  await answer(chat, emergency);
  await chat.sees(/Do not drive/);
  await mine.waitFor();
  await chat.types('back');
  await chat.taps('Yes, it was a mistake');
  await chat.sees(/between your legs/);
  await mine.waitFor({ state: 'hidden' });
  await chat.taps('Yes, numb or different');
  await chat.sees(/Do not drive/);
  await mine.waitFor();
  await chat.types('delete my answers');
  await chat.taps(/^Yes/);
  await page.getByRole('heading', { name: 'Your answers are deleted.' }).waitFor();
  await mine.waitFor({ state: 'hidden' });
  expect(await page.locator('#progress').evaluate((bar: HTMLProgressElement) => bar.value)).toBe(0);
  await page.context().close();
}, 60_000);
