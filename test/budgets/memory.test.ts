import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { startInstance } from '../cluster/instance.ts';
import { inUseBy } from '../overload/inUse.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

/** Megabytes in use of a server that nobody has talked with yet; most of it are the lexicons, and what was learned. */
const mostIdle = 145;

test('a server takes little memory before anybody comes', async () => {
  const server = await startInstance({
    CAUDA_DATA_DIR: temporaryFolder(),
    NODE_OPTIONS: `--import ${join(import.meta.dirname, '../overload/collecting.ts')}`,
  });
  try {
    expect(await inUseBy(server)).toBeLessThan(mostIdle);
  } finally {
    await server.stop();
  }
});
