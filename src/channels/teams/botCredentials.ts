import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isNativeError } from 'node:util/types';
import {
  ConfidentialClientApplication,
  type Configuration,
  type INetworkModule,
  ManagedIdentityApplication,
} from '@azure/msal-node';
import type { ServiceClientCredentialsFactory } from 'botframework-connector';
import type { TeamsConfig, TeamsCredential } from '../../teamsSettings.ts';
import { type Cloud, clouds } from './clouds.ts';

/** How the bot proves to Microsoft who it is. */
export type BotCredentials = {
  /** For the SDK, whose own asks Entra anew for each connector, and keeps a federated proof beyond its day. */
  readonly factory: ServiceClientCredentialsFactory;
  /** A token towards the channel, kept as long as it is good. Throws Entra's error. */
  readonly token: () => Promise<string>;
};

/** @throws where a certificate cannot be used. */
export function botCredentials(teams: TeamsConfig, networkClient?: INetworkModule): BotCredentials {
  const token = tokenSource(teams, networkClient);
  const credentials = {
    async signRequest<Request extends { readonly headers: { set(name: string, value: string): void } }>(
      request: Request,
    ) {
      request.headers.set('Authorization', `Bearer ${await token()}`);
      return request;
    },
  };
  return {
    token,
    factory: {
      isValidAppId: async (id) => id === teams.appId,
      isAuthenticationDisabled: async () => false,
      createCredentials: async () => credentials,
    },
  };
}

function tokenSource(teams: TeamsConfig, networkClient: INetworkModule | undefined): () => Promise<string> {
  const { appId, credential } = teams;
  const cloud: Cloud = clouds[teams.cloud];
  if (credential.kind === 'managedIdentity') {
    const identity = identityOf(appId, networkClient);
    return async () => (await identity.acquireToken({ resource: cloud.scope })).accessToken;
  }
  const client = new ConfidentialClientApplication({
    auth: { clientId: appId, authority: authorityOf(teams, cloud), ...proofOf(credential, cloud, networkClient) },
    ...(networkClient === undefined ? {} : { system: { networkClient } }),
  });
  return async () => {
    const got = await client.acquireTokenByClientCredential({ scopes: [`${cloud.scope}/.default`] });
    if (got === null) throw new Error('no token');
    return got.accessToken;
  };
}

/** Where the bot is registered; a bot for many tenants gets its tokens from the Bot Framework's own. */
const authorityOf = ({ appType, tenantId }: TeamsConfig, { login, botTenant }: Cloud): string =>
  `${login}/${appType === 'MultiTenant' ? botTenant : tenantId}`;

function proofOf(
  credential: Exclude<TeamsCredential, { readonly kind: 'managedIdentity' }>,
  { exchange }: Cloud,
  networkClient: INetworkModule | undefined,
): Omit<Configuration['auth'], 'clientId'> {
  switch (credential.kind) {
    case 'password':
      return { clientSecret: credential.password };
    case 'certificate': {
      const { certificate, pem, privateKey } = certificateIn(credential);
      const thumbprintSha256 = certificate.fingerprint256.replaceAll(':', '');
      return { clientCertificate: { thumbprintSha256, privateKey, x5c: pem } };
    }
    case 'federated': {
      const identity = identityOf(credential.clientId, networkClient);
      // Asked for each time, since it lives no longer than a day.
      const clientAssertion = async (): Promise<string> =>
        (await identity.acquireToken({ resource: exchange })).accessToken;
      return { clientAssertion };
    }
    default:
      return credential satisfies never;
  }
}

type CertificateFiles = Extract<TeamsCredential, { readonly kind: 'certificate' }>;

/**
 * The certificate with its key, as PEM.
 * @throws what is wrong with the files, and what to do.
 */
export function certificateIn({ certificateFile, keyFile }: CertificateFiles): {
  readonly certificate: X509Certificate;
  readonly pem: string;
  readonly privateKey: string;
} {
  const pem = fileOf('CAUDA_TEAMS_CERTIFICATE_FILE', certificateFile);
  const privateKey = fileOf('CAUDA_TEAMS_CERTIFICATE_KEY_FILE', keyFile);
  const certificate = certificateOf(pem);
  if (!fits(certificate, privateKey))
    throw new Error(
      'CAUDA_TEAMS_CERTIFICATE_KEY_FILE is not the private key of CAUDA_TEAMS_CERTIFICATE_FILE. Both must be PEM without a passphrase, of one certificate.',
    );
  return { certificate, pem, privateKey };
}

function fileOf(setting: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`${setting}: ${file} cannot be read. See that it is there and that this user may.`);
  }
}

function certificateOf(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw new Error('CAUDA_TEAMS_CERTIFICATE_FILE holds no certificate. It must be PEM: BEGIN CERTIFICATE.');
  }
}

function fits(certificate: X509Certificate, privateKey: string): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(privateKey));
  } catch {
    return false;
  }
}

const identityOf = (clientId: string, networkClient: INetworkModule | undefined): ManagedIdentityApplication =>
  new ManagedIdentityApplication({
    managedIdentityIdParams: { userAssignedClientId: clientId },
    ...(networkClient === undefined ? {} : { system: { networkClient } }),
  });

/** What Entra's codes mean here. https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const remedies: Readonly<Record<string, string>> = {
  AADSTS7000215:
    'CAUDA_TEAMS_APP_PASSWORD is not a secret of this app. Copy the secret’s Value from Entra, not its ID; it is shown only once.',
  AADSTS7000222: 'the client secret has expired. Make a new one in Entra and set CAUDA_TEAMS_APP_PASSWORD.',
  AADSTS700016:
    'there is no app CAUDA_TEAMS_APP_ID in that tenant. Compare both ids with the bot’s page in Azure; for a bot for many tenants set CAUDA_TEAMS_APP_TYPE=MultiTenant.',
  AADSTS90002:
    'CAUDA_TEAMS_TENANT_ID names no tenant of that cloud. Compare it with the bot’s page in Azure, and CAUDA_TEAMS_CLOUD too.',
  AADSTS900023: 'CAUDA_TEAMS_TENANT_ID names no tenant. Compare it with the bot’s page in Azure.',
  AADSTS700027:
    'the certificate is not registered with this app. Upload the public part of CAUDA_TEAMS_CERTIFICATE_FILE in Entra.',
  AADSTS700024: 'the proof is out of its time. Set this machine’s clock (NTP), or renew the certificate.',
  AADSTS70021:
    'no federated credential of the app fits this managed identity. Compare its issuer, subject and audience in Entra.',
  AADSTS700213: 'no federated credential of the app fits this managed identity. Compare its subject in Entra.',
  AADSTS7000229:
    'the app has no service principal in the tenant. Create it in Entra (Enterprise applications), or consent to the app.',
};

/** Why a token could not be had, and what to do; free of secrets and of what Entra writes about the request. */
export function credentialProblem(error: unknown, teams: TeamsConfig): string {
  const text = isNativeError(error) ? error.message : '';
  const [code] = /AADSTS\d+/.exec(text) ?? [];
  const known = code === undefined ? undefined : remedies[code];
  if (known !== undefined) return `${code}: ${known}`;
  if (code !== undefined) return `${code}: look it up at https://login.microsoftonline.com/error`;
  const { kind } = teams.credential;
  if (kind === 'managedIdentity' || kind === 'federated')
    return 'the managed identity gave no token. It works only on an Azure machine to which that identity is assigned, and needs the address 169.254.169.254.';
  return `Entra cannot be asked. Let this machine reach ${new URL(clouds[teams.cloud].login).host} by HTTPS.`;
}
