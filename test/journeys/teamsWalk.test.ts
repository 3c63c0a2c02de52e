import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openPlayground, type PlaygroundChat, startAgentsPlayground } from './agentsPlayground.ts';
import { answer, emergency, noWeakness, stepsOf } from './answers.ts';
import { launchBrowser } from './browser.ts';
import { type CaudaProcess, startCauda } from './caudaProcess.ts';

jest.setTimeout(90_000);

let browser: Browser;
let cauda: CaudaProcess;
let playground: Awaited<ReturnType<typeof startAgentsPlayground>>;
let page: Page;
let chat: PlaygroundChat;
beforeAll(async () => {
  [browser, cauda] = await Promise.all([
    launchBrowser(),
    startCauda({ CAUDA_PLAYGROUND: '1', CAUDA_EMERGENCY_NUMBER: '112' }),
  ]);
  playground = await startAgentsPlayground(cauda.url);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  chat = await openPlayground(page, playground.url);
});
afterAll(async () => {
  await browser?.close();
  await playground?.stop();
  await cauda?.stop();
});

/** From wherever the last walk ended, to the first question of a new run. */
async function fromTheStart(): Promise<void> {
  const before = await chat.cards().count();
  await chat.types('restart');
  await chat.cards().nth(before).waitFor({ timeout: 15_000 }); // the card before may ask the first question too
  const first = chat.card().getByText(/leg or foot weaker/);
  const asks = chat.card().getByRole('button', { name: 'Yes, start again', exact: true });
  await first.or(asks).first().waitFor({ timeout: 15_000 });
  if (await asks.isVisible()) await asks.click();
  await chat.sees(/leg or foot weaker/);
}

test('the welcome comes once; several questions on one card; a plain case ends without a scan', async () => {
  await chat.sees(/Hello, I am Cauda/);
  expect(await chat.cards().count()).toBe(1);
  await answer(chat, stepsOf({}, { until: 'cancerHistory' }));
  await chat.sees(/ever had cancer/);
  await chat.types('form');
  await chat.sees(/Several questions on one card/);
  for (const [question, choice] of [
    [/ever had cancer/, 'No, never had cancer'],
    [/fever/, 'No fever, and none of these risks'],
  ] as const) {
    await chat.card().getByRole('combobox', { name: question }).click();
    await page.getByRole('option', { name: choice, exact: true }).click();
  }
  await chat.taps('Send these answers');
  await answer(chat, stepsOf({}, { from: 'trauma' }));
  await chat.sees(/No scan needed now/);
  await chat.cards().first().getByText('No weakness').first().waitFor();
});

test('a changed answer is an emergency at once, and the card without a scan says that it no longer holds', async () => {
  const result = await chat.cards().count();
  await chat.cards().nth(1).getByText('Change', { exact: true }).click();
  await chat.sees(/area between your legs/);
  await chat.taps('Yes, numb or different');
  await chat.reads(/You need an emergency department now/);
  await chat
    .cards()
    .nth(result - 1)
    .getByText(/An answer was changed after this card/)
    .waitFor();
});

test('back out of an emergency asks first; a tap on a card of an earlier run is told that it is old', async () => {
  await fromTheStart();
  await answer(chat, emergency);
  await chat.sees(/You need an emergency department now/);
  await chat.types('back');
  await chat.taps('Yes, it was a mistake');
  await chat.sees(/area between your legs/);
  const left = (await chat.cards().count()) - 1;
  await fromTheStart();
  await chat.cards().nth(left).getByRole('button', { name: 'No, it feels as before' }).click();
  await chat.reads(/That card is old/);
  await chat.sees(/leg or foot weaker/);
});

test('one weak leg is urgent, also where the questions end early', async () => {
  await fromTheStart();
  await chat.taps('Left leg');
  await chat.sees(/leg strength changed/);
  await chat.taps('About the same since it began');
  await chat.sees(/area between your legs/);
  await chat.taps('Stop');
  await chat.sees(/Be seen and scanned today/);
});

test('who writes in Spanish is answered in Spanish, and nothing is lost', async () => {
  await fromTheStart();
  await answer(chat, [noWeakness]);
  await chat.sees(/area between your legs/);
  await chat.types('en español, por favor');
  await chat.sees(/entre las piernas/);
  await chat.types('in English');
  await chat.sees(/area between your legs/);
});

test('the server dies in the middle: the same card goes on', async () => {
  await fromTheStart();
  await answer(chat, [noWeakness]);
  await chat.sees(/area between your legs/);
  await cauda.kill();
  await cauda.startAgain();
  await chat.taps('No, it feels as before');
  await chat.sees(/pass or hold urine/);
  await chat.types('back');
  await chat.sees(/area between your legs/);
});

test('in a group chat it collects nothing', async () => {
  await page.getByRole('treeitem', { name: 'Group Chat' }).click();
  await chat.types('both legs are weak');
  await page
    .getByText(/I talk with one person at a time/)
    .last()
    .waitFor();
  expect(await page.getByText(/You need an emergency department now/).count()).toBe(0);
});

test('a client that takes replies only in the answer to its request gets them there', async () => {
  const other = await startAgentsPlayground(cauda.url, 'expectReplies');
  const second = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  try {
    const there = await openPlayground(second, other.url);
    await there.types('hello');
    await there.sees(/leg or foot weaker/);
    await there.types('no weakness');
    await there.sees(/area between your legs/);
  } finally {
    await second.close();
    await other.stop();
  }
});
