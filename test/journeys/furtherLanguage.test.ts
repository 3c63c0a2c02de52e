import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { cipher, writeCipherLanguage } from '../dialogs/content/cipherLanguage.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { caudaInBrowser } from './caudaInBrowser.ts';
import { chatIn } from './chat.ts';

/* A language that only two folders bring: its pages and its desk are in it as well. */
const content = temporaryFolder();
writeCipherLanguage(content, 'qa');
const running = caudaInBrowser({ CAUDA_CONTENT: content });

/** What stands in the page and what it says to screen readers, the cipher taken off. No English stands there as such. */
async function inEnglish(page: Page): Promise<string> {
  const labels = await page
    .locator('[aria-label]:visible, [placeholder]:visible')
    .evaluateAll((all) => all.flatMap((one) => [one.getAttribute('aria-label'), one.getAttribute('placeholder')]));
  // biome-ignore lint/performance/useDomNodeTextContent: what is seen, without the page's scripts.
  const said = `${await page.title()}\n${await page.locator('body').innerText()}\n${labels.join('\n')}`;
  expect(said.match(/\b(the|of|and|is|to|your|call|queue|question|answer|record)\b.*/gi)).toBeNull();
  return cipher(said);
}

test('the chat: its page, its menu there and back, and the launcher on another page', async () => {
  const page = await (await running.browser.newContext({ viewport: { width: 320, height: 640 } })).newPage();
  const chat = chatIn(page);
  await page.goto(`${running.cauda.url}/chat?locale=qa`);
  await chat.sees(new RegExp(cipher('leg or foot weaker')));
  expect(await page.locator('html').getAttribute('lang')).toBe('qa');
  const menu = (label: string) => page.getByLabel(label, { exact: true });
  await menu(cipher('Menu')).click();
  for (const said of [
    'back pain questions',
    'Delete my answers',
    'Privacy',
    'Conversation',
    'Tap an answer, or type it',
  ])
    expect(await inEnglish(page)).toContain(said);
  await page.getByRole('button', { name: 'Español' }).click();
  await menu('Menú').click();
  await page.getByRole('button', { name: 'Borrar mis respuestas' }).waitFor();
  await page.getByRole('button', { name: 'Qa' }).click();
  await menu(cipher('Menu')).waitFor();
  await page
    .getByRole('button', { name: cipher('No weakness') })
    .last()
    .waitFor();
  await page.goto(`${running.cauda.url}/`);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.src = '/widget.js';
    script.dataset['language'] = 'qa';
    document.body.append(script);
  });
  await page.getByRole('button', { name: cipher('Back pain? Ask here') }).waitFor();
  await page.context().close();
}, 60_000);

test('the pages around the chat, from one to the next', async () => {
  const page = await (await running.browser.newContext({ viewport: { width: 320, height: 640 } })).newPage();
  await page.goto(`${running.cauda.url}/?locale=qa`);
  const link = (says: string) => page.getByRole('link', { name: cipher(says), exact: true });
  // The commands that are shown are the same in all languages.
  await page.locator('code').evaluateAll((all) => all.map((one) => one.remove()));
  expect(await inEnglish(page)).toContain('Back pain: do you need a scan?');
  await page.getByRole('button', { name: cipher('Back pain? Ask here') }).waitFor();
  for (const [name, says] of [
    ['Privacy', 'is erased 30 days after the last message'],
    ['Terms of use', 'A doctor or nurse who knows you'],
  ] as const) {
    await link(name).click();
    await page.getByRole('heading', { name: cipher(name), exact: true }).waitFor();
    expect(await inEnglish(page)).toContain(says);
    await link('Back').click();
  }
  await link('Clinician').waitFor();
  await page.context().close();
}, 60_000);

test("the nurse's desk: a call from its beginning to its first answer, and the caller's language among the others", async () => {
  const page = await (await running.browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage();
  await page.goto(`${running.cauda.url}/nurse?locale=qa`);
  await page.getByRole('button', { name: cipher('New call') }).waitFor();
  expect(await inEnglish(page)).toContain('Calls of today');
  await page.keyboard.press('n');
  const threats = page.getByRole('main').getByText(new RegExp(cipher('Before anything else')));
  await threats.waitFor();
  await page.keyboard.press('1');
  await page
    .getByRole('main')
    .getByText(new RegExp(cipher('leg or foot weaker')))
    .waitFor();
  for (const said of ['All questions', 'Record of the call', "Type the caller's words", 'Hand over'])
    expect(await inEnglish(page)).toContain(said);
  await page.getByRole('button', { name: new RegExp(`^${cipher('Caller')}`) }).click();
  const speaks = page.getByRole('combobox', { name: cipher('The caller speaks') });
  expect(await speaks.locator('option').allTextContents()).toContain('qa');
  await page.context().close();
}, 60_000);
