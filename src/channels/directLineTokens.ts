import { createSecretKey, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNativeError } from 'node:util/types';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { roleSchema } from '../../machines/findings.ts';
import type { Config } from '../config.ts';

/** Who may talk in which conversation, and how it begins. */
export const claimsSchema = z.object({
  /** Web Chat takes this claim as its user id. */
  user: z.string().min(1),
  conv: z.string().min(1),
  role: roleSchema,
  locale: z.exactOptional(z.string()),
});
export type Claims = z.infer<typeof claimsSchema>;

/** `token` is for the REST calls, `stream` for opening one WebSocket. */
type Purpose = 'token' | 'stream';

/** Claims of a good `token`, and when it expires in milliseconds since the epoch. */
type Verified = { readonly claims: Claims; readonly until: number };

const streamSeconds = 60;
const mostVerified = 5_000;
const issuer = 'cauda';

/**
 * Signed tokens: any instance with the same key takes them, also after a restart.
 * @param hours how long a token is good for.
 */
export function directLineTokens(keyBytes: Buffer, hours: number, now: () => number) {
  const key = createSecretKey(keyBytes);
  const expiresIn = hours * 3600;
  const verified = new Map<string, Verified>(); // verified.size <= mostVerified

  /** Throws for a token that is not good. Remembers the good ones: a chat sends the same with every message. */
  async function claimsOf(token: string, purpose: Purpose): Promise<Claims | undefined> {
    const known = purpose === 'token' ? verified.get(token) : undefined;
    if (known !== undefined && now() < known.until) return known.claims;
    const options = { issuer, audience: purpose, algorithms: ['HS256'], currentDate: new Date(now()) };
    const { payload } = await jwtVerify(token, key, options);
    const claims = claimsSchema.safeParse(payload).data;
    if (claims !== undefined && purpose === 'token') remember(token, { claims, until: (payload.exp ?? 0) * 1000 });
    return claims;
  }

  function remember(token: string, good: Verified): void {
    const [oldest] = verified.keys();
    if (oldest !== undefined && verified.size >= mostVerified) verified.delete(oldest);
    verified.set(token, good);
  }

  return {
    /** Seconds. */
    expiresIn,

    issue(claims: Claims, purpose: Purpose = 'token'): Promise<string> {
      const seconds = Math.floor(now() / 1000);
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(purpose)
        .setIssuedAt(seconds)
        .setExpirationTime(seconds + (purpose === 'stream' ? streamSeconds : expiresIn))
        .sign(key);
    },

    /** @returns undefined for a token that is forged, expired or for another purpose. */
    async verify(token: string, purpose: Purpose = 'token'): Promise<Claims | undefined> {
      try {
        return await claimsOf(token, purpose);
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}
export type DirectLineTokens = ReturnType<typeof directLineTokens>;

/**
 * The configured key, else the one that all processes on the storage share, else the one that is kept beside the data
 * (made at the first start).
 */
export function tokenKey(
  { tokenKey: configured, dataDir }: Pick<Config, 'tokenKey' | 'dataDir'>,
  shared?: Buffer | undefined,
): Buffer {
  if (configured !== undefined) return Buffer.from(configured, 'base64');
  if (shared !== undefined) return shared;
  const file = join(dataDir, 'token.key');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    // Fails when it is there already, so two first starts agree on one key.
    writeFileSync(file, randomBytes(32), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(isNativeError(error) && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = readFileSync(file);
  if (key.length < 32) throw new Error(`${file} is damaged. Remove it (open chats then begin anew) or restore it.`);
  return key;
}
