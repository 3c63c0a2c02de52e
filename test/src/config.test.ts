import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ConfigError, readConfig } from '../../src/config.ts';
import { settingsSchema } from '../../src/settings.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const dataKey = Buffer.alloc(32, 1).toString('base64');

const appId = '11111111-1111-4111-8111-111111111111';
const refusal = (env: Record<string, string>): string => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
  }
  return 'accepted';
};

test('without any variable it serves this machine only, without Teams', () => {
  expect(readConfig({ PATH: '/bin' })).toMatchObject({
    host: '127.0.0.1',
    port: 3978,
    dataDir: 'data',
    teams: 'off',
    allowedOrigins: [],
  });
});

test.each([
  [{ CAUDA_PROT: '80' }, /CAUDA_PROT is not a setting.*CAUDA_PORT/],
  [{ CAUDA_PORT: '80a' }, /CAUDA_PORT: must be a whole number/],
  [{ CAUDA_PORT: '70000' }, /CAUDA_PORT/],
  [{ CAUDA_ALLOWED_ORIGINS: 'https://a.example/path' }, /CAUDA_ALLOWED_ORIGINS: must be origins/],
  [{ CAUDA_ALLOWED_ORIGINS: 'wss://a.example' }, /CAUDA_ALLOWED_ORIGINS: must be origins/],
  [{ CAUDA_PUBLIC_URL: 'ftp://cauda.example' }, /CAUDA_PUBLIC_URL: must be origins like https:/],
  [{ CAUDA_ALLOWED_ORIGINS: '*' }, /CAUDA_ALLOWED_ORIGINS/],
  [{ CAUDA_TOKEN_KEY: 'short' }, /CAUDA_TOKEN_KEY: .*openssl/],
  [{ CAUDA_DATA_KEY: 'short' }, /CAUDA_DATA_KEY: .*openssl/],
  [{ CAUDA_DATA_KEY: `${dataKey},short` }, /CAUDA_DATA_KEY: .*openssl/],
  [{ CAUDA_DATABASE_URL: 'postgres:///cauda' }, /CAUDA_DATA_KEY is missing/],
  [
    { CAUDA_PUBLIC_URL: 'https://cauda.example' },
    /CAUDA_DATA_KEY is missing.*beside their answers.*CAUDA_DATA_KEY_FILE/,
  ],
  [{ CAUDA_DATA_KEY_FLIE: 'x' }, /Did you mean CAUDA_DATA_KEY_FILE/],
  [{ CAUDA_DATABASE_URL: 'mysql://db/cauda' }, /CAUDA_DATABASE_URL: must be like postgres:/],
  [{ CAUDA_DATABASE_URL: 'postgres://db' }, /CAUDA_DATABASE_URL: must be like postgres:/],
  [{ CAUDA_DATABASE_URL: 'postgres://u:p@db.example/cauda' }, /in the clear.*sslmode=verify-full/],
  // pg goes to the parameter's host, whatever stands before it.
  [{ CAUDA_DATABASE_URL: 'postgres://u:p@localhost/cauda?host=db.example' }, /in the clear.*sslmode=verify-full/],
  [{ CAUDA_EMERGENCY_NUMBER: 'call me' }, /CAUDA_EMERGENCY_NUMBER/],
  [{ CAUDA_EMERGENCY_NUMBER: 'UK=999, *=112' }, /CAUDA_EMERGENCY_NUMBER.*GB, not UK/],
  [{ CAUDA_EMERGENCY_NUMBER: 'GB=999, GB=112' }, /CAUDA_EMERGENCY_NUMBER.*each country once/],
  [{ CAUDA_EMERGENCY_NUMBER: 'GB=99=9' }, /CAUDA_EMERGENCY_NUMBER/],
  [{ CAUDA_HOST: '0.0.0.0' }, /CAUDA_HOST=0.0.0.0 lets other machines in.*CAUDA_PUBLIC_URL/],
  [{ CAUDA_PLAYGROUND: 'yes' }, /CAUDA_PLAYGROUND: must be 0 or 1/],
  [{ CAUDA_PLAYGROUND: '1', CAUDA_HOST: '0.0.0.0' }, /CAUDA_PLAYGROUND .*CAUDA_HOST=127.0.0.1/],
  [
    { CAUDA_PLAYGROUND: '1', CAUDA_PUBLIC_URL: 'https://cauda.example', CAUDA_DATA_KEY: dataKey },
    /CAUDA_PLAYGROUND .*CAUDA_PUBLIC_URL lets them come/,
  ],
  [{ CAUDA_FHIR_URL: 'https://u:p@fhir.example/r4' }, /CAUDA_FHIR_URL: .*without a user.*CAUDA_FHIR_TOKEN/],
  [{ CAUDA_FHIR_URL: 'https://fhir.example/r4?x=1' }, /CAUDA_FHIR_URL: .*without a user, a query/],
  [
    { CAUDA_PLAYGROUND: '1', CAUDA_TEAMS_APP_ID: appId, CAUDA_TEAMS_APP_PASSWORD: 'x', CAUDA_TEAMS_TENANT_ID: appId },
    /exclude each other/,
  ],
  [{ CAUDA_TEAMS_APP_ID: 'my bot' }, /CAUDA_TEAMS_APP_ID: must be a GUID/],
  [{ CAUDA_TEAMS_APP_ID: appId }, /CAUDA_TEAMS_TENANT_ID is missing[\s\S]*CAUDA_TEAMS_APP_PASSWORD is missing/],
  [{ CAUDA_TEAMS_APP_PASSWORD: 'x' }, /CAUDA_TEAMS_APP_ID is missing/],
  [{ CAUDA_TEAMS_APP_ID: appId, CAUDA_TEAMS_APP_TYPE: 'singletenant' }, /CAUDA_TEAMS_APP_TYPE/],
  [
    {
      CAUDA_TEAMS_APP_ID: appId,
      CAUDA_TEAMS_APP_TYPE: 'UserAssignedMSI',
      CAUDA_TEAMS_TENANT_ID: appId,
      CAUDA_TEAMS_APP_PASSWORD: 'x',
    },
    /CAUDA_TEAMS_APP_PASSWORD must not be set/,
  ],
])('refuses %o and says what to do', (env: Record<string, string>, message) => {
  expect(refusal(env)).toMatch(message);
});

