import type { Activity } from 'botbuilder';
import { createRemoteJWKSet, decodeJwt, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { BoundedMap } from '../../../dialogs/boundedMap.ts';
import { steadyClock } from '../../steadyClock.ts';
import { type Cloud, clouds } from './clouds.ts';

/** Why a token is no entrance; what is said of it never quotes it. */
export type TokenFault =
  /** Nothing that the channel ever signed: scanners and forgers. Not the operator's trouble. */
  | { readonly kind: 'forged' }
  /** Signed by the channel, and yet not for us. */
  | { readonly kind: 'misdirected'; readonly cause: string }
  /** It cannot be told now. */
  | { readonly kind: 'unknown'; readonly cause: string };

const clockTolerance = 300;
const mostRemembered = 500;
/** Milliseconds until the channel's keys are asked for again after they could not be had. */
const askAgainAfter = 10_000;
const longestAsking = 5_000;
/** Milliseconds for which the channel's keys, and what they proved, are believed: it may withdraw a key at any time. */
export const believedFor = 600_000;

const metadataSchema = z.object({ jwks_uri: z.url() });
/** `at` by the steady clock; `until`, its own end, in milliseconds since the epoch. */
type Proven = { readonly at: number; readonly until: number; readonly serviceUrl: unknown };

/**
 * Whether a token is the channel's own and meant for this bot, as the SDK checks it too - before the SDK does, which
 * writes lines on the console for a forged one and keeps every issuer that it names in memory.
 * @param now milliseconds since the epoch.
 */
export function channelTokens(
  { issuer, openIdMetadata }: Pick<Cloud, 'issuer' | 'openIdMetadata'>,
  appId: string,
  now: () => number,
) {
  const steady = steadyClock(now);
  /** Tokens that were proven, which the channel sends again and again for an hour. */
  const proven = new BoundedMap<string, Proven>({ most: mostRemembered });
  let keys: { readonly find: JWTVerifyGetKey; readonly at: number } | undefined;
  let asking: Promise<JWTVerifyGetKey> | undefined;
  let asked = Number.NEGATIVE_INFINITY;

  async function keysOfChannel(): Promise<JWTVerifyGetKey> {
    if (keys !== undefined && steady() - keys.at < believedFor) return keys.find;
    if (asking !== undefined) return asking;
    if (steady() - asked < askAgainAfter) throw new errors.JWKSTimeout();
    asked = steady();
    asking = askForKeys().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  async function askForKeys(): Promise<JWTVerifyGetKey> {
    const response = await fetch(openIdMetadata, { redirect: 'error', signal: AbortSignal.timeout(longestAsking) });
    const { jwks_uri } = metadataSchema.parse(await response.json());
    const find = createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: longestAsking });
    keys = { find, at: steady() };
    return find;
  }

  return {
    /** What of a token can be told without what came with it. @returns undefined for a good one. */
    async fault(authorization: string): Promise<TokenFault | undefined> {
      const token = tokenIn(authorization);
      if (token === undefined) return { kind: 'forged' };
      const found = proven.get(token);
      const known = found !== undefined && found.until > now() ? found : undefined;
      if (known !== undefined && steady() - known.at < believedFor) return undefined;
      const claimed = issuerIn(token);
      if (claimed !== issuer)
        return Object.values(clouds).some((cloud) => cloud.issuer === claimed) ? ofAnotherCloud : { kind: 'forged' };
      try {
        const { payload } = await jwtVerify(token, await keysOfChannel(), {
          issuer,
          audience: appId,
          algorithms: ['RS256'],
          clockTolerance,
          requiredClaims: ['exp'],
          currentDate: new Date(now()),
        });
        proven.set(token, { at: steady(), until: (payload.exp ?? 0) * 1_000, serviceUrl: payload['serviceurl'] });
        return undefined;
      } catch (error) {
        const fault = faultOf(error);
        proven.delete(token);
        if (known === undefined || fault.kind !== 'unknown') return fault;
        // Nobody is left without answers because the keys cannot be had just now.
        proven.set(token, { ...known, at: steady() });
        return undefined;
      }
    },

    /** Only after `fault`: the channel signs where its replies are taken, and what names another place it never sent. */
    misdirects(authorization: string, { serviceUrl }: Pick<Activity, 'serviceUrl'>): TokenFault | undefined {
      const signed = proven.get(tokenIn(authorization) ?? '')?.serviceUrl;
      return signed === serviceUrl
        ? undefined
        : { kind: 'misdirected', cause: 'the activity names another service URL than its token' };
    },
  };

  function faultOf(error: unknown): TokenFault {
    if (error instanceof errors.JWTExpired || isClaim(error, 'nbf'))
      return { kind: 'misdirected', cause: 'the token is out of its time. Set this machine’s clock (NTP)' };
    if (isClaim(error, 'aud'))
      return {
        kind: 'misdirected',
        cause:
          'the token is for another bot. CAUDA_TEAMS_APP_ID must be the Microsoft App ID of the bot whose messaging endpoint is this server',
      };
    const unreachable =
      error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC';
    return unreachable
      ? {
          kind: 'unknown',
          cause: `the keys that prove the channel’s tokens cannot be had. Let this machine reach ${new URL(openIdMetadata).host} by HTTPS`,
        }
      : { kind: 'forged' };
  }
}

const ofAnotherCloud: TokenFault = {
  kind: 'misdirected',
  cause: 'the token seems to be of another cloud. Set CAUDA_TEAMS_CLOUD to the one in which the bot is registered',
};

/** Whom a token names, which proves nothing. */
function issuerIn(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

const isClaim = (error: unknown, claim: string): boolean =>
  error instanceof errors.JWTClaimValidationFailed && error.claim === claim;

const tokenIn = (authorization: string): string | undefined =>
  /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization)?.[1];
