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
  return origin === undefined || allowed.includes(origin) || isOwn(origin, req, publicUrl);
}

/** Only the host counts where no public URL is configured: a proxy in front may speak HTTPS without saying so. */
function isOwn(origin: string, { headers }: IncomingMessage, publicUrl: string | undefined): boolean {
  if (publicUrl !== undefined) return origin === publicUrl;
  return URL.canParse(origin) && new URL(origin).host === headers.host;
}
