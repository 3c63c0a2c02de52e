import { expect, test } from '@jest/globals';
import { startInstance } from '../cluster/instance.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { people } from './overload.ts';

// The long form, with the figures that are aimed at, is `npm run overload`; here the machine does other things as well.
test('far more people than it carries: newcomers are turned away soon, who talks goes on, and then all is well', async () => {
  const server = await startInstance({
    CAUDA_DATA_DIR: temporaryFolder(),
    CAUDA_CHATS_PER_MINUTE: '1000000',
    CAUDA_OPEN_PER_ADDRESS: '1000000',
  });
  try {
    const overloaded = await people(server.url, 250, 2);
    expect(overloaded.failed).toBe(0);
    expect(overloaded.shed).toBeGreaterThan(overloaded.people / 4);
    expect(overloaded.turns).toBeGreaterThan(0);
    expect(overloaded.turnP99).toBeLessThan(6_000);
    const afterwards = await people(server.url, 2, 2);
    expect(afterwards).toMatchObject({ shed: 0, failed: 0 });
  } finally {
    await server.stop();
  }
}, 60_000);
