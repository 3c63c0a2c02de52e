import { expect, test } from '@jest/globals';
import { answer, emergency } from './answers.ts';
import { caudaInBrowser } from './caudaInBrowser.ts';
import { chatIn } from './chat.ts';

const running = caudaInBrowser({ CAUDA_EMERGENCY_NUMBER: '112' });

test('a result can be kept: in large type, with a code, without buttons that do nothing on paper and without the server', async () => {
  const page = await (await running.browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  const chat = chatIn(page);
  await page.goto(`${running.cauda.url}/chat`);
  await chat.sees(/leg or foot weaker/);
  expect(await page.getByRole('button', { name: 'My result' }).isVisible()).toBe(false);
  await answer(chat, emergency);
  await chat.sees(/Do not drive/);
  await page.getByRole('button', { name: 'My result' }).click();
  const result = page.getByRole('dialog', { name: /your result/ });
  await result.getByText(/Do not drive/).waitFor();
  await result.getByText(/not clinically validated/).waitFor();
  await result.locator('svg').waitFor();
  expect(await result.getByRole('button').allTextContents()).not.toContain('Answer more questions');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('#chat').isVisible()).toBe(false);
  expect(await result.getByText(/Do not drive/).isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
  await page.keyboard.press('Escape');
  await chat.taps('Answer more questions');
  await chat.sees(/pass or hold urine/);
  await page.context().close();
}, 60_000);
