import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Frame, launch, type Page } from 'puppeteer-core';
import { startCauda } from './caudaProcess.ts';

/** The main journeys in the Firefox that this machine has, driven over WebDriver BiDi. Without one it says so. */
const firefox = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((folder) => ['firefox', 'firefox-esr'].map((name) => join(folder, name)))
  .find((path) => existsSync(path));

const patience = 20_000;
const cards = '.webchat__adaptive-card-renderer';

/** The newest card, in a page or a frame. */
function chatIn(place: Page | Frame, page: Page) {
  let side = 0.25;
  const sees = async (words: string): Promise<void> => {
    await place.waitForFunction(
      (selector, text) => [...document.querySelectorAll(selector)].at(-1)?.textContent?.includes(text),
      { timeout: patience },
      cards,
      words,
    );
  };
  const taps = async (name: string): Promise<void> => {
    const button = await place.waitForFunction(
      (selector, text) => {
        const card = [...document.querySelectorAll(selector)].at(-1);
        const all = [...(card?.querySelectorAll('.ac-pushButton, .ac-selectable') ?? [])];
        return card?.hasAttribute('data-seen') ? all.find((one) => one.textContent?.trim() === text) : undefined;
      },
      { timeout: patience },
      cards,
      name,
    );
    const element = button.asElement();
    const box = await element?.boundingBox();
    if (!box) throw new Error(`${name} cannot be seen.`);
    side = 1 - side;
    await page.mouse.click(box.x + box.width * side, box.y + box.height / 2);
  };
  return { sees, taps };
}

const journeys: Readonly<Record<string, (page: Page, url: string) => Promise<void>>> = {
  async 'an emergency by tapping, its banner over a reload, and its result'(page, url) {
    await page.goto(`${url}/chat?locale=en`);
    const chat = chatIn(page, page);
    await chat.sees('leg or foot weaker');
    await chat.taps('No weakness');
    await chat.sees('area between your legs');
    await chat.taps('Yes, numb or different');
    await chat.sees('Do not drive');
    await page.waitForSelector('#standing a[href="tel:112"]', { visible: true, timeout: patience });
    await page.reload();
    await chat.sees('Do not drive');
    await page.waitForSelector('#standing a[href="tel:112"]', { visible: true, timeout: patience });
    await page.locator('#keep-result').click();
    await page.waitForSelector('#result svg', { visible: true, timeout: patience });
    await page.keyboard.press('Escape');
    await page.waitForSelector('#result', { hidden: true, timeout: patience });
    await chat.taps('Answer more questions');
    await chat.sees('pass or hold urine');
  },

  async 'Spanish, by keys and typed words'(page, url) {
    await page.goto(`${url}/chat?locale=es`);
    const chat = chatIn(page, page);
    await page.waitForSelector('#first', { hidden: true, timeout: patience });
    await chat.sees('menos fuerza');
    await page.waitForSelector(`${cards}[data-seen]`, { timeout: patience });
    await page.keyboard.press('1');
    await chat.sees('entre las piernas');
    await page.locator('[data-id="webchat-sendbox-input"]').click();
    await page.keyboard.type('no, la noto como antes');
    await page.keyboard.press('Enter');
    await chat.sees('orin');
  },

  async "Tab comes to the first card's buttons"(page, url) {
    await page.goto(`${url}/chat?locale=en`);
    await page.waitForSelector('#first', { hidden: true, timeout: patience });
    for (let tabs = 0; tabs < 15; tabs += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.textContent === 'No weakness')) return;
    }
    throw new Error('Tab does not reach "No weakness".');
  },

  async "the launcher on a hospital's page opens, answers and closes"(page, url) {
    await page.goto(`${url}/`);
    await page.locator('>>> button.launcher').click();
    const frame = await page.waitForFrame((one) => one.url().includes('/chat?embed='), { timeout: patience });
    const chat = chatIn(frame, page);
    await chat.sees('leg or foot weaker');
    await frame.waitForSelector('#first', { hidden: true, timeout: patience });
    await page.keyboard.type('no weakness');
    await page.keyboard.press('Enter');
    await chat.sees('area between your legs');
    await page.keyboard.press('Escape');
    await page.waitForSelector('>>> button.launcher', { visible: true, timeout: patience });
  },

  async "an emergency call at the nurse's desk by keyboard"(page, url) {
    await page.setViewport({ width: 1366, height: 768 });
    await page.goto(`${url}/nurse`);
    await page.waitForSelector('.queue', { timeout: patience });
    await page.keyboard.press('n');
    for (const [row, key] of [
      ['lifeThreats', '1'],
      ['legWeakness', '1'],
      ['saddleNumbness', '2'],
      ['bladder', '2'],
    ] as const) {
      await page.waitForSelector(`.row.focused[data-row="${row}"]`, { timeout: patience });
      await page.keyboard.press(key);
    }
    await page.waitForSelector('.disposition[data-urgency="emergency"]', { visible: true, timeout: patience });
    await page.waitForSelector('.row.focused[data-row="bowel"]', { timeout: patience });
    await page.keyboard.press('e');
    await page.waitForSelector('dialog.form[open]', { visible: true, timeout: patience });
    await page.keyboard.press('Enter');
    await page.waitForSelector('.not-mine', { visible: true, timeout: patience });
  },
};

if (firefox === undefined)
  console.log('No Firefox is on this machine, so nothing was tried in it. Debian has it as firefox-esr.');
else {
  const [browser, cauda] = await Promise.all([
    launch({ browser: 'firefox', executablePath: firefox, headless: true }),
    startCauda({ CAUDA_EMERGENCY_NUMBER: '112' }),
  ]);
  try {
    console.log(await browser.version());
    for (const [name, journey] of Object.entries(journeys)) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      await page.setViewport({ width: 480, height: 1400 });
      try {
        await journey(page, cauda.url);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        if (sideways) errors.push('the page scrolls sideways');
      } catch (error) {
        errors.push(String(error));
      }
      console.log(`${errors.length === 0 ? 'ok' : 'FAILED'}: ${name}${errors.map((one) => `\n  ${one}`).join('')}`);
      if (errors.length > 0) process.exitCode = 1;
      await context.close();
    }
  } finally {
    await browser.close();
    await cauda.stop();
  }
}
