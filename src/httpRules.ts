import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import { directLinePath } from './channels/directLineEdge.ts';
import type { Config } from './config.ts';
import { refuse } from './httpAnswers.ts';

/** What holds for every request behind the front door: no compressed bodies, and errors that tell nothing. */
export function keepToRules(server: Server, { allowedOrigins }: Pick<Config, 'allowedOrigins'>): void {
  server.pre((req, res, next) => {
    allowOrigin(req, res, allowedOrigins);
    if (req.method === 'OPTIONS' && req.getPath().startsWith(directLinePath))
      return answered(next, () => res.send(204));
    // A small compressed body can grow to any size.
    if (req.headers['content-encoding'] !== undefined) {
      return answered(next, () => refuse(res, 415, 'UnsupportedMediaType', 'Send the body uncompressed.'));
    }
    next();
  });
  server.on('restifyError', (_req: Request, res: Response, error: unknown, done: () => void) => {
    refuseBriefly(res, error);
    done();
  });
}

const answered = (next: (go: boolean) => void, answer: () => void): void => {
  answer();
  next(false);
};

/** Lets pages of the configured sites talk Direct Line themselves; our own pages need none of this. */
function allowOrigin(req: Request, res: Response, allowed: readonly string[]): void {
  const { origin } = req.headers;
  if (origin === undefined || !req.getPath().startsWith(directLinePath)) return;
  res.setHeader('Vary', 'Origin');
  if (!allowed.includes(origin)) return;
  res.setHeader('Access-Control-Allow-Origin', origin);
  res.setHeader('Access-Control-Allow-Methods', 'GET,POST,OPTIONS');
  res.setHeader('Access-Control-Allow-Headers', 'authorization,content-type,accept,x-ms-bot-agent,x-requested-with');
  res.setHeader('Access-Control-Expose-Headers', 'Retry-After');
  res.setHeader('Access-Control-Max-Age', '600');
}

/** restify's own messages quote the request's body; its status is enough. */
function refuseBriefly(res: Response, error: unknown): void {
  const status = withStatus.safeParse(error).data?.statusCode ?? 500;
  const [code, message] = knownErrors.get(status) ?? ['ServiceError', 'The request could not be answered.'];
  if (!res.headersSent) refuse(res, status, code, message);
}

const withStatus = z.object({ statusCode: z.number() });
const knownErrors: ReadonlyMap<number, readonly [string, string]> = new Map([
  [404, ['NotFound', 'There is nothing at this address.']],
  [405, ['MethodNotAllowed', 'This address does not take that method.']],
]);
