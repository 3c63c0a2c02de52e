import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from './temporaryFolder.ts';

const makesOne = `
  import { temporaryFolder } from ${JSON.stringify(join(import.meta.dirname, 'temporaryFolder.ts'))};
  process.stdout.write(temporaryFolder());
  process.stdin.resume();
`;

/** A command that makes a folder and goes on until its input ends. */
async function begun() {
  const { TEMPORARY_FOLDERS_OF_THIS_RUN: _ours, ...env } = process.env;
  const options = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', makesOne];
  const child = spawn(process.execPath, options, {
    env: { ...env, TMPDIR: place },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const [folder] = await once(child.stdout, 'data');
  writeFileSync(join(String(folder), 'something'), '');
  return { child, gone, folder: String(folder) };
}
const place = temporaryFolder();

test('what a run keeps goes when it ends; what a killed one left, when the next begins', async () => {
  const killed = await begun();
  killed.child.kill('SIGKILL');
  await killed.gone;
  expect(existsSync(killed.folder)).toBe(true);
  const next = await begun();
  expect(existsSync(killed.folder)).toBe(false);
  const atTheSameTime = await begun();
  expect(existsSync(next.folder)).toBe(true);
  for (const { child, gone, folder } of [next, atTheSameTime]) {
    child.stdin.end();
    await gone;
    expect(existsSync(folder)).toBe(false);
  }
});

test('nobody here makes a folder that could stay', () => {
  const files = globSync('**/*.{ts,js,mjs}', { cwd: import.meta.dirname });
  expect(files.length).toBeGreaterThan(100);
  const making = files.filter((file) => /\bmkdtemp/.test(readFileSync(join(import.meta.dirname, file), 'utf8')));
  expect(making.filter((file) => !file.startsWith('temporaryFolder.'))).toEqual([]);
});
