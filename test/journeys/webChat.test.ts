import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { type CaudaProcess, startCauda } from './caudaProcess.ts';
import { type Chat, chatIn } from './chat.ts';

let browser: Browser;
let cauda: CaudaProcess;
let page: Page;
let chat: Chat;

beforeAll(async () => {
  [browser, cauda] = await Promise.all([launchBrowser(), startCauda()]);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await cauda.stop();
});
beforeEach(async () => {
  page = await (await browser.newContext({ viewport: { width: 480, height: 800 } })).newPage();
  chat = chatIn(page);
  await page.goto(`${cauda.url}/chat`);
});
afterEach(() => page.context().close());

/** Each question is waited for by its own words, so that no tap reaches a card that is about to be replaced. */
const noRedFlag: readonly (readonly [RegExp, string])[] = [
  [/leg or foot weaker/, 'No weakness'],
  [/area between your legs/, 'No, it feels as before'],
  [/pass or hold urine/, 'No change'],
  [/how your bowels work/, 'No change'],
  [/legs feel numb/, 'No numb, tingly, stiff or unsteady legs'],
];
const plainBackground: readonly (readonly [RegExp, string])[] = [
  [/below the knee/, 'No pain below the knee'],
  [/ever had cancer/, 'No, never had cancer'],
  [/a fever/, 'No fever, and none of these risks'],
  [/after an injury/, 'No injury in the last four weeks'],
  [/operation on your spine/, 'No spine operation'],
];

async function answers(steps: readonly (readonly [RegExp, string])[]): Promise<void> {
  for (const [question, button] of steps) {
    await chat.sees(question);
    await chat.taps(button);
  }
}

describe('in the real Web Chat', () => {
  test('a plain routine case: ten taps, then no scan now, with the safety net', async () => {
    await answers([...noRedFlag, ...plainBackground]);
    await chat.sees(/No scan needed now/);
    await chat.sees(/new weakness in a leg or foot/i);
    await chat.sees(/not clinically validated/);
  }, 60_000);

  test('an emergency comes before the next question, and says what to do; a patient may go on', async () => {
    await answers([...noRedFlag.slice(0, 1), [/area between your legs/, 'Yes, numb or different']]);
    await chat.sees(/You need an emergency department now/);
    await chat.sees(/Do not drive/);
    await chat.taps('Answer more questions');
    await chat.sees(/pass or hold urine/);
    await chat.taps('Stop');
    await chat.sees(/You need an emergency department now/);
  }, 60_000);

  test('urgent with a pacemaker: seen and scanned today, the device is named', async () => {
    await answers([
      [/leg or foot weaker/, 'Left leg'],
      [/leg strength changed/, 'About the same since it began'],
      ...noRedFlag.slice(1),
      ...plainBackground,
      [/battery, a magnet or a wire/, 'Yes, but MRI safety is not known'],
      [/piece of metal/, 'No metal pieces'],
      [/be pregnant/, 'No, or does not apply'],
      [/narrow tube/, 'No, I could do it'],
    ]);
    await chat.sees(/today/);
    await chat.sees(/implant card/i);
    await chat.sees(/emergency department/);
  }, 60_000);

  test('back asks the last question again, and a change recomputes the advice', async () => {
    await answers(noRedFlag.slice(0, 2));
    await chat.sees(/pass or hold urine/);
    await chat.taps('Back');
    await chat.sees(/area between your legs/);
    await chat.taps('No, it feels as before');
    await chat.sees(/pass or hold urine/);
    await chat.types('change leg weakness');
    await chat.sees(/leg or foot weaker/);
    await chat.taps('Right leg');
    await chat.sees(/leg strength changed/);
    await chat.reads(/Changed\. Leg weakness: Right leg/);
  }, 60_000);

  test('an answered card shows its question and answer, and no longer its buttons', async () => {
    await answers(noRedFlag.slice(0, 1));
    await chat.sees(/area between your legs/);
    const first = page.locator('.webchat__adaptive-card-renderer').first();
    await first.getByText(/No weakness/).waitFor();
    expect(await first.getByRole('button', { name: 'Both legs' }).count()).toBe(0);
  }, 60_000);

  test('killed and started again in the middle, the conversation goes on unnoticed', async () => {
    await answers(noRedFlag.slice(0, 2));
    await chat.sees(/pass or hold urine/);
    await cauda.kill();
    await cauda.startAgain();
    await chat.taps('No change');
    await chat.sees(/how your bowels work/);
    expect(await page.getByText(/conversation (has )?ended/i).count()).toBe(0);
  }, 90_000);

  test('a reload continues the same conversation with its transcript', async () => {
    await answers(noRedFlag.slice(0, 2));
    await chat.sees(/pass or hold urine/);
    await page.reload();
    await chat.sees(/pass or hold urine/);
    await chat.reads(/No weakness/);
    await chat.taps('No change');
    await chat.sees(/how your bowels work/);
  }, 60_000);

  test('the whole conversation by keyboard and typed words alone', async () => {
    for (const [question, words] of [
      [/leg or foot weaker/, 'no'],
      [/area between your legs/, 'no, it feels normal'],
      [/pass or hold urine/, 'I have to strain and the stream is weak'],
    ] as const) {
      await chat.sees(question);
      await chat.types(words);
    }
    await chat.sees(/You need an emergency department now/);
  }, 60_000);
});
