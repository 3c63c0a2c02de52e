import type { Server } from 'node:http';

/** Tells who started this process where it listens. */
export function sayAddress(server: Server): void {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  process.stdout.write(`http://127.0.0.1:${address.port}\n`);
}
