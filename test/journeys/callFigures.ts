import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { startCauda } from './caudaProcess.ts';
import { type DeskPage, deskPage, noThreat, type Press, plainKeys } from './deskPage.ts';

/**
 * `npm run -s call-figures`: takes the two calls of docs/desk.md in a real Chromium, by keys and by clicks, and counts
 * what the page got and what there was to read aloud.
 */
const threeFacts = [
  noThreat,
  [/leg or foot weaker/, '4'],
  [/leg strength changed/, '1'],
  [/area between your legs/, '2'],
  [/pass or hold urine/, '2'],
] as const;
const plainRows = [
  ['Life threats', 'None of these'],
  ['Leg weakness', 'No weakness'],
  ['Numbness between the legs', 'No, it feels as before'],
  ['Bladder', 'No change'],
  ['Bowel', 'No change'],
  ['Feeling in the legs', 'No numb'],
  ['Leg pain', 'No pain'],
  ['Cancer now or in the past', 'No, never'],
  ['Fever or risk of infection', 'No fever'],
  ['Injury', 'No injury'],
  ['Thin bones', 'No, or only'],
  ['Spine operation', 'No spine'],
] as const;
const threeRows = [
  ['Life threats', 'None of these'],
  ['Leg weakness', 'Both legs'],
  ['Numbness between the legs', 'Yes, numb'],
  ['Bladder', 'Cannot go'],
] as const;

const browser = await launchBrowser();
const cauda = await startCauda({ CAUDA_EMERGENCY_NUMBER: '112' });

const wordsIn = (text: string): number => (text.match(/[\p{L}\p{N}'’-]+/gu) ?? []).length;

/** Counts what a page gets from its person, from now on. */
async function counted(page: Page, kind: 'keydown' | 'click'): Promise<() => Promise<number>> {
  await page.evaluate((event) => {
    document.body.dataset['got'] = '0';
    addEventListener(
      event,
      ({ isTrusted }) => {
        if (isTrusted) document.body.dataset['got'] = String(Number(document.body.dataset['got']) + 1);
      },
      true,
    );
  }, kind);
  return () => page.evaluate(() => Number(document.body.dataset['got']));
}

async function desk(kind: 'keydown' | 'click'): Promise<{ desk: DeskPage; got: () => Promise<number> }> {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en' })).newPage();
  await page.goto(`${cauda.url}/nurse`);
  await page.getByRole('button', { name: /New call/ }).waitFor();
  return { desk: deskPage(page), got: await counted(page, kind) };
}

/** What stands there to be read to the caller. */
const toRead = async ({ script }: DeskPage): Promise<number> =>
  wordsIn((await script.locator('.framing, .ask').allTextContents()).join(' '));

/** @param told the caller said it all by herself: nothing but the first is asked. */
async function byKeys(steps: readonly Press[], advice: RegExp, told: boolean) {
  const { desk: at, got } = await desk('keydown');
  await at.page.keyboard.press('n');
  let asked = 0;
  for (const [index, [asks, key]] of steps.entries()) {
    await at.script.getByText(asks).first().waitFor();
    if (index === 0 || !told) asked += await toRead(at);
    await at.page.keyboard.press(key);
  }
  await at.disposition.getByText(advice).waitFor();
  const keys = await got();
  if ((await at.script.getByRole('heading', { name: 'Read aloud' }).count()) === 0) await at.page.keyboard.press('a');
  await at.script.getByRole('heading', { name: 'Read aloud' }).waitFor();
  const advised = wordsIn((await at.script.locator('.aloud').textContent()) ?? '');
  await at.page.context().close();
  return { keys, asked, advised };
}

async function byClicks(rows: readonly (readonly [string, string])[], advice: RegExp): Promise<number> {
  const { desk: at, got } = await desk('click');
  await at.page.getByRole('button', { name: /New call/ }).click();
  for (const [row, answer] of rows) {
    const chip = at.row(row).getByRole('button', { name: answer });
    await chip.click();
    await at.row(row).locator('[aria-pressed=true]').waitFor();
  }
  await at.disposition.getByText(advice).waitFor();
  const clicks = await got();
  await at.page.context().close();
  return clicks;
}

const calls = [
  { name: 'plain', keys: plainKeys, rows: plainRows, advice: /No scan needed now/, told: false },
  { name: 'three facts', keys: threeFacts, rows: threeRows, advice: /Emergency department now/, told: true },
] as const;
for (const { name, keys, rows, advice, told } of calls) {
  const pressed = await byKeys(keys, advice, told);
  const clicks = await byClicks(rows, advice);
  console.log(
    `${name}: ${pressed.keys} keys or ${clicks} clicks to the advice; ${pressed.asked} words to ask, ${pressed.advised} to advise`,
  );
}
await browser.close();
await cauda.stop();
