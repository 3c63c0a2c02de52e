import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { oneServer } from './oneServer.ts';
import { run } from './run.ts';

// The long form is `npm run chaos`.
test('a server that is killed again and again loses nothing, doubles nothing and mixes nothing up', async () => {
  const deployment = await oneServer();
  try {
    const wanted = { seed: 'short', conversations: 14, harms: 3, atOnce: 14 };
    const report = await run(wanted, deployment, () => undefined);
    expect(report.problems).toEqual([]);
    expect(report.conversations).toBeGreaterThanOrEqual(14);
    expect(report.harms).toBeGreaterThanOrEqual(3);
  } finally {
    await deployment.remove();
  }
}, 240_000);

test.each([0, 1])('a command that is to end with %d does, though it has run PostgreSQL', (code) => {
  const module = JSON.stringify(join(import.meta.dirname, '../cluster/postgresPackage.ts'));
  const program = `
    const { postgresPackage } = await import(${module});
    const { EmbeddedPostgres } = await postgresPackage();
    await new EmbeddedPostgres({ databaseDir: 'never made' }).stop();
    process.exitCode = ${code};`;
  const options = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program];
  const { status, stderr } = spawnSync(process.execPath, options, { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: code, stderr: '' });
});
