import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { answer, emergency, noWeakness, routine, saddleAsBefore, stepsOf, withPacemaker } from './answers.ts';
import { caudaInBrowser } from './caudaInBrowser.ts';
import { type Chat, chatIn } from './chat.ts';

const running = caudaInBrowser({ CAUDA_EMERGENCY_NUMBER: '112' });
let page: Page;
let chat: Chat;

beforeEach(async () => {
  page = await (await running.browser.newContext({ viewport: { width: 480, height: 800 } })).newPage();
  chat = chatIn(page);
  await page.goto(`${running.cauda.url}/chat`);
});
afterEach(() => page.context().close());

describe('in the real Web Chat', () => {
  test('a plain routine case: a few taps, then no scan now, with the safety net', async () => {
    expect(routine.length).toBeLessThanOrEqual(11);
    await answer(chat, routine);
    await chat.sees(/No scan needed now/);
    await chat.sees(/new weakness in a leg or foot/i);
    await chat.sees(/not clinically validated/);
  }, 60_000);

  test('an emergency comes before the next question, and says what to do; a patient may go on', async () => {
    await answer(chat, emergency);
    await chat.sees(/You need an emergency department now/);
    await chat.sees(/Do not drive/);
    await chat.taps('Answer more questions');
    await chat.sees(/pass or hold urine/);
    await chat.taps('Stop');
    await chat.sees(/You need an emergency department now/);
  }, 60_000);

  test('urgent with a pacemaker: seen and scanned today, the device is named', async () => {
    await answer(chat, stepsOf(withPacemaker));
    await chat.sees(/today/);
    await chat.sees(/card or papers of any implant/);
    await chat.sees(/emergency department/);
  }, 60_000);

  test('back asks the last question again, and a change recomputes the advice', async () => {
    await answer(chat, [noWeakness, saddleAsBefore]);
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
    await answer(chat, [noWeakness]);
    await chat.sees(/area between your legs/);
    const first = page.locator('.webchat__adaptive-card-renderer').first();
    await first.getByText(/No weakness/).waitFor();
    expect(await first.getByRole('button', { name: 'Both legs' }).count()).toBe(0);
  }, 60_000);

  test('killed and started again in the middle, the conversation goes on unnoticed', async () => {
    await answer(chat, [noWeakness, saddleAsBefore]);
    await chat.sees(/pass or hold urine/);
    await running.cauda.kill();
    await running.cauda.startAgain();
    await chat.taps('No change');
    await chat.sees(/how your bowels work/);
    expect(await page.getByText(/conversation (has )?ended/i).count()).toBe(0);
  }, 90_000);

  test('a reload continues the same conversation with its transcript', async () => {
    await answer(chat, [noWeakness, saddleAsBefore]);
    await chat.sees(/pass or hold urine/);
    await page.reload();
    await chat.sees(/pass or hold urine/);
    await chat.reads(/No weakness/);
    await chat.taps('No change');
    await chat.sees(/how your bowels work/);
  }, 60_000);

  test('after a quarter of an hour away it asks whether to go on before it shows anything, and "a new one" shows nothing of it', async () => {
    await answer(chat, [noWeakness]);
    await chat.sees(/between your legs/);
    const sixteenMinutesAgo = () =>
      page.evaluate(() => {
        const kept = JSON.parse(localStorage.getItem('cauda.session.self') ?? '{}');
        localStorage.setItem('cauda.session.self', JSON.stringify({ ...kept, at: Date.now() - 16 * 60_000 }));
      });
    await sixteenMinutesAgo();
    await page.reload();
    await page.getByRole('heading', { name: 'Go on with your earlier conversation?' }).waitFor();
    expect(await chat.cards().count()).toBe(0);
    await page.reload();
    await page.getByRole('heading', { name: 'Go on with your earlier conversation?' }).waitFor();
    await page.getByRole('button', { name: 'Go on' }).click();
    await chat.sees(/between your legs/);
    await sixteenMinutesAgo();
    await page.reload();
    expect(await page.getByRole('link', { name: 'Call 112' }).getAttribute('href')).toBe('tel:112');
    await page.getByRole('button', { name: 'Start a new one' }).click();
    await chat.sees(/leg or foot weaker/);
    expect(await chat.cards().count()).toBe(1);
  }, 60_000);

  test('the whole conversation by keyboard and typed words alone', async () => {
    for (const [question, words] of [
      [/leg or foot weaker/, 'no'],
      [/area between your legs/, 'no, it feels as before'],
      [/pass or hold urine/, 'I have to strain and the stream is weak'],
    ] as const) {
      await chat.sees(question);
      await chat.types(words);
    }
    await chat.sees(/You need an emergency department now/);
  }, 60_000);
});
