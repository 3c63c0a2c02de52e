import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { temporaryFolder } from '../temporaryFolder.ts';
import type { Chat } from './chat.ts';

const cli = join(createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json'), '../cli.js');

/** The Microsoft 365 Agents Playground beside a bot that runs already. */
export async function startAgentsPlayground(
  bot: string,
  deliveryMode: 'default' | 'expectReplies' = 'default',
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const folder = temporaryFolder();
  const args = ['start', '--app-endpoint', `${bot}/api/messages`, '--channel-id', 'msteams', '--disable-telemetry'];
  const mode = deliveryMode === 'default' ? [] : ['--delivery-mode', deliveryMode];
  const child = spawn(process.execPath, [cli, ...args, ...mode], {
    cwd: folder,
    env: {
      ...process.env,
      TEAMSAPPTESTER_BROWSER: 'none',
      APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
      M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'playground.log'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async (): Promise<void> => {
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /Listening on (\d+)/.exec(line)?.[1];
    if (port !== undefined) {
      child.stdout.resume();
      return { url: `http://localhost:${port}`, stop };
    }
  }
  throw new Error('the Playground ended before it listened');
}

export type PlaygroundChat = Pick<Chat, 'cards' | 'card' | 'sees' | 'reads' | 'taps' | 'types'>;

const patience = 15_000;

/** What the Playground shows of Teams, used as a person does. */
export function playgroundChat(page: Page): PlaygroundChat {
  const cards = page.locator('.ac-adaptiveCard');
  const card = () => cards.last();
  return {
    cards: () => cards,
    card,
    sees: (words) => card().getByText(words).first().waitFor({ timeout: patience }),
    reads: (words) => page.locator('.fai-OutputCard').getByText(words).last().waitFor({ timeout: patience }),
    async taps(...buttons) {
      for (const name of buttons)
        await card()
          .getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
          .first()
          .click({ timeout: patience });
    },
    async types(text) {
      await page.locator('[role="textbox"][contenteditable="true"]').click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
  };
}

/** Opens the Playground; nothing outside this machine is asked. */
export async function openPlayground(page: Page, url: string): Promise<PlaygroundChat> {
  await page.route(
    ({ hostname }) => hostname !== 'localhost',
    (route) => route.abort(),
  );
  await page.goto(url);
  return playgroundChat(page);
}
