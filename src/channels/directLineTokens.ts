import { createHmac, createSecretKey, randomUUID } from 'node:crypto';
import { errors, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { BoundedMap } from '../../dialogs/boundedMap.ts';
import { roleSchema } from '../../machines/findings.ts';
import type { Config } from '../config.ts';

/** Who may talk in which conversation, and how it begins. */
export const claimsSchema = z.object({
  /** Web Chat takes this claim as its user id. */
  user: z.string().min(1),
  conv: z.string().min(1),
  role: roleSchema,
  locale: z.exactOptional(z.string()),
  /** Second since the epoch in which the first token of the conversation was given. However often it is renewed, its age counts from here. */
  since: z.int().nonnegative(),
  /** It came with a page, so it is counted when the conversation begins. */
  withPage: z.exactOptional(z.literal(true)),
});
export type Claims = z.infer<typeof claimsSchema>;

/** Opens one WebSocket, once; `until` is when the token behind it expires, in seconds since the epoch. `id` is its alone. */
const ticketSchema = claimsSchema.extend({ jti: z.string(), until: z.int() });
type TicketClaims = z.infer<typeof ticketSchema>;
export type Ticket = { readonly id: string; readonly claims: Claims; readonly until: number };

/** `token` is for the REST calls, `stream` for opening one WebSocket. */
type Purpose = 'token' | 'stream';

/** Claims of a good `token`, and when it expires in milliseconds since the epoch. */
type Verified = { readonly claims: Claims; readonly until: number };

/** Claims of a ticket, and the second since the epoch from which on it is no longer good. */
type GivenTicket = { readonly claims: TicketClaims; readonly expires: number };

export const ticketSeconds = 60;
const mostRemembered = 5_000;
/** Of all conversations in a minute: far more than one process can open. */
const mostRedeemed = 100_000;
const issuer = 'cauda';
const inBase64 = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const header = inBase64({ alg: 'HS256', typ: 'JWT' });

/** How long tokens are good: one by itself, and all of a conversation together. */
export type TokenAges = Pick<Config, 'tokenHours' | 'tokenDays'>;

/** Signed tokens: any instance with the same key takes them, also after a restart. */
export function directLineTokens(keyBytes: Buffer, { tokenHours, tokenDays }: TokenAges, now: () => number) {
  const key = createSecretKey(keyBytes);
  const verified = new BoundedMap<string, Verified>({ most: mostRemembered });
  const unredeemed = new BoundedMap<string, GivenTicket>({ most: mostRemembered }); // given here
  const redeemed = new Set<string>(); // of tickets of the last minute or two, the oldest first
  const seconds = (): number => Math.floor(now() / 1000);
  const expiry = (since: number): number => Math.min(seconds() + tokenHours * 3600, since + tokenDays * 86_400);

  /** Throws for a token that is not good. */
  async function payloadOf(token: string, purpose: Purpose): Promise<JWTPayload> {
    const options = { issuer, audience: purpose, algorithms: ['HS256'], currentDate: new Date(now()) };
    return (await jwtVerify(token, key, options)).payload;
  }

  /** At once, while the library hands each HMAC to another thread, which costs more than the HMAC. */
  function sign(claims: Claims | TicketClaims, purpose: Purpose, expires: number): string {
    const payload = inBase64({ ...claims, iss: issuer, aud: purpose, iat: seconds(), exp: expires });
    const signature = createHmac('sha256', key).update(`${header}.${payload}`).digest('base64url');
    return `${header}.${payload}.${signature}`;
  }

  /** A ticket that was given here needs no proof but its own letters. */
  async function readTicket(ticket: string): Promise<TicketClaims | undefined> {
    const given = unredeemed.get(ticket);
    unredeemed.delete(ticket);
    if (given !== undefined) return seconds() < given.expires ? given.claims : undefined;
    return ticketSchema.safeParse(await payloadOf(ticket, 'stream').catch(onlyRefused)).data;
  }

  /** None is taken twice, so beyond so many none is taken at all until some have lapsed. */
  function redeemOnce(id: string): boolean {
    if (redeemed.has(id) || redeemed.size >= mostRedeemed) return false;
    redeemed.add(id);
    setTimeout(() => redeemed.delete(id), ticketSeconds * 1000).unref();
    return true;
  }

  return {
    /** `expiresIn` in seconds, less than usual towards the end of the conversation's age. */
    issue(claims: Claims): { readonly token: string; readonly expiresIn: number } {
      const expires = expiry(claims.since);
      const token = sign(claims, 'token', expires);
      // A chat sends the same token with every message.
      verified.set(token, { claims, until: expires * 1000 });
      return { token, expiresIn: Math.max(0, expires - seconds()) };
    },

    ticket(given: Claims): string {
      const claims = { ...given, jti: randomUUID(), until: expiry(given.since) };
      const expires = Math.min(seconds() + ticketSeconds, claims.until);
      const ticket = sign(claims, 'stream', expires);
      unredeemed.set(ticket, { claims, expires });
      return ticket;
    },

    /** @returns undefined for a token that is forged, expired, too old or for another purpose. */
    async verify(token: string): Promise<Claims | undefined> {
      const known = verified.get(token);
      if (known !== undefined && now() < known.until) return known.claims;
      const payload = await payloadOf(token, 'token').catch(onlyRefused);
      // A token of a version that did not say so is as old as it is itself.
      const claims = claimsSchema.safeParse({ since: payload?.iat, ...payload }).data;
      if (claims === undefined || seconds() >= claims.since + tokenDays * 86_400) return undefined;
      verified.set(token, { claims, until: (payload?.exp ?? 0) * 1000 });
      return claims;
    },

    /** @returns undefined for a ticket that is not good, or was redeemed here before. */
    async redeem(ticket: string): Promise<Ticket | undefined> {
      const read = await readTicket(ticket);
      if (read === undefined || !redeemOnce(read.jti)) return undefined;
      const { jti: id, until, ...claims } = read;
      return { id, claims, until };
    },
  };
}
export type DirectLineTokens = ReturnType<typeof directLineTokens>;

function onlyRefused(error: unknown): undefined {
  if (!(error instanceof errors.JOSEError)) throw error;
}

/** The configured key, else the one that the storage keeps for all its processes. */
export const tokenKey = ({ tokenKey: configured }: Pick<Config, 'tokenKey'>, kept: Buffer): Buffer =>
  configured === undefined ? kept : Buffer.from(configured, 'base64');
