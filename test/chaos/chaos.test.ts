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

test('a command that finds a problem ends with 1, though it has run PostgreSQL', () => {
  const module = JSON.stringify(join(import.meta.dirname, '../cluster/postgresPackage.ts'));
  const program = `const { postgresPackage } = await import(${module}); await postgresPackage(); process.exitCode = 1;`;
  const options = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program];
  expect(spawnSync(process.execPath, options).status).toBe(1);
});