test.each([
  'postgres://u:p@127.0.0.1:5432/cauda',
  'postgresql://u@[::1]/cauda',
  'postgres:///cauda?host=/run/postgresql',
  'postgres://u:p@db.example/cauda?sslmode=verify-full&sslrootcert=/etc/ca.pem',
  'postgres://u:p@db/cauda?sslmode=disable',
])('takes the database %s', (url) => {
  expect(readConfig({ CAUDA_DATABASE_URL: url, CAUDA_DATA_KEY: dataKey }).databaseUrl).toBe(url);
});

test('takes secrets from files, several data keys too', () => {
  const file = join(temporaryFolder(), 'key');
  const older = Buffer.alloc(32, 2).toString('base64');
  writeFileSync(file, `${dataKey}, ${older}\n`);
  expect(readConfig({ CAUDA_DATA_KEY_FILE: file }).dataKeys).toEqual([dataKey, older]);
});

test('never repeats a secret', () => {
  expect(refusal({ CAUDA_DATABASE_URL: 'postgres://u:hunter2@db.example/cauda' })).not.toContain('hunter2');
  expect(refusal({ CAUDA_TOKEN_KEY: 'hunter2', CAUDA_TEAMS_APP_PASSWORD: '' })).not.toContain('hunter2');
});

test('takes a complete Teams set-up', () => {
  const env = { CAUDA_TEAMS_APP_ID: appId, CAUDA_TEAMS_APP_PASSWORD: 'x', CAUDA_TEAMS_TENANT_ID: appId };
  expect(readConfig(env).teams).toMatchObject({
    appId,
    appType: 'SingleTenant',
    credential: { kind: 'password', password: 'x' },
    tenantId: appId,
  });
});

test('a secret may lie in a file, as Docker and Kubernetes hand them over', () => {
  const file = join(temporaryFolder(), 'key');
  const key = 'k'.repeat(43);
  writeFileSync(file, `${key}\n`);
  expect(readConfig({ CAUDA_TOKEN_KEY_FILE: file }).tokenKey).toBe(key);
  expect(refusal({ CAUDA_TOKEN_KEY_FILE: `${file}.not` })).toMatch(/CAUDA_TOKEN_KEY_FILE: .* cannot be read/);
  expect(refusal({ CAUDA_TOKEN_KEY_FILE: file, CAUDA_TOKEN_KEY: key })).toMatch(/exclude each other/);
  expect(refusal({ CAUDA_PORT_FILE: file })).toMatch(/CAUDA_PORT_FILE is not a setting/);
  expect(refusal({ CAUDA_TOKEN_KEY_FIEL: file })).toMatch(/Did you mean CAUDA_TOKEN_KEY_FILE/);
});

test.each<[what: string, bytes: Buffer, ends: RegExp]>([
  ['with a line break of Windows', Buffer.from(`${dataKey}\r\n`), /^accepted$/],
  ['with the mark of an editor', Buffer.from(`\ufeff${dataKey}`), /^accepted$/],
  ['that is empty', Buffer.from(' \n'), /^CAUDA_DATA_KEY_FILE: .* is empty/],
  ['in UTF-16', Buffer.from(`\ufeff${dataKey}`, 'utf16le'), /^CAUDA_DATA_KEY_FILE: .* is not plain text/],
  ['of bytes', Buffer.alloc(32, 0x9f), /^CAUDA_DATA_KEY_FILE: .* is not plain text/],
])('a secret in a file %s', (_what, bytes, ends) => {
  const file = join(temporaryFolder(), 'key');
  writeFileSync(file, bytes);
  expect(refusal({ CAUDA_DATA_KEY_FILE: file })).toMatch(ends);
});

test('a folder in the place of a secret is told of by its name', () => {
  const folder = temporaryFolder();
  expect(refusal({ CAUDA_TEAMS_APP_PASSWORD_FILE: folder })).toBe(
    `CAUDA_TEAMS_APP_PASSWORD_FILE: ${folder} cannot be read. See that it is a file and that this user may.`,
  );
});

/** What operators leave in settings. */
const odd = [
  ...['', ' ', '-1', '1e3', '0x10', '99999999999999999999', '１', '1\n2', '*', ',', '=', 'a=b=c', '__proto__=1', '{}'],
  ...['\u0000', '\u202e', 'x'.repeat(10_000), 'null', '/nowhere', 'https://', 'https://u:p@a.example', 'http://[::1]'],
  ...['file:///etc/passwd', 'javascript:alert(1)', 'postgres://%/b', 'postgres://h/%zz?sslmode=disable', 'GB=999,GB=1'],
];
test.each(Object.keys(settingsSchema.shape))('%s is taken or refused by its name, whatever it holds', (name) => {
  for (const value of odd)
    expect(refusal({ CAUDA_DATA_KEY: dataKey, [name]: value })).toMatch(new RegExp(`^accepted$|${name}`));
});
