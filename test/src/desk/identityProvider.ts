import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { z } from 'zod';

export type Account = { readonly name: string; readonly roles: readonly string[] };

/** A real OpenID provider on a free port, whose login takes any known name and no password. */
export type IdentityProvider = {
  readonly issuer: string;
  /** What is given in the place of each ID token. */
  idTokenIn: (idToken: string) => string;
  readonly stop: () => Promise<void>;
};

export async function identityProvider(
  accounts: Readonly<Record<string, Account>>,
  mayRedirectTo: (uri: string) => boolean,
): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'cauda',
        client_secret: 'a secret of the tests',
        redirect_uris: ['https://placeholder.example/'],
        post_logout_redirect_uris: [],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'groups'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, sub) => {
      const account = accounts[sub];
      return account && { accountId: sub, claims: () => ({ sub, name: account.name, groups: [...account.roles] }) };
    },
    pkce: { required: () => true },
    cookies: { keys: ['only a test'] },
  });
  // The server under test takes a free port too, so its address is known only later.
  provider.Client.prototype.redirectUriAllowed = mayRedirectTo;
  provider.Client.prototype.postLogoutRedirectUriAllowed = () => true;
  provider.use(async (context, next) => {
    await next();
    const given = tokenAnswer.safeParse(context.body);
    if (given.success) context.body = { ...given.data, id_token: running.idTokenIn(given.data.id_token) };
  });
  server.on('request', provider.callback());
  const running: IdentityProvider = {
    issuer,
    idTokenIn: (idToken) => idToken,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
  return running;
}

const tokenAnswer = z.looseObject({ id_token: z.string() });
