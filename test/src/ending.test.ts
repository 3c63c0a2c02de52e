import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { withoutFloods } from '../../src/withoutFloods.ts';
import { DirectLineClient } from './directLineClient.ts';

const program = join(import.meta.dirname, 'faultyProcess.ts');

test.each(['throw', 'reject'])(
  'a fault that reaches nobody (%s) ends the process in order, with 1, and tells no words',
  async (word) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program]);
    const [url] = await once(child.stdout, 'data');
    const client = await new DirectLineClient(String(url).trim()).start();
    await client.until((one) => one.text === 'welcome');
    const { socket } = client;
    if (socket === undefined) throw new Error('no socket');
    const closed = once(socket, 'close');
    const said = text(child.stderr);
    const ended = once(child, 'exit');
    const since = Date.now();
    child.stdin.write(word);
    expect((await closed)[0]).toBe(1012);
    expect(await ended).toEqual([1, null]);
    expect(Date.now() - since).toBeLessThan(8_000);
    expect(await said).toContain('the process ends');
    expect(await said).not.toContain('secret');
  },
);

test('a fault after which the running turns never end ends the process within its five seconds all the same', async () => {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, 'stuck']);
  await once(child.stdout, 'data');
  const since = Date.now();
  child.stdin.write('throw');
  expect(await once(child, 'exit')).toEqual([1, null]);
  expect(Date.now() - since).toBeGreaterThan(4_500);
  expect(Date.now() - since).toBeLessThan(8_000);
});

test('an outsider cannot fill the log: lines of one kind stop for a minute, and say so', () => {
  const lines: string[] = [];
  const write = (_what: object, message: string): void => void lines.push(message);
  let now = 0;
  const log = withoutFloods({ info: write, warn: write, error: write }, () => now);
  for (let line = 0; line < 1_000; line += 1) log.warn({}, 'refused');
  log.error({}, 'another');
  expect(lines).toHaveLength(31);
  expect(lines[29]).toContain('left out for a minute');
  now = 61_000;
  log.warn({}, 'refused');
  expect(lines.at(-1)).toBe('refused');
});
