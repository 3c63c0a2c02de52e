import type { IncomingMessage } from 'node:http';

/** Without a public URL the server listens to this machine alone, and these are its names. */
export const loopbackNames: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Whether the request is for this server, so that a page of another site cannot reach it under a name of its own (DNS
 * rebinding). With a public URL nothing is ever taken from the Host header, and proxies send what they like there.
 */
export const hostIsOwn = ({ headers }: IncomingMessage, publicUrl: string | undefined): boolean =>
  publicUrl !== undefined || loopbackNames.has((headers.host ?? '').replace(/:\d+$/, '').toLowerCase());

/** Where this server is reached. Only after `hostIsOwn`; no header but that Host is believed. */
export const ownOrigin = (req: IncomingMessage, publicUrl: string | undefined): string =>
  publicUrl ?? `http://${req.headers.host ?? 'localhost'}`;

/** Whether a page may talk to this server. Programs send no Origin; pages always say where they are from. */
export function originIsAllowed(
  req: IncomingMessage,
  publicUrl: string | undefined,
  allowed: readonly string[],
): boolean {
  const { origin } = req.headers;
  return origin === undefined || origin === ownOrigin(req, publicUrl) || allowed.includes(origin);
}
