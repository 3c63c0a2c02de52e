import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { answer, emergency, noWeakness, saddleAsBefore } from '../journeys/answers.ts';
import { caudaInBrowser } from '../journeys/caudaInBrowser.ts';
import { chatIn } from '../journeys/chat.ts';
import { newCall, noThreat } from '../journeys/deskPage.ts';
import { holdWebChat } from '../journeys/heldWebChat.ts';
import { type Announced, listenTo } from './announced.ts';

/* What a screen reader says by itself: each message once, an emergency at once and once, and nothing twice. */
const running = caudaInBrowser({ CAUDA_EMERGENCY_NUMBER: '112' });

async function visit(path: string): Promise<{ page: Page; announced: () => Promise<readonly Announced[]> }> {
  const page = await (await running.browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  const announced = await listenTo(page);
  await page.goto(`${running.cauda.url}${path}`);
  return { page, announced };
}

const times = (announced: readonly Announced[], words: string): readonly string[] =>
  announced.filter((one) => one.words.includes(words)).map(({ how }) => how);
const until = (page: Page, words: string) =>
  page.waitForFunction((text) => window.announced.some((one) => one.words.includes(text)), words);

test('each message of the bot is said once, an emergency at once and once, also when it stands for long', async () => {
  const { page, announced } = await visit('/chat');
  const chat = chatIn(page);
  await page.locator('#first').waitFor({ state: 'detached' });
  await answer(chat, emergency);
  await chat.sees(/Do not drive/);
  await chat.taps('Answer more questions');
  await chat.sees(/pass or hold urine/);
  await chat.types('help');
  await chat.reads(/A small change counts/);
  await until(page, 'A small change counts');
  const all = await announced();
  expect(times(all, 'Hello, I am Cauda')).toEqual([]); // it came with the page, and is read with it
  expect(times(all, 'between your legs feel numb')).toEqual(['polite']);
  expect(times(all, 'Do not drive')).toEqual(['polite']);
  expect(times(all, 'pass or hold urine')).toEqual(['polite']);
  expect(times(all, 'A small change counts')).toEqual(['polite']);
  expect(all.filter(({ how }) => how === 'assertive').map(({ words }) => words)).toEqual([
    expect.stringContaining('You need an emergency department now'),
  ]);

  // After a reload what stands now is said, and nothing that was said before.
  await page.reload();
  await chat.sees(/pass or hold urine/);
  await until(page, 'A small change counts');
  const again = await announced();
  expect(again.filter(({ how }) => how === 'assertive').length).toBe(1);
  expect(times(again, 'pass or hold urine')).toEqual(['polite']);
  expect(again.filter(({ words }) => /Hello, I am Cauda|feel numb|Do not drive/.test(words))).toEqual([]);
  await page.context().close();
}, 60_000);

test('before Web Chat has loaded a new question is said once, and not again when Web Chat takes over', async () => {
  const { page, announced } = await visit('/terms');
  const letWebChatIn = await holdWebChat(page);
  await page.goto(`${running.cauda.url}/chat`, { waitUntil: 'commit' });
  const chat = chatIn(page);
  await answer(chat, [noWeakness, saddleAsBefore]);
  await chat.sees(/pass or hold urine/);
  letWebChatIn();
  await page.locator('#first').waitFor({ state: 'detached' });
  await chat.taps('No change');
  await chat.sees(/how your bowels work/);
  await until(page, 'how your bowels work');
  const all = await announced();
  for (const words of ['feel numb', 'pass or hold urine', 'how your bowels work'])
    expect([words, times(all, words)]).toEqual([words, ['polite']]);
  // Nor are the cards that were folded meanwhile.
  expect(all.filter(({ words }) => /^(Leg weakness|Numbness between the legs):/.test(words))).toEqual([]);
  await page.context().close();
}, 60_000);

test('a press that does not count and a lost line are said once each', async () => {
  const { page, announced } = await visit('/chat');
  const chat = chatIn(page);
  await page.locator('#first').waitFor({ state: 'detached' });
  await chat.taps('No weakness');
  await chat.cards().nth(1).waitFor();
  await chat.card().getByRole('button').first().click();
  await until(page, 'Not counted');
  await page.context().setOffline(true);
  await until(page, 'You are offline');
  await page.context().setOffline(false);
  await page.locator('#notice').waitFor({ state: 'hidden' });
  const all = await announced();
  expect(times(all, 'Not counted')).toEqual(['polite']);
  expect(times(all, 'You are offline')).toEqual(['assertive']);
  await page.context().close();
}, 60_000);

test("at the nurse's desk the next question, the advice and a refused key are said once each", async () => {
  const { page, announced } = await visit('/terms');
  const desk = await newCall(page, running.cauda.url);
  await desk.press(noThreat, [/leg or foot weaker/, '9']);
  await until(page, 'That number is no answer here');
  await desk.press([/leg or foot weaker/, '1'], [/area between your legs/, '2']);
  await desk.script.getByText(/pass or hold urine/).waitFor();
  await until(page, 'Emergency department now');
  const all = await announced();
  expect(times(all, 'That number is no answer here')).toEqual(['assertive']);
  for (const words of ['Leg weakness', 'Numbness between the legs', 'Bladder', 'Emergency department now'])
    expect([words, times(all, words)]).toEqual([words, ['polite']]);
  expect(times(all, 'Sending')).toEqual([]);
  await page.context().close();
}, 60_000);
