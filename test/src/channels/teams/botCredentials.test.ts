import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INetworkModule } from '@azure/msal-node';
import { expect, test } from '@jest/globals';
import { botCredentials, credentialProblem } from '../../../../src/channels/teams/botCredentials.ts';
import { readConfig } from '../../../../src/config.ts';
import type { TeamsConfig } from '../../../../src/teamsSettings.ts';
import { temporaryFolder } from '../../../temporaryFolder.ts';

const appId = '11111111-1111-4111-8111-111111111111';
const tenant = '22222222-2222-4222-8222-222222222222';

function teamsOf(env: Record<string, string>): TeamsConfig {
  const { teams } = readConfig({ CAUDA_TEAMS_APP_ID: appId, CAUDA_TEAMS_TENANT_ID: tenant, ...env });
  if (typeof teams === 'string') throw new Error('Teams is off');
  return teams;
}

type Asked = { readonly url: string; readonly body: string };
/** Entra ID as far as MSAL asks it. */
function entra(answer: {
  readonly status: number;
  readonly body: object;
}): INetworkModule & { readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const answering = async <T>(url: string, body: string) => {
    asked.push({ url, body });
    const { origin, pathname, hostname } = new URL(url);
    const [, authority] = pathname.split('/');
    const known =
      hostname === '169.254.169.254'
        ? identityToken
        : pathname.includes('openid-configuration')
          ? {
              status: 200,
              body: {
                token_endpoint: `${origin}/${authority}/oauth2/v2.0/token`,
                authorization_endpoint: `${origin}/${authority}/oauth2/v2.0/authorize`,
                issuer: `${origin}/${authority}/v2.0`,
                jwks_uri: `${origin}/keys`,
              },
            }
          : answer;
    const parsed: T = JSON.parse(JSON.stringify(known.body));
    return { headers: {}, status: known.status, body: parsed };
  };
  return {
    asked,
    sendGetRequestAsync: (url) => answering(url, ''),
    sendPostRequestAsync: (url, options) => answering(url, String(options?.body)),
  };
}
/** What a managed identity is given on an Azure machine. */
const identityToken = {
  status: 200,
  body: {
    access_token: 'of-the-identity',
    expires_on: `${Math.floor(Date.now() / 1000) + 3600}`,
    resource: 'r',
    token_type: 'Bearer',
  },
};
const good = { status: 200, body: { token_type: 'Bearer', expires_in: 3600, access_token: 'the-token' } };
const refusal = (code: string) => ({
  status: 400,
  body: { error: 'invalid_client', error_description: `${code}: secret words about ${appId}`, correlation_id: 'x' },
});

test('a secret gets a token of the bot’s own tenant, once for many replies', async () => {
  const network = entra(good);
  const { token, factory } = botCredentials(teamsOf({ CAUDA_TEAMS_APP_PASSWORD: 's3cret' }), network);
  expect(await token()).toBe('the-token');
  const asked = network.asked.length;
  const credentials = await factory.createCredentials(appId, undefined, '', true);
  const headers = new Map<string, string>();
  await credentials.signRequest(Object.assign(Object.create(null), { headers }));
  expect(headers.get('Authorization')).toBe('Bearer the-token');
  expect(network.asked).toHaveLength(asked);
  const { url, body } = network.asked.at(-1) ?? { url: '', body: '' };
  expect(url).toMatch(`https://login.microsoftonline.com/${tenant}/`);
  expect(new URLSearchParams(body).get('scope')).toContain('https://api.botframework.com/.default');
});

/** MSAL asks all identities of a process by the first network that it was given. */
const azure = entra(good);

test('a federated credential proves the app by the managed identity’s token', async () => {
  const { token } = botCredentials(teamsOf({ CAUDA_TEAMS_FEDERATED_CLIENT_ID: tenant }), azure);
  expect(await token()).toBe('the-token');
  const identity = new URL(azure.asked.find(({ url }) => url.includes('169.254.169.254'))?.url ?? 'http://none');
  expect(identity.searchParams.get('resource')).toBe('api://AzureADTokenExchange');
  expect(identity.searchParams.get('client_id')).toBe(tenant);
  expect(new URLSearchParams(azure.asked.at(-1)?.body).get('client_assertion')).toBe('of-the-identity');
});

test('a managed identity needs no proof but the machine that it runs on', async () => {
  const { token } = botCredentials(teamsOf({ CAUDA_TEAMS_APP_TYPE: 'UserAssignedMSI' }), azure);
  expect(await token()).toBe('of-the-identity');
  const { url } = azure.asked.at(-1) ?? { url: 'http://none' };
  expect(new URL(url).searchParams.get('client_id')).toBe(appId);
  expect(new URL(url).searchParams.get('resource')).toBe('https://api.botframework.com');
});

