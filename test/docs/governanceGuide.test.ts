import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { expect, test } from '@jest/globals';
import { freePort } from '../../src/freePort.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { copyServerInto, followAll } from './guideSteps.ts';

const guide = readFileSync(join(import.meta.dirname, '../../docs/governance.md'), 'utf8');
/** Each command with what it prints, if the guide says so, and what stands before it. */
const steps = [
  ...guide.matchAll(/(?<before>.*?)^```sh\n(?<shell>[^\n]*)\n```\n(?:\n```text\n(?<printed>[^\n]*)\n```$)?/gms),
].map(({ groups: { before = '', shell = '', printed = '' } = {} }) => ({ before, shell, printed }));

test('followed in a copy, a deployment’s content is told from ours, signed, and unsigned again by a change', async () => {
  const copy = temporaryFolder();
  copyServerInto(copy);
  const env = { ...process.env, CAUDA_PORT: String(await freePort('127.0.0.1')) };
  const run = (line: string): string => spawnSync('bash', ['-c', line], { cwd: copy, env, encoding: 'utf8' }).stdout;
  const hashes: string[] = [];
  for (const { before, shell, printed } of steps) {
    followAll(copy, before);
    const said = run(shell);
    expect([shell, said]).toEqual([shell, expect.stringContaining(printed)]);
    hashes.push(...[...said.matchAll(/of content ([0-9a-f]{16})\b/g)].map(([, hash = '']) => hash));
    if (!printed.includes('0123456789abcdef')) continue;
    const signature = join(copy, 'sign-off.json');
    writeFileSync(signature, readFileSync(signature, 'utf8').replace('0123456789abcdef', hashes.at(-1) ?? ''));
    const [, signed = 'no such line'] = /The same command now says\n\n```text\n(.*)\n```/.exec(guide) ?? [];
    expect(run(shell)).toContain(signed);
  }
  expect(steps.filter(({ printed }) => printed !== '')).toHaveLength(4);
  expect(new Set(hashes.slice(0, 2)).size).toBe(2);
  const pack = readFileSync(join(copy, 'theirs.html'), 'utf8');
  expect(pack).toContain(hashes[1]);
  expect(pack).toContain('the spine line of St Elsewhere');
}, 120_000);
