import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP, isIPv6 } from 'node:net';
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
export const refuse = (res: ServerResponse, status: number, code: string, message: string): void =>
  answer(res, status, { error: { code, message } });

export const answer = (res: ServerResponse, status: number, body: object): void =>
  sendJson(res, JSON.stringify(body), status);

/** An answer that is JSON already. */
export function sendJson(res: ServerResponse, json: string, status = 200): void {
  res.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(json) });
  res.end(json);
}

/** What is no JSON: a page, a file. A header that is undefined is not sent. */
export function sendBytes(
  res: ServerResponse,
  body: string | Buffer,
  headers: Readonly<Record<string, string | undefined>>,
  status = 200,
): void {
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) res.setHeader(name, value);
  res.setHeader('Content-Length', Buffer.byteLength(body));
  res.writeHead(status);
  res.end(body);
}

/** A restify handler that answers also when it throws, and says nothing about why to the outside. */
export const answering =
  (log: EventLog, handler: (req: Request, res: Response) => Promise<void> | void) =>
  // restify takes what is not `async` for a handler of another kind.
  async (req: Request, res: Response): Promise<void> =>
    answered(log, req.getRoute().path, res, () => handler(req, res));

/** Ends what a route does also when that throws. */
export async function answered(
  log: EventLog,
  route: string | RegExp,
  res: ServerResponse,
  handle: () => Promise<void> | void,
): Promise<void> {
  try {
    await handle();
  } catch (error) {
    log.error({ route, ...nameless(error) }, 'request failed');
    // Half an answer is broken off, so that nobody takes it for a whole one.
    if (res.headersSent) res.destroy();
    else refuse(res, 500, 'ServiceError', 'Something went wrong here. Try again.');
  }
}

const arrived = Symbol('arrived');
type Arrived = IncomingMessage & { [arrived]?: number };

/** Notes when a request came in, in milliseconds since the epoch. */
export function noteArrival(req: Arrived, at: number): void {
  req[arrived] = at;
}
export const arrivedAt = (req: Arrived): number => req[arrived] ?? Date.now();

/**
 * The client's address; behind `trustedProxies` proxies, what the outermost of those saw. One that only a port or the
 * lower half of an IPv6 address tells from another is the same, since anybody has as many of those as they like.
 */
export function clientAddress(req: IncomingMessage, trustedProxies: number): string {
  const forwarded = trustedProxies === 0 ? [] : String(req.headers['x-forwarded-for'] ?? '').split(',');
  const seen = forwarded.at(-trustedProxies)?.trim();
  const given = seen === undefined ? undefined : withoutPort(seen);
  const address = given !== undefined && isIP(given) !== 0 ? given : (req.socket.remoteAddress ?? 'unknown');
  const four = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return four ?? (isIPv6(address) ? network(address) : address);
}

const withoutPort = (address: string): string =>
  /^\[(.*)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;

/** The upper half of an IPv6 address. */
function network(address: string): string {
  const [upper = '', lower] = address.split('%')[0]?.split('::') ?? [];
  const groups = upper === '' ? [] : upper.split(':');
  const missing = lower === undefined ? 0 : 8 - groups.length - (lower === '' ? 0 : lower.split(':').length);
  const all = [...groups, ...Array<string>(missing).fill('0'), ...(lower ? lower.split(':') : [])];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