test('government clouds have their own login and scope', async () => {
  const network = entra(good);
  await botCredentials(
    teamsOf({ CAUDA_TEAMS_APP_PASSWORD: 's3cret', CAUDA_TEAMS_CLOUD: 'us-gcc-high' }),
    network,
  ).token();
  const { url, body } = network.asked.at(-1) ?? { url: '', body: '' };
  expect(url).toMatch('https://login.microsoftonline.us/');
  expect(new URLSearchParams(body).get('scope')).toContain('https://api.botframework.us/.default');
});

test('a certificate that cannot be read says so before anything is asked', () => {
  const folder = temporaryFolder();
  const keyFile = join(folder, 'key.pem');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const teams = teamsOf({
    CAUDA_TEAMS_CERTIFICATE_FILE: join(folder, 'none.pem'),
    CAUDA_TEAMS_CERTIFICATE_KEY_FILE: keyFile,
  });
  expect(() => botCredentials(teams, entra(good))).toThrow(/none\.pem/);
});

test.each([
  ['AADSTS7000215', 'is not a secret of this app'],
  ['AADSTS7000222', 'has expired'],
  ['AADSTS700016', 'no app CAUDA_TEAMS_APP_ID'],
  ['AADSTS90002', 'CAUDA_TEAMS_TENANT_ID names no tenant'],
  ['AADSTS99999', 'look it up'],
])('%s is told with its remedy, and without what Entra wrote', async (code, remedy) => {
  const teams = teamsOf({ CAUDA_TEAMS_APP_PASSWORD: 's3cret' });
  const problem = await botCredentials(teams, entra(refusal(code)))
    .token()
    .then(
      () => '',
      (error: unknown) => credentialProblem(error, teams),
    );
  expect(problem).toContain(code);
  expect(problem).toContain(remedy);
  expect(problem).not.toMatch(/secret words|s3cret/);
});

test('an Entra that cannot be reached is told as that', async () => {
  const teams = teamsOf({ CAUDA_TEAMS_APP_PASSWORD: 's3cret' });
  const silent: INetworkModule = {
    sendGetRequestAsync: () => Promise.reject(new TypeError('fetch failed')),
    sendPostRequestAsync: () => Promise.reject(new TypeError('fetch failed')),
  };
  const error: unknown = await botCredentials(teams, silent)
    .token()
    .catch((one: unknown) => one);
  expect(credentialProblem(error, teams)).toContain('reach login.microsoftonline.com by HTTPS');
});

test.each<readonly [Record<string, string>, RegExp]>([
  [{ CAUDA_TEAMS_APP_TYPE: 'UserAssignedMSI', CAUDA_TEAMS_APP_PASSWORD: 'x' }, /must not be set/],
  [{}, /CAUDA_TEAMS_APP_PASSWORD is missing/],
  [{ CAUDA_TEAMS_APP_PASSWORD: 'x', CAUDA_TEAMS_FEDERATED_CLIENT_ID: appId }, /Only one of/],
  [{ CAUDA_TEAMS_CERTIFICATE_FILE: 'x' }, /belong together/],
  [
    {
      CAUDA_TEAMS_APP_PASSWORD: 'x',
      CAUDA_TEAMS_APP_TYPE: 'MultiTenant',
      CAUDA_TEAMS_TENANT_ID: '',
      CAUDA_TEAMS_NURSES: '*',
    },
    /GUID/,
  ],
  [{ CAUDA_TEAMS_APP_PASSWORD: 'x', CAUDA_TEAMS_NURSES: 'anna@hospital.example' }, /must be ids/],
])('credentials that do not fit stop the start: %j', (env, says) => {
  expect(() => teamsOf(env)).toThrow(says);
});

test.each<readonly [Record<string, string>, string]>([
  [{ CAUDA_TEAMS_APP_PASSWORD: 'x' }, 'password'],
  [{ CAUDA_TEAMS_FEDERATED_CLIENT_ID: appId }, 'federated'],
  [{ CAUDA_TEAMS_CERTIFICATE_FILE: 'a', CAUDA_TEAMS_CERTIFICATE_KEY_FILE: 'b' }, 'certificate'],
  [{ CAUDA_TEAMS_APP_TYPE: 'UserAssignedMSI' }, 'managedIdentity'],
])('%j is the credential "%s"', (env, kind) => {
  expect(teamsOf(env).credential.kind).toBe(kind);
});
