import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import packageJson from '../../package.json' with { type: 'json' };

/** That look at a part of their states where they are told to. */
const partly = [
  ['test/accessibility/accessibilityCommand.ts', '--only', 'emergency'],
  ['test/doubleTap/doubleTapCommand.ts', '--hand', 'small phone'],
] as const;

test.each(partly)(
  '%s %s with a name that there is not fails and names those that there are',
  (program, option, known) => {
    const args = ['--disable-warning=ExperimentalWarning', program, option, 'nothere'];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect([status, stderr]).toEqual([1, expect.stringContaining(known)]);
  },
  60_000,
);

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
