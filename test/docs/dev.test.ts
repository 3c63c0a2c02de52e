import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from '@jest/globals';
import { temporaryFolder } from '../temporaryFolder.ts';
import { copyServerInto } from './guideSteps.ts';

test('npm run dev starts again when a text, a lexicon, a style or code changes', async () => {
  const copy = temporaryFolder();
  copyServerInto(copy);
  // Of its own group, since npm passes no signal on to what it runs.
  const dev = spawn('npm', ['run', '-s', 'dev'], {
    cwd: copy,
    env: { ...process.env, CAUDA_PORT: '0', CAUDA_DATA_DIR: join(copy, 'data') },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  try {
    const lines = createInterface({ input: dev.stdout })[Symbol.asyncIterator]();
    const listens = async (): Promise<void> => {
      for (;;) {
        const { value, done } = await lines.next();
        if (done === true) throw new Error('it ended');
        if (/^Cauda listens on/.test(value)) return;
      }
    };
    await listens();
    for (const file of [
      'texts/en.json',
      'understanding/lexicons/en/answers.json',
      '../src/pages/chat.css',
      'hear.ts',
    ]) {
      appendFileSync(join(copy, 'dialogs', file), '\n');
      await listens();
    }
  } finally {
    const ended = once(dev, 'exit');
    if (dev.pid !== undefined) process.kill(-dev.pid);
    await ended;
  }
}, 120_000);
