import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { answer, emergency, noWeakness, routine, type Step, urgentWithPacemaker } from './answers.ts';
import { launchBrowser } from './browser.ts';
import { startCauda } from './caudaProcess.ts';
import { type Chat, chatIn } from './chat.ts';

/** Pictures of the real thing, for the README and for looking at. `--all` takes every width in light and dark. */
const { values } = parseArgs({ options: { all: { type: 'boolean', default: false }, out: { type: 'string' } } });
const folder = values.out ?? join(import.meta.dirname, '../../.github/images');

type Scene = { readonly name: string; readonly steps: readonly Step[]; readonly shows: RegExp };
const scenes: readonly Scene[] = [
  { name: 'welcome', steps: [], shows: /leg or foot weaker/ },
  { name: 'question', steps: [noWeakness], shows: /area between your legs/ },
  { name: 'emergency', steps: emergency, shows: /emergency department now/ },
  { name: 'urgent', steps: urgentWithPacemaker, shows: /today/ },
  { name: 'routine', steps: routine, shows: /No scan needed now/ },
];
const sizes = [
  { width: 320, height: 640 },
  { width: 480, height: 860 },
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

mkdirSync(folder, { recursive: true });
const [browser, cauda] = await Promise.all([launchBrowser(), startCauda()]);
try {
  for (const { width, height } of values.all ? sizes : sizes.slice(0, 1))
    for (const scheme of values.all ? schemes : schemes.slice(0, 1)) {
      for (const { name, steps, shows } of scenes)
        await shoot(browser, width, height, scheme, `${cauda.url}/chat`, name, async (_page, chat) => {
          await answer(chat, steps);
          await chat.sees(shows);
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
