import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { generate } from 'selfsigned';
import { botCredentials, credentialProblem } from '../../../../src/channels/teams/botCredentials.ts';
import { type Config, readConfig } from '../../../../src/config.ts';
import { examine } from '../../../../src/doctor.ts';
import type { TeamsConfig } from '../../../../src/teamsSettings.ts';
import { temporaryFolder } from '../../../temporaryFolder.ts';
import { openEmbedded } from '../../storage/embeddedStore.ts';
import { StandInEntra } from './entra.ts';

const appId = '11111111-1111-4111-8111-111111111111';
const tenant = '22222222-2222-4222-8222-222222222222';
const identity = '33333333-3333-4333-8333-333333333333';

let entra: StandInEntra | undefined;
afterEach(() => entra?.stop());

/** A certificate as an administrator makes one, and its key, in files. */
async function certificateFiles(days = 365) {
  const folder = temporaryFolder();
  const made = await generate([{ name: 'commonName', value: 'cauda' }], {
    keySize: 2048,
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + days * 24 * 3_600_000),
  });
  const files = { certificate: join(folder, 'bot.pem'), key: join(folder, 'bot.key') };
  writeFileSync(files.certificate, made.cert);
  writeFileSync(files.key, made.private);
  return { pem: made.cert, files };
}
const env = (files: { readonly certificate: string; readonly key: string }) => ({
  CAUDA_TEAMS_CERTIFICATE_FILE: files.certificate,
  CAUDA_TEAMS_CERTIFICATE_KEY_FILE: files.key,
});
const configOf = (settings: Record<string, string>): Config =>
  readConfig({
    CAUDA_PORT: '1',
    CAUDA_DATA_DIR: temporaryFolder(),
    CAUDA_DATA_KEY: Buffer.alloc(32, 1).toString('base64'),
    CAUDA_TEAMS_APP_ID: appId,
    CAUDA_TEAMS_TENANT_ID: tenant,
    ...settings,
  });
function teamsOf(settings: Record<string, string>): TeamsConfig {
  const { teams } = configOf(settings);
  if (typeof teams === 'string') throw new Error('Teams is off');
  return teams;
}
const problemOf = (teams: TeamsConfig, asked: StandInEntra): Promise<string> =>
  botCredentials(teams, asked.network)
    .token()
    .then(
      () => '',
      (error: unknown) => credentialProblem(error, teams),
    );

test('a certificate signs in: Entra knows its thumbprint and the signature under the assertion', async () => {
  const { pem, files } = await certificateFiles();
  entra = await StandInEntra.start({ appId, certificate: pem });
  const { token } = botCredentials(teamsOf(env(files)), entra.network);
  expect(await token()).toBe('for https://api.botframework.com/.default');
  expect(entra.asked.at(-1)).toBe(`login.microsoftonline.com/${tenant}/oauth2/v2.0/token`);
});

test('a certificate that is not registered is named, with what to do', async () => {
  const [registered, other] = await Promise.all([certificateFiles(), certificateFiles()]);
  entra = await StandInEntra.start({ appId, certificate: registered.pem });
  expect(await problemOf(teamsOf(env(other.files)), entra)).toMatch(/AADSTS700027: .*Upload the public part/);
});

test('a key of another certificate is named before anything is asked', async () => {
  const [one, other] = await Promise.all([certificateFiles(), certificateFiles()]);
  const teams = teamsOf(env({ certificate: one.files.certificate, key: other.files.key }));
  expect(() => botCredentials(teams)).toThrow(/KEY_FILE is not the private key/);
  writeFileSync(one.files.certificate, 'no certificate');
  expect(() => botCredentials(teams)).toThrow(/holds no certificate/);
});

/** MSAL asks the machine's identity by the first network of a process that it was given: all these are one test. */
test('managed identities sign in, as themselves and for the app, in each cloud with its own audience', async () => {
  const clouds = [
    ['public', 'api://AzureADTokenExchange', 'login.microsoftonline.com', 'https://api.botframework.com'],
    ['us-gcc-high', 'api://AzureADTokenExchangeUSGov', 'login.microsoftonline.us', 'https://api.botframework.us'],
    [
      'china',
      'api://AzureADTokenExchangeChina',
      'login.partner.microsoftonline.cn',
      'https://api.botframework.azure.cn',
    ],
  ] as const;
  const azure = await StandInEntra.start({ appId });
  try {
    for (const [cloud, audience, host, scope] of clouds) {
      entra = await StandInEntra.start({ appId, federated: { identity, audience } });
      // The machine's own address stays with the first, and Entra with each.
      const network = {
        sendGetRequestAsync: azure.network.sendGetRequestAsync,
        sendPostRequestAsync: entra.network.sendPostRequestAsync,
      };
      const federated = { CAUDA_TEAMS_CLOUD: cloud, CAUDA_TEAMS_FEDERATED_CLIENT_ID: identity };
      expect(await botCredentials(teamsOf(federated), network).token()).toBe(`for ${scope}/.default`);
      expect(entra.asked.at(-1)).toBe(`${host}/${tenant}/oauth2/v2.0/token`);
      const stranger = { ...federated, CAUDA_TEAMS_FEDERATED_CLIENT_ID: tenant };
      const teams = teamsOf(stranger);
      const refused = await botCredentials(teams, network)
        .token()
        .catch((error: unknown) => credentialProblem(error, teams));
      expect(refused).toMatch(/AADSTS700213/);
      const itself = teamsOf({ CAUDA_TEAMS_CLOUD: cloud, CAUDA_TEAMS_APP_TYPE: 'UserAssignedMSI' });
      const [, claims = ''] = (await botCredentials(itself, network).token()).split('.');
      expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ sub: appId, aud: scope });
      await entra.stop();
    }
  } finally {
    entra = undefined;
    await azure.stop();
  }
});

test('the doctor looks at certificate, clock, keys, endpoint and people, each with its remedy', async () => {
  const { pem, files } = await certificateFiles(20);
  entra = await StandInEntra.start({ appId, certificate: pem });
  const { network } = entra;
  const examined = async (endpoint: number, settings: Record<string, string> = {}) => {
    const config = configOf({ ...env(files), CAUDA_PUBLIC_URL: 'https://bot.example', ...settings });
    const ask = async (url: string | URL | Request) => {
      const status = String(url).endsWith('/api/messages') ? endpoint : 200;
      return new Response('', { status, headers: { date: new Date().toUTCString() } });
    };
    const openStore = () => openEmbedded({ file: join(temporaryFolder(), 'cauda.sqlite') });
    const findings = await examine(config, { now: Date.now, openStore, ask, network });
    return Object.fromEntries(findings.map(({ about, is, says }) => [about, `${is}: ${says}`]));
  };
  expect(await examined(405)).toMatchObject({
    Teams: 'good: Entra takes the credentials',
    clock: 'good: is right',
    certificate: expect.stringMatching(/^look: is good for (19|20) days: make the next one/),
    'Teams’ keys': 'good: login.botframework.com tells them',
    endpoint: expect.stringMatching(/^good: .*messaging endpoint in Azure/),
    people: 'good: of one tenant get in; asked as clinician: 0, as nurse: 0',
  });
  expect(await examined(404, { CAUDA_TEAMS_NURSES: '*' })).toMatchObject({
    endpoint: expect.stringMatching(/^bad: .*answers 404/),
    people: expect.stringMatching(/as nurse: everybody/),
  });
});
