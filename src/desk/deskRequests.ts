import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../config.ts';
import { ownOrigin } from '../origins.ts';
import { localUser, type Person } from './people.ts';
import type { Session, Sessions } from './sessions.ts';

/** With this prefix a browser takes it from this very host over TLS alone, and gives it to no other. */
export const sessionCookie = '__Host-cauda-desk';
export const signInCookie = '__Host-cauda-sign-in';
/** Pages send it with all that changes something: another site cannot, without being asked first. */
export const pageHeader = 'x-cauda-desk';

export const cookieIn = ({ headers }: IncomingMessage, name: string): string | undefined =>
  (headers.cookie ?? '')
    .split(';')
    .map((one) => one.trim())
    .find((one) => one.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** @param seconds 0 takes it back. */
export function setCookie(res: ServerResponse, name: string, value: string, seconds: number): void {
  res.appendHeader('Set-Cookie', `${name}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; Secure; SameSite=Lax`);
}

/** Whether no sign-in is needed: nobody but this machine is let in, and no proxy stands before it. */
export const isLocalDesk = ({
  desk,
  publicUrl,
  isLoopback,
}: Pick<Config, 'desk' | 'publicUrl' | 'isLoopback'>): boolean =>
  desk.signIn === undefined && desk.local && publicUrl === undefined && isLoopback;

/** Who sends a request. @param active whether they did something, and not their page by itself. */
export async function whoIs(
  req: IncomingMessage,
  config: Pick<Config, 'desk' | 'publicUrl' | 'isLoopback'>,
  known: Sessions,
  active = true,
): Promise<Session | undefined> {
  if (isLocalDesk(config)) return { person: localUser, locked: false };
  const secret = cookieIn(req, sessionCookie);
  return secret === undefined || config.desk.signIn === undefined ? undefined : known.find(secret, active);
}

/** Whether a request that changes something comes from our own page. */
export const isOwnPage = (req: IncomingMessage, publicUrl: string | undefined): boolean =>
  req.headers.origin === ownOrigin(req, publicUrl) && req.headers[pageHeader] === '1';

/**
 * Whether a page of another site sent it, by whatever way: what only reads is written down too, as read by whoever sits
 * here. Programs and old browsers do not say; the cookie is not sent for a page of another site, and what comes of it is
 * shown to none.
 */
export function isFromElsewhere(req: IncomingMessage, publicUrl: string | undefined): boolean {
  const { origin, 'sec-fetch-site': site = 'none' } = req.headers;
  return (
    (origin !== undefined && origin !== ownOrigin(req, publicUrl)) || !['same-origin', 'none'].includes(String(site))
  );
}

export const mayUseDesk = ({ roles }: Person): boolean => roles.length > 0;
