/** Follows docs/question.md in a copy of the repository and runs the whole suite there: `npm run guides [-- TESTS…]`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { copyInto, follow, stepsOf } from './guideSteps.ts';

const copy = mkdtempSync(join(tmpdir(), 'cauda-guide-'));
copyInto(copy);
for (const step of stepsOf(readFileSync(join(copy, 'docs/question.md'), 'utf8'))) follow(copy, step);
console.log(`docs/question.md is followed in ${copy}`);
const commands = [
  ['npm', 'run', 'likelihoods'],
  ['npm', 'run', 'format'],
  ['npm', 'test', '--', ...process.argv.slice(2)],
] as const;
for (const [program, ...args] of commands) {
  const { status } = spawnSync(program, args, { cwd: copy, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
