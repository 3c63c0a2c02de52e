import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import { refuse } from '../httpAnswers.ts';
import type { Claims, DirectLineTokens } from './directLineTokens.ts';

/** Answers 401 or 403 itself where the token does not do, or not for the conversation `id`. */
export async function authenticated(
  req: IncomingMessage,
  res: ServerResponse,
  tokens: DirectLineTokens,
  id: string | undefined,
): Promise<Claims | undefined> {
  const [, token] = /^Bearer (\S+)$/i.exec(req.headers.authorization ?? '') ?? [];
  if (token === undefined)
    return void refuse(res, 401, 'Unauthorized', 'Send "Authorization: Bearer" with a token of tokens/generate.');
  const claims = await tokens.verify(token);
  if (claims !== undefined && (id === undefined || id === claims.conv)) return claims;
  return void refuse(res, 403, 'TokenExpired', 'The token is expired or for another conversation. Begin a new one.');
}

export const explained = (error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');

/** The last sequence that the client has seen, in digits. */
export const watermarkOf = (req: IncomingMessage): string =>
  asWatermark(new URL(`http://localhost${req.url ?? '/'}`).searchParams.get('watermark'));
export const asWatermark = (text: string | null): string =>
  text !== null && /^\d{1,15}$/.test(text) ? String(Math.min(Number(text), mostRows)) : '0';
/** More than any conversation has, and what every database can count to. */
const mostRows = 2 ** 31 - 1;
