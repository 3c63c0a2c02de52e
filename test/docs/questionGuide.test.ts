import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../temporaryFolder.ts';
import { copyInto, followAll, stepsOf } from './guideSteps.ts';

const guide = readFileSync(join(import.meta.dirname, '../../docs/question.md'), 'utf8');

test('every block of the guide is a step that can be followed, or a command', () => {
  const blocks = [...guide.matchAll(/^```(\w+)$/gm)].filter(([, kind]) => kind !== 'sh');
  expect(stepsOf(guide)).toHaveLength(blocks.length);
});

test('followed in a copy, it leaves types and the proofs of the machine whole', () => {
  const copy = temporaryFolder();
  copyInto(copy);
  followAll(copy, guide);
  const run = (...args: readonly string[]) => execFileSync(process.execPath, args, { cwd: copy, stdio: 'pipe' });
  run('node_modules/typescript/bin/tsc', '-p', '.');
  const proofs = ['findings', 'graver', 'notSure', 'recommendation', 'sources', 'triageMachine', 'citations'];
  run(
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    ...proofs.map((name) => `test/machines/${name}.test`),
    'test/dialogs/readability.test',
  );
}, 120_000);
