import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { answer, emergency, noWeakness, routine, type Step, stepsOf, withPacemaker } from './answers.ts';
import { launchBrowser } from './browser.ts';
import { startCauda } from './caudaProcess.ts';
import { type Chat, chatIn } from './chat.ts';

/**
 * Pictures of the real thing, for the README and for looking at. `--all` takes every state and width in light and dark;
 * `--only NAME` the states whose name holds that.
 */
const { values } = parseArgs({
  options: { all: { type: 'boolean', default: false }, out: { type: 'string' }, only: { type: 'string' } },
});
const folder = values.out ?? join(import.meta.dirname, '../../.github/images');

type Scene = {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly shows: RegExp;
  readonly act?: (page: Page, chat: Chat) => Promise<void>;
  readonly query?: string;
};
const unfold = async (page: Page, chat: Chat): Promise<void> => {
  await chat.card().getByRole('button', { name: 'Show a picture' }).click();
  await page.waitForTimeout(400); // the drawings load
};
const scenes: readonly Scene[] = [
  { name: 'welcome', steps: [], shows: /leg or foot weaker/ },
  { name: 'question', steps: [noWeakness], shows: /area between your legs/ },
  { name: 'saddle', steps: [noWeakness], shows: /between your legs/, act: unfold },
  { name: 'emergency', steps: emergency, shows: /emergency department now/ },
  { name: 'urgent', steps: stepsOf(withPacemaker), shows: /today/ },
  { name: 'routine', steps: routine, shows: /No scan needed now/ },
];

/** Beside these, what is looked at and not shown. */
const moreScenes: readonly Scene[] = [
  { name: 'legs', steps: [], shows: /leg or foot weaker/, act: unfold },
  {
    name: 'devices',
    steps: stepsOf(withPacemaker, { until: 'implantedDevice' }),
    shows: /battery, a magnet/,
    act: unfold,
  },
  { name: 'metal', steps: stepsOf(withPacemaker, { until: 'metalFragments' }), shows: /piece of metal/, act: unfold },
  {
    name: 'going-on',
    steps: [...emergency, [/Do not drive/, 'Answer more questions']],
    shows: /pass or hold urine/,
  },
  {
    name: 'person',
    steps: [],
    shows: /weaker/,
    act: (_page, chat) => asked(chat, 'talk to a person', /nobody reads along/),
  },
  { name: 'ambulance', steps: [], shows: /weaker/, act: (_page, chat) => asked(chat, 'call an ambulance', /112/) },
  { name: 'other', steps: [], shows: /weaker/, act: (_page, chat) => asked(chat, 'I have chest pain', /112/) },
  {
    name: 'offline',
    steps: [noWeakness],
    shows: /between your legs/,
    async act(page, chat) {
      await page.context().setOffline(true);
      await page.getByText(/You are offline/).waitFor();
      await chat.taps('No, it feels as before');
    },
  },
  {
    name: 'menu',
    steps: [],
    shows: /weaker/,
    act: async (page) => page.getByLabel('Menu', { exact: true }).click(),
  },
  {
    name: 'result',
    steps: emergency,
    shows: /Do not drive/,
    async act(page) {
      await page.getByRole('button', { name: 'My result' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'erased',
    steps: [noWeakness],
    shows: /between your legs/,
    async act(page, chat) {
      await chat.types('delete my answers');
      await chat.taps(/^Yes/);
      await page.getByText('Your answers are deleted.').waitFor();
    },
  },
  {
    name: 'who',
    steps: [noWeakness],
    shows: /between your legs/,
    async act(page) {
      await page.evaluate(() => {
        const kept = JSON.parse(localStorage.getItem('cauda.session.self') ?? '{}');
        localStorage.setItem('cauda.session.self', JSON.stringify({ ...kept, at: Date.now() - 3_700_000 }));
      });
      await page.reload();
      await page.getByRole('heading', { name: /Go on/ }).waitFor();
    },
  },
  { name: 'spanish', steps: [], shows: /menos fuerza/, query: '?locale=es' },
];
async function asked(chat: Chat, words: string, answer: RegExp): Promise<void> {
  await chat.types(words);
  await chat.reads(answer);
  await chat.sees(/weaker|112/);
}
const sizes = [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
  { width: 1200, height: 900 },
];
const schemes = ['light', 'dark'] as const;

async function shoot(
  browser: Browser,
  width: number,
  height: number,
  colorScheme: 'light' | 'dark',
  url: string,
  name: string,
  act: (page: Page, chat: Chat) => Promise<void>,
): Promise<void> {
  const page = await (
    await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' })
  ).newPage();
  await page.goto(url);
  await act(page, chatIn(page));
  // A picture of a transcript that still scrolls would be cut: wait until it rests.
  await page.waitForFunction(() => {
    const transcript = document.querySelector('.webchat__basic-transcript__scrollable');
    const top = transcript?.scrollTop ?? 0;
    return new Promise((rests) => setTimeout(() => rests((transcript?.scrollTop ?? 0) === top), 400));
  });
  await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) });
  await page.context().close();
}

const all = values.all || values.only !== undefined ? [...scenes, ...moreScenes] : scenes;
const wanted = all.filter(({ name }) => values.only === undefined || name.includes(values.only));
mkdirSync(folder, { recursive: true });
const [browser, cauda] = await Promise.all([
  launchBrowser(),
  startCauda({ CAUDA_EMERGENCY_NUMBER: '112', CAUDA_CHATS_PER_MINUTE: '1000' }),
]);
try {
  for (const { width, height } of values.all ? sizes : sizes.slice(0, 1))
    for (const scheme of values.all ? schemes : schemes.slice(0, 1)) {
      for (const { name, steps, shows, act, query = '' } of wanted)
        await shoot(browser, width, height, scheme, `${cauda.url}/chat${query}`, name, async (page, chat) => {
          await answer(chat, steps);
          await chat.sees(shows);
          await act?.(page, chat);
        });
      await shoot(browser, width, height, scheme, `${cauda.url}/`, 'demo', async (page) => {
        await page.getByRole('heading', { level: 1 }).waitFor();
      });
    }
  const desk = await (
    await browser.newContext({ viewport: { width: 1366, height: 768 }, colorScheme: 'light' })
  ).newPage();
  await desk.goto(`${cauda.url}/nurse`);
  await desk.getByRole('button', { name: /New call/ }).click();
  for (const [asks, key] of [
    [/Before anything else/, '1'],
    [/leg or foot weaker/, '1'],
    [/area between your legs/, '2'],
  ] as const) {
    await desk.getByRole('main').getByText(asks).waitFor();
    await desk.keyboard.press(key);
  }
  await desk
    .getByRole('main')
    .getByText(/pass or hold urine/)
    .waitFor();
  await desk.screenshot({ path: join(folder, 'nurse-1366-light.png') });
  await desk.context().close();
} finally {
  await browser.close();
  await cauda.stop();
}
console.log(`Pictures are in ${folder}`);
