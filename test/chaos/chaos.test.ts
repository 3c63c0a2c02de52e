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
