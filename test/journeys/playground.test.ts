import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../temporaryFolder.ts';
import { launchBrowser } from './browser.ts';

/** `npm run playground`, in a process of its own. */
async function startPlayground(): Promise<{ url: string; stop: () => Promise<void> }> {
  const dataDir = temporaryFolder();
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '../../src/playground.ts')],
    {
      env: { ...process.env, CAUDA_DATA_DIR: dataDir, CAUDA_LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const stop = async (): Promise<void> => {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /as in Teams: (\S+)/.exec(line)?.[1];
    if (url !== undefined) {
      child.stdout.resume();
      return { url, stop };
    }
  }
  throw new Error('the Playground ended before it listened');
}

test('npm run playground shows the first question in the Agents Playground, with its drawings, which can be tapped', async () => {
  const [browser, playground] = await Promise.all([launchBrowser(), startPlayground()]);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.route(
      ({ hostname }) => hostname !== 'localhost' && hostname !== '127.0.0.1',
      (route) => route.abort(),
    );
    await page.goto(playground.url);

    const cards = page.locator('.ac-adaptiveCard');
    await cards
      .first()
      .getByText(/leg or foot weaker/)
      .waitFor();
    expect(await cards.count()).toBe(1); // one welcome, though two activities announce the same person

    await cards.first().getByRole('button', { name: 'Show a picture' }).click();
    const drawings = cards.first().locator('img[src*="/static/"]');
    await drawings.first().waitFor();
    const widths = () =>
      drawings.evaluateAll((all) => all.map((one) => (one instanceof HTMLImageElement ? one.naturalWidth : 0)));
    for (let turn = 0; turn < 50 && (await widths()).includes(0); turn += 1) await page.waitForTimeout(100);
    const all = await widths();
    expect([all.length, all.includes(0)]).toEqual([5, false]);
    await drawings.first().click();
    await page.getByText(/leg strength changed/).waitFor();
  } finally {
    await browser.close();
    await playground.stop();
  }
}, 90_000);
