import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
/** Lines of the guides' shell blocks that give an answer by themselves; what installs, starts or builds has tests of its own. */
const commands = globSync(['*.md', 'docs/*.md'], { cwd: root })
  .flatMap((page) => [...readFileSync(join(root, page), 'utf8').matchAll(/^```sh\n(.*?)^```$/gms)])
  .flatMap(([, block = '']) => block.split('\n'))
  .filter((line) => /^echo .*\| npm run -s (answer|understand)/.test(line));

test('what the guides pipe into a command is answered', () => {
  expect(commands.length).toBeGreaterThanOrEqual(2);
  for (const command of commands) {
    const said = execFileSync('bash', ['-c', command], { cwd: root, encoding: 'utf8' });
    expect([command, JSON.parse(said)]).toEqual([command, expect.not.objectContaining({ error: expect.anything() })]);
  }
}, 60_000);
