import { createHash, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { INetworkModule } from '@azure/msal-node';
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';

type Registration = {
  readonly appId: string;
  /** The public part of a certificate, as it is uploaded. */
  readonly certificate?: string;
  /** The managed identity that a federated credential names, and what its proof is made out to. */
  readonly federated?: { readonly identity: string; readonly audience: string };
};

/** Seconds, as Entra allows them. */
const clockTolerance = 300;
const identityKey = generateKeyPairSync('rsa', { modulusLength: 2048 });

/**
 * Entra's token endpoint and the metadata service of an Azure machine, as servers on this machine. What a bot proves is
 * checked as Entra does: signature, thumbprint, audience and time of its assertion.
 */
export class StandInEntra {
  readonly #server: Server;
  readonly #registered: Registration;
  /** Paths with their tenant, in order. */
  readonly asked: string[] = [];

  private constructor(registered: Registration) {
    this.#registered = registered;
    this.#server = createServer(async (req, res) => {
      const { status, body } = await this.#answer(req);
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(body));
    });
  }

  static async start(registered: Registration): Promise<StandInEntra> {
    const entra = new StandInEntra(registered);
    entra.#server.listen(0, '127.0.0.1');
    await once(entra.#server, 'listening');
    return entra;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  /** Leads what MSAL asks of Microsoft's hosts here; they stay in a header. */
  get network(): INetworkModule {
    const address = this.#server.address();
    const port = typeof address === 'object' ? address?.port : '';
    const ask = async <T>(url: string, init: RequestInit) => {
      const { host, pathname, search } = new URL(url);
      const headers = { ...init.headers, 'x-asked-host': host };
      const response = await fetch(`http://127.0.0.1:${port}${pathname}${search}`, { ...init, headers });
      const body: T = await response.json();
      return { headers: {}, status: response.status, body };
    };
    return {
      sendGetRequestAsync: (url, options) => ask(url, { headers: options?.headers ?? {} }),
      sendPostRequestAsync: (url, options) =>
        ask(url, { method: 'POST', headers: options?.headers ?? {}, body: options?.body ?? '' }),
    };
  }

  async #answer(req: IncomingMessage): Promise<{ readonly status: number; readonly body: object }> {
    const host = String(req.headers['x-asked-host']);
    const { pathname, searchParams } = new URL(req.url ?? '/', `https://${host}`);
    this.asked.push(`${host}${pathname}`);
    const [, tenant] = pathname.split('/');
    const authority = `https://${host}/${tenant}`;
    if (pathname.endsWith('openid-configuration'))
      return {
        status: 200,
        body: {
          token_endpoint: `${authority}/oauth2/v2.0/token`,
          authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
          issuer: `${authority}/v2.0`,
          jwks_uri: `${authority}/keys`,
        },
      };
    if (pathname === '/metadata/identity/oauth2/token') return this.#identity(req, searchParams);
    let text = '';
    for await (const part of req) text += String(part);
    const form = new URLSearchParams(text);
    const refusal = await this.#refusal(form, `${authority}/oauth2/v2.0/token`);
    return refusal === undefined
      ? { status: 200, body: { token_type: 'Bearer', expires_in: 3600, access_token: `for ${form.get('scope')}` } }
      : { status: 401, body: { error: 'invalid_client', error_description: `${refusal}: about ${text}` } };
  }

  async #identity(req: IncomingMessage, asked: URLSearchParams) {
    if (req.headers['metadata'] !== 'true') return { status: 400, body: { error: 'no header Metadata' } };
    const resource = asked.get('resource') ?? '';
    const token = await new SignJWT({})
      .setProtectedHeader({ alg: 'RS256' })
      .setSubject(asked.get('client_id') ?? '')
      .setAudience(resource)
      .setExpirationTime('1h')
      .sign(identityKey.privateKey);
    const expires = Math.floor(Date.now() / 1000) + 3600;
    return { status: 200, body: { access_token: token, expires_on: `${expires}`, resource, token_type: 'Bearer' } };
  }

  /** Entra's code for what is wrong with the proof. */
  async #refusal(form: URLSearchParams, endpoint: string): Promise<string | undefined> {
    const { appId, certificate, federated } = this.#registered;
    if (form.get('client_id') !== appId) return 'AADSTS700016';
    const assertion = form.get('client_assertion') ?? '';
    try {
      if (certificate !== undefined) {
        const known = new X509Certificate(certificate);
        const { 'x5t#S256': thumbprint } = decodeProtectedHeader(assertion);
        if (thumbprint !== createHash('sha256').update(known.raw).digest('base64url')) return 'AADSTS700027';
        const expected = { issuer: appId, subject: appId, audience: endpoint, clockTolerance };
        await jwtVerify(assertion, createPublicKey(certificate), expected);
        return undefined;
      }
      if (federated === undefined) return 'AADSTS7000215';
      const { identity: subject, audience } = federated;
      await jwtVerify(assertion, identityKey.publicKey, { subject, audience });
      return undefined;
    } catch {
      return certificate === undefined ? 'AADSTS700213' : 'AADSTS700027';
    }
  }
}
