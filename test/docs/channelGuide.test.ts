import { spawn } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { temporaryFolder } from '../temporaryFolder.ts';

const root = join(import.meta.dirname, '../..');
const copy = temporaryFolder();

/** The guide's code, in its order. */
const [setting = '', type = '', made = '', channel = '', imported = '', served = ''] = [
  ...readFileSync(join(root, 'docs/channel.md'), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms),
].map(([, code]) => code);

function insert(file: string, before: string, code: string): void {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  const at = text.indexOf(before);
  if (at === -1) throw new Error(`${file} has no ${before}, which docs/channel.md names`);
  writeFileSync(path, `${text.slice(0, at)}${code}${text.slice(at)}`);
}

/** Steps 1 to 3, word by word. */
function follow(): void {
  for (const name of ['machines', 'dialogs', 'src']) cpSync(join(root, name), join(copy, name), { recursive: true });
  for (const name of ['package.json', 'tsconfig.json']) cpSync(join(root, name), join(copy, name));
  for (const name of ['node_modules', 'dist']) symlinkSync(join(root, name), join(copy, name));
  insert('src/settings.ts', '  CAUDA_CONTENT: z', setting);
  insert('src/config.ts', '  readonly logLevel', type);
  insert('src/config.ts', '    logLevel:', made);
  writeFileSync(join(copy, 'src/channels/textMessages.ts'), channel);
  insert('src/server.ts', 'import ', imported);
  insert('src/server.ts', '  const door = frontDoor(', served);
}

test('the guide for a further channel, followed in a copy, makes one', async () => {
  follow();
  const key = 'k'.repeat(32);
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
