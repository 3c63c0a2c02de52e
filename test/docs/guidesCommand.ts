/** Follows docs/question.md in a copy of the repository and runs the whole suite there: `npm run guides [-- TESTS…]`. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { temporaryFolder } from '../temporaryFolder.ts';
import { copyInto, followAll } from './guideSteps.ts';

const copy = temporaryFolder();
copyInto(copy);
followAll(copy, readFileSync(join(copy, 'docs/question.md'), 'utf8'));
console.log(`docs/question.md is followed in ${copy}`);
const commands = [
  ['npm', 'run', 'likelihoods'],
  ['npm', 'run', 'format'],
  ['npm', 'run', 'diagram'],
  // Followed twice, the guide finds its own lines.
  ['npm', 'test', '--', '--testPathIgnorePatterns', 'questionGuide', ...process.argv.slice(2)],
] as const;
for (const [program, ...args] of commands) {
  const { status } = spawnSync(program, args, { cwd: copy, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
