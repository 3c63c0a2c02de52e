import { afterAll } from '@jest/globals';
import { fakeDialogServer } from './fakeDialogServer.ts';

export { safetyNet } from './fakeDialogServer.ts';

const running = new Set<() => Promise<void>>();
// A test that fails leaves its server behind, which would keep the whole run from ending.
afterAll(async () => void (await Promise.all([...running].map((stop) => stop()))));

/** A real server on a free port, stopped at the latest after the tests of the file. */
export async function testServer(...parts: Parameters<typeof fakeDialogServer>): ReturnType<typeof fakeDialogServer> {
  const server = await fakeDialogServer(...parts);
  const stop = async () => {
    if (running.delete(stop)) await server.stop();
  };
  running.add(stop);
  return { ...server, stop };
}
