import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../temporaryFolder.ts';
import { copyInto, followAll, stepsOf } from './guideSteps.ts';

const guides = ['question', 'rule'].map((name) =>
  readFileSync(join(import.meta.dirname, `../../docs/${name}.md`), 'utf8'),
);

test('every block of the guides is a step that can be followed, or a command', () => {
  for (const guide of guides) {
    const blocks = [...guide.matchAll(/^```(\w+)$/gm)].filter(([, kind]) => kind !== 'sh');
    expect(stepsOf(guide)).toHaveLength(blocks.length);
  }
});

test('followed in a copy, one after the other, they leave types and the proofs of the machine whole', () => {
  const copy = temporaryFolder();
  copyInto(copy);
  for (const guide of guides) followAll(copy, guide);
  const run = (program: string, ...args: readonly string[]) =>
    execFileSync(program, args, { cwd: copy, stdio: 'pipe', encoding: 'utf8' });
  run(process.execPath, 'node_modules/typescript/bin/tsc', '-p', '.');
  const proofs = ['findings', 'graver', 'notSure', 'recommendation', 'sources', 'triageMachine', 'citations'];
  run(
    process.execPath,
    '--experimental-vm-modules',
    'node_modules/jest/bin/jest.js',
    ...proofs.map((name) => `test/machines/${name}.test`),
    'test/dialogs/readability.test',
  );
  const [ask = ''] = /^echo .*npm run -s answer$/m.exec(guides.join('\n')) ?? [];
  expect(JSON.parse(run('bash', '-c', ask))).toMatchObject({ urgency: 'soon', rules: expect.arrayContaining(['S3']) });
}, 300_000);
