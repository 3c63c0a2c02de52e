import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import packageJson from '../../package.json' with { type: 'json' };

const commands = Object.entries(packageJson.scripts).filter(([, line]) => /src\/\w+Command\.ts$/.test(line));

test('a misspelt option ends a command in a sentence, and not with the status that says something else', () => {
  expect(commands.length).toBeGreaterThan(6);
  for (const [name, line] of commands) {
    const program = line.slice(line.lastIndexOf(' ') + 1);
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', program, '--foo'],
      {
        input: '',
        encoding: 'utf8',
      },
    );
    expect([name, status, stderr]).toEqual([name, 2, expect.stringMatching(/'?--foo'?/)]);
    expect(stderr).not.toMatch(/^ +at /m);
  }
}, 60_000);
