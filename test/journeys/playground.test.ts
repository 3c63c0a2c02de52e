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

test('npm run playground shows the first question in the Agents Playground', async () => {
  const [browser, playground] = await Promise.all([launchBrowser(), startPlayground()]);
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.route(
      ({ hostname }) => hostname !== 'localhost',
      (route) => route.abort(),
    );
    await page.goto(playground.url);

    const cards = page.locator('.ac-adaptiveCard');
    await cards
      .first()
      .getByText(/leg or foot weaker/)
      .waitFor();
    expect(await cards.count()).toBe(1); // one welcome, though two activities announce the same person
  } finally {
    await browser.close();
    await playground.stop();
  }
}, 90_000);
