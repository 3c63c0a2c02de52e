import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import { examine } from '../../src/doctor.ts';
import { openStore } from '../../src/storage/openStore.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { testServer } from './testServer.ts';

const findingsOf = async (env: Readonly<Record<string, string>>, ask?: typeof fetch) => {
  const config = readConfig({ CAUDA_PORT: '1', CAUDA_DATA_DIR: temporaryFolder(), ...env });
  const around = { now: Date.now, openStore: () => openStore(config, Date.now, () => undefined) };
  const findings = await examine(config, ask === undefined ? around : { ...around, ask });
  return Object.fromEntries(findings.map(({ about, is, says }) => [about, `${is}: ${says}`]));
};

test('a Cauda on this machine is fit for a trial, and says what is missing for more', async () => {
  expect(await findingsOf({})).toMatchObject({
    storage: 'good: can be read and written',
    'token key': expect.stringMatching(/^good/),
    'data key': expect.stringMatching(/^look: .*CAUDA_DATA_KEY_FILE/),
    'public address': expect.stringMatching(/^look: .*CAUDA_PUBLIC_URL/),
    'sign-off': expect.stringMatching(/^look: /),
  });
});

test('for people, what is unsafe is bad, each with its remedy', async () => {
  const dataDir = temporaryFolder();
  writeFileSync(join(dataDir, 'data.key'), Buffer.alloc(32), { mode: 0o644 });
  chmodSync(dataDir, 0o777);
  const nowhere = async () => Promise.reject(new Error('unreachable'));
  const findings = await findingsOf(
    {
      CAUDA_DATA_DIR: dataDir,
      CAUDA_DATA_KEY: Buffer.alloc(32, 1).toString('base64'),
      CAUDA_PUBLIC_URL: 'http://cauda.example',
      CAUDA_ALLOWED_ORIGINS: 'http://a.example',
    },
    nowhere,
  );
  expect(findings).toMatchObject({
    'data key': expect.stringMatching(/^bad: .*chmod 600/),
    'data folder': expect.stringMatching(/^bad: .*chmod 700/),
    'encryption on the way': expect.stringMatching(/^bad: .*https/),
    'public address': expect.stringMatching(/^look: .*does not answer/),
    proxies: expect.stringMatching(/^look: .*CAUDA_TRUSTED_PROXIES/),
    'other sites': expect.stringMatching(/^bad: http:\/\/a.example/),
  });
});

test('a folder that others may write to and that is not this user’s, as a mounted volume, is nothing that it can mend', async () => {
  const ofSomebodyElse = (): string => {
    if (process.getuid?.() !== 0) return '/tmp';
    const folder = temporaryFolder();
    chownSync(folder, 1000, 1000);
    chmodSync(folder, 0o777);
    return folder;
  };
  expect((await findingsOf({ CAUDA_DATA_DIR: ofSomebodyElse() }))['data folder']).toMatch(/^look: .*owner/);
});

test('a data folder that cannot be one is told of, and the rest is looked at all the same', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(await findingsOf({ CAUDA_DATA_DIR: join(file, 'data') })).toMatchObject({
    storage: expect.stringMatching(/^bad: .*CAUDA_DATA_DIR/),
    disk: expect.stringMatching(/^bad: .*CAUDA_DATA_DIR/),
    'sign-off': expect.stringMatching(/^look: /),
  });
});

test('a storage that cannot be opened is told of by what is wrong with it', async () => {
  const dataDir = temporaryFolder();
  const made = { CAUDA_DATA_DIR: dataDir, CAUDA_DATA_KEY: Buffer.alloc(32, 1).toString('base64') };
  expect(await findingsOf(made)).toMatchObject({ storage: 'good: can be read and written' });
  const other = { ...made, CAUDA_DATA_KEY: Buffer.alloc(32, 2).toString('base64') };
  expect(await findingsOf(other)).toMatchObject({ storage: expect.stringMatching(/^bad: .*Set CAUDA_DATA_KEY/) });
  writeFileSync(join(dataDir, 'cauda.sqlite'), 'no database');
  expect(await findingsOf(made)).toMatchObject({ storage: expect.stringMatching(/^bad: .*damaged. Put back/) });
});

