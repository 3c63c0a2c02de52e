import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const pages = globSync(['*.md', 'docs/*.md', '{build,deploy,dialogs,test}/**/*.md'], { cwd: root }).map(
  (page) => [page, readFileSync(join(root, page), 'utf8')] as const,
);
/** Lines of the guides' shell blocks that give an answer by themselves; what installs, starts or builds has tests of its own. */
const commands = pages
  .flatMap(([, text]) => [...text.matchAll(/^```sh\n(.*?)^```$/gms)])
  .flatMap(([, block = '']) => block.split('\n'))
  .filter((line) => /^echo .*\| npm run -s (answer|understand)/.test(line));

test('no page has its reader start TypeScript by a Node of his own, which may be too old for it', () => {
  for (const [page, text] of pages) expect([page, text.match(/\bnode [^\s`]*\.ts\b/g)]).toEqual([page, null]);
});

test('what the guides pipe into a command is answered', () => {
  expect(commands.length).toBeGreaterThanOrEqual(2);
  for (const command of commands) {
    const said = execFileSync('bash', ['-c', command], { cwd: root, encoding: 'utf8' });
    expect([command, JSON.parse(said)]).toEqual([command, expect.not.objectContaining({ error: expect.anything() })]);
  }
}, 60_000);
