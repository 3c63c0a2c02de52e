import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { temporaryFolder } from '../temporaryFolder.ts';
import { copyServerInto, followAll, stepsOf } from './guideSteps.ts';

const root = join(import.meta.dirname, '../..');
const copy = temporaryFolder();

const guide = readFileSync(join(root, 'docs/channel.md'), 'utf8');
const key = '0123456789abcdef0123456789abcdef';

test('every block of code is a step that can be followed', () => {
  expect(stepsOf(guide)).toHaveLength([...guide.matchAll(/^```ts$/gm)].length);
});

test('the guide for a further channel, followed in a copy, makes one', async () => {
  copyServerInto(copy);
  followAll(copy, guide);
  // As the guide says; the line that formats is the repository's own.
  const formatted = spawnSync('node_modules/.bin/biome', ['check', '--write', 'src'], { cwd: copy, encoding: 'utf8' });
  expect([formatted.status, formatted.stderr]).toEqual([0, expect.not.stringContaining('×')]);
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/main.ts'], {
    cwd: copy,
    env: { ...process.env, CAUDA_PORT: '0', CAUDA_DATA_DIR: join(copy, 'data'), CAUDA_TEXT_KEY: key },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let url = '';
    for await (const line of createInterface({ input: server.stdout })) {
      url = /Cauda listens on (\S+)/.exec(line)?.[1] ?? '';
      if (url !== '') break;
    }
    const say = async (id: string, text: string, authorization = `Bearer ${key}`) => {
      const answer = await fetch(`${url}/api/text`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: authorization },
        body: JSON.stringify({ from: '+44 20 7946 0000', id, text }),
      });
      return answer.ok ? z.object({ text: z.string() }).parse(await answer.json()).text : answer.status;
    };
    const [, curl = ''] = /^(curl .*)$/m.exec(guide) ?? [];
    const tried = execFileSync('bash', ['-c', curl.replace('http://127.0.0.1:3978', url)], { encoding: 'utf8' });
    expect(JSON.parse(tried).text).toMatch(/leg or foot weaker/);
    expect(tried).not.toContain('**');
    expect(await say('1', 'hello', 'Bearer wrong')).toBe(401);
    expect(await say('1', 'hello')).toMatch(/leg or foot weaker[\s\S]*1\. No weakness/);
    const second = await say('2', 'No weakness');
    expect(second).toMatch(/numb/);
    expect(await say('2', 'No weakness')).toBe(second);
    expect(await say('3', 'I have wet myself')).toMatch(/emergency department now/i);
  } finally {
    server.kill('SIGTERM');
  }
}, 60_000);
