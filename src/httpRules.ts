import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import { refuse } from './httpAnswers.ts';

/** What holds for every request that restify gets: no compressed bodies, and errors that tell nothing. */
export function keepToRules(server: Server): void {
  server.pre((req, res, next) => next(refuseCompressed(req, res) ? false : undefined));
  server.on('restifyError', (_req: Request, res: Response, error: unknown, done: () => void) => {
    refuseBriefly(res, error);
    done();
  });
}

/** A small compressed body can grow to any size. @returns whether there is one. */
export function refuseCompressed({ headers }: IncomingMessage, res: ServerResponse): boolean {
  const isCompressed = headers['content-encoding'] !== undefined;
  if (isCompressed) refuse(res, 415, 'UnsupportedMediaType', 'Send the body uncompressed.');
  return isCompressed;
}

/** restify's own messages quote the request's body; its status is enough. */
function refuseBriefly(res: Response, error: unknown): void {
  const status = withStatus.safeParse(error).data?.statusCode ?? 500;
  const [code, message] = knownErrors.get(status) ?? ['ServiceError', 'The request could not be answered.'];
  // By restify's own way, or it would answer once more.
  if (!res.headersSent) res.send(status, { error: { code, message } });
}

const withStatus = z.object({ statusCode: z.number() });
const knownErrors: ReadonlyMap<number, readonly [string, string]> = new Map([
  [404, ['NotFound', 'There is nothing at this address.']],
  [405, ['MethodNotAllowed', 'This address does not take that method.']],
]);
