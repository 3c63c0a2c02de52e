import { jest } from '@jest/globals';
import restify, { type Server } from 'restify';
import { testServer } from './testServer.ts';

/** A server whose router can be asked, beside it, for each route that really exists. */
export async function serverWithRoutes(...parts: Parameters<typeof testServer>) {
  const routers: Server[] = [];
  const create = restify.createServer;
  const spy = jest.spyOn(restify, 'createServer').mockImplementation((options) => {
    const made = create(options);
    routers.push(made);
    return made;
  });
  const server = await testServer(...parts);
  spy.mockRestore();
  const routes = Object.values(routers[0]?.router.getRoutes() ?? {}).map(({ method, path }) => ({
    method: String(method),
    // A script is served under the hash of what it says.
    path: String(path).replace(/-[0-9a-f]{16}\./, '-HASH.'),
    served: String(path),
  }));
  return { ...server, routes };
}
