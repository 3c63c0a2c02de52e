import type { IncomingMessage } from 'node:http';

/** Where this server is reached, as the request or the configuration says. */
export function ownOrigin(req: IncomingMessage, publicUrl: string | undefined): string {
  if (publicUrl !== undefined) return publicUrl;
  const secure = req.headers['x-forwarded-proto'] === 'https';
  return `${secure ? 'https' : 'http'}://${req.headers.host ?? 'localhost'}`;
}

/** Whether a page may talk to this server. Programs send no Origin; pages always say where they are from. */
export function originIsAllowed(
  req: IncomingMessage,
  publicUrl: string | undefined,
  allowed: readonly string[],
): boolean {
  const { origin } = req.headers;
  return origin === undefined || origin === ownOrigin(req, publicUrl) || allowed.includes(origin);
}
