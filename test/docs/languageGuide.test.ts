import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../temporaryFolder.ts';
import { copyServerInto, followAll, stepsOf } from './guideSteps.ts';

const root = join(import.meta.dirname, '../..');
const guide = readFileSync(join(root, 'docs/language.md'), 'utf8');
const copy = temporaryFolder();

/** What a line of a shell says on both of its ways out, in the copy. */
const run = (line: string): string => {
  const { stdout, stderr } = spawnSync('bash', ['-c', line], { cwd: copy, encoding: 'utf8' });
  return stdout + stderr;
};

test('the guide for a further language, followed in a copy, asks and hears in it, and prints what it says', () => {
  copyServerInto(copy);
  const [first = '', ...rest] = guide.split(/^```sh\n/m);
  expect(stepsOf(first)).toEqual([]);
  const printed = rest.flatMap((part) => {
    const [shell = '', prose = ''] = part.split(/^```\n/m, 2);
    const after = part.slice(shell.length + '```\n'.length);
    // The whole suite is what `npm run guides` runs.
    const said = shell
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('npm test'))
      .map(run)
      .join('');
    followAll(copy, after);
    const [, expected] = /^```text\n(.*?)^```$/ms.exec(after) ?? [];
    expect([shell, said]).toEqual([shell, expect.stringContaining(expected?.trim() ?? '')]);
    expect(prose).not.toBe('');
    return expected === undefined ? [] : [said];
  });
  expect(printed).toHaveLength(3);
  expect(printed[1]).toContain('Está com menos força');
  expect(printed[1]).toMatch(
    /a draft, which no server or package would take:(\n {2}texts\/pt\.json: .* as es does){3}\n {2}… and \d{4} more/,
  );
  for (const made of ['dialogs/texts/pt.json', 'dialogs/understanding/lexicons/pt/answers.json'])
    expect(readFileSync(join(copy, made), 'utf8')).toContain('No');
}, 120_000);

test('a folder of one’s own learns from its examples, and is used then', () => {
  run('mv dialogs/texts/pt.json content/texts/ && mv dialogs/understanding/lexicons/pt content/lexicons/');
  mkdirSync(join(copy, 'content/lexicons/pt/examples'));
  writeFileSync(
    join(copy, 'content/lexicons/pt/examples/legWeakness.tsv'),
    'none\ttudo forte\nleft\ta esquerda falha\n',
  );
  expect(run('CAUDA_CONTENT=content npm run -s chat -- --locale pt')).toMatch(/is not learned from its examples/);
  expect(run('npm run -s likelihoods -- content/lexicons')).toMatch(/^pt: 2 sentences/);
}, 120_000);
