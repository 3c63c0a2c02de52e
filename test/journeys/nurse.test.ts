import { expect, test } from '@jest/globals';
import { caudaInBrowser } from './caudaInBrowser.ts';
import { chatIn } from './chat.ts';

const running = caudaInBrowser();

test('the desk shows the answers and the disposition beside the chat, keeps them over a reload, and starts a new caller', async () => {
  const page = await running.browser.newPage({ viewport: { width: 1200, height: 900 } });
  const chat = chatIn(page);
  const worksheet = page.getByRole('complementary', { name: 'Worksheet of this call' });
  await page.goto(`${running.cauda.url}/nurse`);
  await chat.sees(/^Ask the caller:/);

  // The first answer by key, as at a hotline.
  await page.getByRole('button', { name: 'New caller' }).focus();
  await page.keyboard.press('1');
  await chat.sees(/between your legs/);
  await worksheet.getByRole('heading', { name: 'No warning sign so far' }).waitFor();
  await chat.taps(/^Yes/);

  // No interrupt: the next question is asked under the emergency.
  await chat.sees(/urine/);
  await worksheet.getByRole('heading', { name: 'Emergency department now' }).waitFor();
  await worksheet.getByText(/Numbness between the legs/).waitFor();

  // The banner above the question has a button of its own; keys count the answers only.
  await page.getByRole('button', { name: 'New caller' }).focus();
  await page.keyboard.press('2');
  await worksheet.getByText(/Cannot go, or cannot empty/).waitFor();

  await page.reload();
  await worksheet.getByRole('heading', { name: 'Emergency department now' }).waitFor();

  await page.getByRole('button', { name: 'New caller' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'New caller' }).click();
  await worksheet.getByRole('heading', { name: 'No warning sign so far' }).waitFor();
  await chat.sees(/^Ask the caller:/);
  expect(await page.locator('.webchat__adaptive-card-renderer').count()).toBe(1);
  await page.close();
}, 60_000);

test('a key that is held down answers one question, and two tabs are two callers', async () => {
  const context = await running.browser.newContext({ viewport: { width: 1200, height: 900 } });
  const [page, other] = [await context.newPage(), await context.newPage()];
  await page.goto(`${running.cauda.url}/nurse`);
  await chatIn(page).sees(/^Ask the caller:/);
  await page.getByRole('button', { name: 'New caller' }).focus();
  await page.keyboard.down('1');
  await chatIn(page).sees(/between your legs/);
  await page.keyboard.down('1'); // the keyboard repeats it
  await other.goto(`${running.cauda.url}/nurse`);
  await chatIn(other).sees(/^Ask the caller:/);
  expect(await chatIn(other).cards().count()).toBe(1);
  await chatIn(page).sees(/between your legs/);
  await page.reload();
  await chatIn(page).sees(/between your legs/);
  await context.close();
}, 60_000);