const issuer = 'https://login.example/realm';
/** The stand-in answers alike wherever it is asked. */
const keys = { jwks_uri: `${issuer}/jwks`, keys: [{}] };
const desks = {
  CAUDA_OIDC_ISSUER: issuer,
  CAUDA_OIDC_CLIENT_ID: 'cauda',
  CAUDA_FHIR_URL: 'https://fhir.example/r4/',
};
test.each([
  [
    200,
    JSON.stringify({ issuer, ...keys, claims_supported: ['sub', 'auth_time'] }),
    /^good: login.example/,
    /^good: fhir/,
  ],
  [200, JSON.stringify({ issuer, jwks_uri: keys.jwks_uri }), /^bad: .*\/jwks gives no keys/, /^good/],
  [200, JSON.stringify({ issuer }), /^bad: .*does not name gives no keys/, /^good/],
  [
    200,
    JSON.stringify({ issuer, ...keys }),
    /^look: .*does not promise to say when \(auth_time\).*into the ID token/,
    /^good/,
  ],
  [200, JSON.stringify({ issuer: 'https://other.example' }), /^bad: .*set CAUDA_OIDC_ISSUER to that/, /^good/],
  [200, '<html>', /^bad: .*is no OpenID provider's/, /^good/],
  [404, '{}', /^bad: .*\(404\): see CAUDA_OIDC_ISSUER/, /^bad: .*answers 404: see CAUDA_FHIR_URL/],
  [401, '{}', /^bad/, /^look: .*CAUDA_FHIR_TOKEN/],
])('what the desk needs elsewhere is asked for: %i %s', async (status, body, signsIn, takesRecords) => {
  const asked: string[] = [];
  const found = await findingsOf(desks, async (url) => {
    asked.push(String(url));
    return new Response(body, { status });
  });
  expect(found).toMatchObject({
    desk: expect.stringMatching(signsIn),
    records: expect.stringMatching(takesRecords),
  });
  expect(asked).toEqual(
    expect.arrayContaining([`${issuer}/.well-known/openid-configuration`, 'https://fhir.example/r4/metadata']),
  );
});

test('who signs in at the desk, and where the security log goes, is told of', async () => {
  expect(await findingsOf({})).toMatchObject({
    desk: expect.stringMatching(/^look: .*whoever sits at this machine/),
    'security log': expect.stringMatching(/^look: .*CAUDA_SECURITY_LOG/),
  });
  const nowhere = async () => Promise.reject(new Error('unreachable'));
  const folder = temporaryFolder();
  const file = join(folder, 'security.log');
  const closed = { ...desks, CAUDA_SECURITY_LOG: file };
  expect(await findingsOf(closed, nowhere)).toMatchObject({
    desk: expect.stringMatching(/^bad: .*does not answer/),
    records: expect.stringMatching(/^bad: .*does not answer/),
    'security log': expect.stringMatching(/^good/),
  });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await findingsOf({ CAUDA_LOCAL_DESK: '0', CAUDA_SECURITY_LOG: folder })).toMatchObject({
    desk: expect.stringMatching(/^look: is closed/),
    'security log': expect.stringMatching(/^bad: .*cannot be written \(EISDIR\)/),
  });
});

test.each([
  [{}, 0, /• desk: /],
  [{ CAUDA_SECURITY_LOG: '/' }, 1, /✗ security log: /],
  [{ CAUDA_LOGO: '/none.svg' }, 1, /✗ settings: CAUDA_LOGO/],
])('the command with %o ends with %i', (settings: object, status, says) => {
  const command = join(import.meta.dirname, '../../src/doctorCommand.ts');
  const env = { PATH: process.env['PATH'], CAUDA_PORT: '1', CAUDA_DATA_DIR: temporaryFolder(), ...settings };
  const ran = spawnSync(process.execPath, [command], { env, encoding: 'utf8' });
  expect({ status: ran.status, out: ran.stdout }).toEqual({ status, out: expect.stringMatching(says) });
});

test('a Cauda that runs here is asked about its storage', async () => {
  const server = await testServer();
  const { port } = new URL(server.url);
  expect(await findingsOf({ CAUDA_PORT: port, CAUDA_DATA_DIR: server.dataDir })).toMatchObject({
    storage: expect.stringMatching(/^good: the Cauda that runs here/),
  });
  await server.stop();
});

test('docs/operations.md names all that is looked at, and nothing else', () => {
  const root = join(import.meta.dirname, '../..');
  const code = ['doctor', 'teamsFindings', 'deskFindings'].map((name) =>
    readFileSync(join(root, `src/${name}.ts`), 'utf8'),
  );
  const looked = new Set(
    [...code.join('\n').matchAll(/\b(?:good|look|bad)\(\s*'([^']+)'/g)].map(([, about = '']) => about),
  );
  const guide = readFileSync(join(root, 'docs/operations.md'), 'utf8');
  const [, list = ''] = /nothing it looks at is missing here:\n(.*?)\n2\. /s.exec(guide) ?? [];
  const named = new Set([...list.matchAll(/`([^`]+)`/g)].map(([, about = '']) => about));
  expect(looked.size).toBeGreaterThan(15);
  // The command says itself where the settings cannot be read.
  expect([...named].toSorted()).toEqual([...looked, 'settings'].toSorted());
});
