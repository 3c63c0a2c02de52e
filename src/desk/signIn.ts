import * as oidc from 'openid-client';
import { z } from 'zod';
import type { DeskKeys } from './deskKeys.ts';
import { type DeskRole, type Person, rolesIn } from './people.ts';

export type SignInConfig = {
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined for a public client; PKCE is used in any case. */
  readonly clientSecret: string | undefined;
  /** The claim with a person's roles. */
  readonly rolesClaim: string;
  /** What the directory calls each role. */
  readonly roleNames: Readonly<Record<DeskRole, string>>;
};

/** What a sign-in that is under way must come back with; sealed into a cookie. */
const underWaySchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** A path of ours. */
  to: z.string(),
  /** For a second signature in this call, of somebody else than this person. */
  second: z.exactOptional(z.object({ call: z.string(), besides: z.string() })),
  /** Whoever comes back must have shown who they are since this; milliseconds since the epoch. */
  askedAnew: z.exactOptional(z.number()),
  until: z.number(),
});
type UnderWay = z.infer<typeof underWaySchema>;
export type Wanted = Pick<UnderWay, 'to' | 'second'>;

export const signInMinutes = 10;
const place = 'sign-in';
/** Seconds. */
const leeway = 60;

/** Why a sign-in ends without anybody signed in; free of what the provider said. */
export class SignInFailed extends Error {
  override readonly name = 'SignInFailed';
}

/** Sign-in by OpenID Connect: code flow with PKCE, state and nonce. */
export function signIn(config: SignInConfig, keys: DeskKeys, callback: string, now: () => number) {
  let found: Promise<oidc.Configuration> | undefined;

  /** Looked up when it is first needed, and again when that failed: the provider may start later. */
  function provider(): Promise<oidc.Configuration> {
    const url = new URL(config.issuer);
    const near = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
    const authentication =
      config.clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(config.clientSecret);
    found ??= oidc
      .discovery(url, config.clientId, undefined, authentication, {
        execute: [
          // The signature of its ID token is looked at, and not only the way by which it came.
          oidc.enableNonRepudiationChecks,
          // Only a provider on this very machine may be asked without TLS.
          ...(near && url.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
        ],
        timeout: 10,
      })
      .catch((error: unknown) => {
        found = undefined;
        throw error;
      });
    return found;
  }

  return {
    /**
     * Where to send the browser, and what to keep in its cookie meanwhile.
     * @param anew whether the provider is to ask who it is, also where it knows.
     */
    async begin(wanted: Wanted, anew: boolean): Promise<{ readonly url: string; readonly cookie: string }> {
      const verifier = oidc.randomPKCECodeVerifier();
      const underWay: UnderWay = {
        ...wanted,
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier,
        ...(anew ? { askedAnew: now() } : {}),
        until: now() + signInMinutes * 60_000,
      };
      const url = oidc.buildAuthorizationUrl(await provider(), {
        redirect_uri: callback,
        scope: 'openid profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: underWay.state,
        nonce: underWay.nonce,
        // Who is asked for an age must say when it asked (OpenID Connect Core 1.0, 2).
        ...(anew ? { prompt: 'login', max_age: String(leeway) } : {}),
      });
      return { url: url.href, cookie: keys.seal(JSON.stringify(underWay), place) };
    },

    /** Takes a browser that comes back. Throws `SignInFailed`. */
    async complete(query: string, cookie: string | undefined): Promise<Wanted & { readonly person: Person }> {
      const kept = underWaySchema.safeParse(JSON.parse(keys.unseal(cookie ?? '', place) ?? 'null'));
      if (!kept.success || kept.data.until < now()) throw new SignInFailed('it was not begun here, or too long ago');
      const { state, nonce, verifier, to, second, askedAnew } = kept.data;
      const tokens = await oidc
        .authorizationCodeGrant(await provider(), new URL(`${callback}?${query}`), {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        })
        .catch(() => {
          throw new SignInFailed('the provider did not confirm it');
        });
      const claims = tokens.claims();
      if (claims === undefined) throw new SignInFailed('the provider named nobody');
      // Both times are the provider's own.
      if (askedAnew !== undefined) {
        if (claims.auth_time === undefined)
          throw new SignInFailed('the provider does not say when it asked who it is (auth_time)');
        if (claims.iat - claims.auth_time > (now() - askedAnew) / 1000 + leeway)
          throw new SignInFailed('the provider did not ask who it is');
      }
      const roles = rolesIn(claims[config.rolesClaim], config.roleNames);
      if (roles.length === 0) throw new SignInFailed('this account has no role here');
      const person: Person = {
        id: keys.nameOf('person', `${claims.iss}\n${claims.sub}`).toString('base64url').slice(0, 16),
        name: z.string().max(200).catch(claims.sub).parse(claims['name']),
        roles,
        local: false,
      };
      return { to, ...(second === undefined ? {} : { second }), person };
    },

    /** Where the provider ends its own session; undefined where it does not. */
    async endUrl(after: string): Promise<string | undefined> {
      const known = await provider();
      return known.serverMetadata().end_session_endpoint === undefined
        ? undefined
        : oidc.buildEndSessionUrl(known, { post_logout_redirect_uri: after }).href;
    },
  };
}
export type SignIn = ReturnType<typeof signIn>;
