import { expect, test } from '@jest/globals';
import { oneServer } from './oneServer.ts';
import { run } from './run.ts';

// The long form is `npm run chaos`.
test('a server that is killed again and again loses nothing, doubles nothing and mixes nothing up', async () => {
  const deployment = await oneServer();
  try {
    const wanted = { seed: 'short', conversations: 24, harms: 4, atOnce: 12 };
    const report = await run(wanted, deployment, () => undefined);
    expect(report.problems).toEqual([]);
    expect(report.conversations).toBeGreaterThanOrEqual(24);
    expect(report.harms).toBeGreaterThanOrEqual(4);
  } finally {
    await deployment.remove();
  }
}, 240_000);
