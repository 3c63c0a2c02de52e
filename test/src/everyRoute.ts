import { testServer } from './testServer.ts';

/** A server, and beside it each route that really exists. */
export async function serverWithRoutes(...parts: Parameters<typeof testServer>) {
  const server = await testServer(...parts);
  const routes = server.routes.map(({ method, path }) => ({
    method,
    // A script is served under the hash of what it says.
    path: path.replace(/-[0-9a-f]{16}\./, '-HASH.'),
    served: path,
  }));
  return { ...server, routes };
}
