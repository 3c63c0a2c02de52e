import { isNativeError } from 'node:util/types';
import type { Request, Response } from 'restify';

/** The part of a logger that is used; what goes in is never a person's words, findings or tokens. */
export type EventLog = {
  readonly info: (what: object, message: string) => void;
  readonly warn: (what: object, message: string) => void;
  readonly error: (what: object, message: string) => void;
};

/** An error as it may be logged: its kind, code and place, never its message, since that may quote a person. */
export function nameless(error: unknown): { readonly error: string; readonly code?: string; readonly at?: string } {
  if (!isNativeError(error)) return { error: typeof error };
  // botbuilder-dialogs wraps what a dialog throws.
  if ('error' in error && isNativeError(error.error)) return nameless(error.error);
  const at = /^ +at (.*)$/m.exec(error.stack?.replace(error.message, '') ?? '')?.[1];
  return {
    error: error.name,
    ...('code' in error ? { code: String(error.code) } : {}),
    ...(at === undefined ? {} : { at }),
  };
}

/** An error answer, in the form that Direct Line and the Bot Framework use. */
export function refuse(res: Response, status: number, code: string, message: string): void {
  res.send(status, { error: { code, message } });
}

/** An answer that is JSON already. */
export function sendJson(res: Response, json: string): void {
  res.setHeader('Content-Type', 'application/json');
  res.sendRaw(200, json);
}

/** A restify handler that answers also when it throws, and says nothing about why to the outside. */
export const answering =
  (log: EventLog, handler: (req: Request, res: Response) => Promise<void> | void) =>
  async (req: Request, res: Response): Promise<void> => {
    try {
      await handler(req, res);
    } catch (error) {
      log.error({ route: req.getRoute().path, ...nameless(error) }, 'request failed');
      if (!res.headersSent) refuse(res, 500, 'ServiceError', 'Something went wrong here. Try again.');
    }
  };

/** The client's address; behind `trustedProxies` proxies, what the outermost of those saw. */
export function clientAddress(req: Request, trustedProxies: number): string {
  const forwarded = String(req.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((one) => one.trim());
  const seen = trustedProxies === 0 ? undefined : forwarded.at(-trustedProxies);
  return seen || (req.socket.remoteAddress ?? 'unknown');
}
