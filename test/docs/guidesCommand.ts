/**
 * Follows the guides that change the repository, one after the other in one copy, and runs the tests there that each names; for
 * the first three that is the whole suite: `npm run guides [-- TESTS…]`.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { temporaryFolder } from '../temporaryFolder.ts';
import { copyInto, followAll } from './guideSteps.ts';

const copy = temporaryFolder();
copyInto(copy);

/** Goes on after a failure, so that one guide does not hide another; the command ends with 1 then. */
function run(program: string, ...args: readonly string[]): void {
  const { status } = spawnSync(program, args, { cwd: copy, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}

function follow(guide: string): void {
  const text = readFileSync(join(copy, `docs/${guide}.md`), 'utf8');
  for (const [at, part] of text.split(/^```sh\n(.*?)^```$/gms).entries()) {
    // Of the commands only those of a language make files that later steps change, or that stay.
    if (at % 2 === 0) followAll(copy, part);
    else for (const line of part.split('\n').filter((one) => /^(mkdir|cp|rm|mv) /.test(one))) run('bash', '-c', line);
  }
  console.log(`docs/${guide}.md is followed in ${copy}`);
}

for (const guide of ['question', 'rule', 'channel']) follow(guide);
for (const script of ['likelihoods', 'format', 'diagram', 'rooms', 'settings-table']) run('npm', 'run', script);
// Followed twice, the guides find their own lines. Last, since the option takes all that follows it.
const ignored = ['--testPathIgnorePatterns', 'clinicalGuides', 'channelGuide', 'languageGuide'];
run('npm', 'test', '--', ...process.argv.slice(2), ...ignored);

follow('language');
run('npm', 'test', '--', 'languages', 'pseudoLocale');
