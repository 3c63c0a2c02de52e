import type { Request } from 'restify';
import type { Config } from './config.ts';
import { ownOrigin } from './origins.ts';

/** Who may show a page in a frame: `embedders` are this server and the configured sites. */
export type Framing = 'nobody' | 'embedders';

/** What a page may load and talk to: this server alone. @param nonce of what stands in the page itself. */
export function pagePolicy(
  req: Request,
  { allowedOrigins, publicUrl }: Pick<Config, 'allowedOrigins' | 'publicUrl'>,
  nonce: string,
  framing: Framing,
): string {
  const embedders = ["'self'", ...allowedOrigins].join(' ');
  return [
    "default-src 'none'",
    "object-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    // Older Safari does not take 'self' for WebSockets.
    `connect-src 'self' ${ownOrigin(req, publicUrl).replace(/^http/, 'ws')}`,
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${framing === 'embedders' ? embedders : "'none'"}`,
  ].join('; ');
}
