import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { UnsecuredJWT } from 'jose';
import { type Claims, directLineTokens, tokenKey } from '../../../src/channels/directLineTokens.ts';
import { temporaryFolder } from '../testServer.ts';

const claims: Claims = { user: 'dl_1', conv: 'c1', role: 'nurse', locale: 'de' };
const hour = 3_600_000;

test('a token carries who talks in which conversation, until it expires', async () => {
  let now = 1_000_000_000_000;
  const tokens = directLineTokens(Buffer.alloc(32, 1), 2, () => now);
  const token = await tokens.issue(claims);
  expect(await tokens.verify(token)).toEqual(claims);
  now += 2 * hour - 1_000;
  expect(await tokens.verify(token)).toEqual(claims);
  now += 2_000;
  expect(await tokens.verify(token)).toBeUndefined();
});

test('neither kind of token opens the door of the other', async () => {
  const tokens = directLineTokens(Buffer.alloc(32, 1), 2, Date.now);
  expect(await tokens.verify(await tokens.issue(claims, 'stream'))).toBeUndefined();
  expect(await tokens.verify(await tokens.issue(claims), 'stream')).toBeUndefined();
  expect(await tokens.verify(await tokens.issue(claims, 'stream'), 'stream')).toEqual(claims);
  const taken = await tokens.issue(claims);
  await tokens.verify(taken);
  expect(await tokens.verify(taken, 'stream')).toBeUndefined();
});

test.each([
  ['of another key', () => directLineTokens(Buffer.alloc(32, 2), 2, Date.now).issue(claims)],
  [
    'unsigned',
    async () =>
      new UnsecuredJWT({ ...claims }).setIssuer('cauda').setAudience('token').setExpirationTime('1h').encode(),
  ],
  ['empty', async () => ''],
  ['garbage', async () => 'a.b.c'],
])('refuses a token that is %s', async (_what, token) => {
  expect(await directLineTokens(Buffer.alloc(32, 1), 2, Date.now).verify(await token())).toBeUndefined();
});

test('the key is made once, for its owner only', () => {
  const folder = temporaryFolder();
  const key = tokenKey({ tokenKey: undefined, dataDir: folder });
  expect(key).toHaveLength(32);
  expect(tokenKey({ tokenKey: undefined, dataDir: folder })).toEqual(key);
  expect(statSync(join(folder, 'token.key')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, 'token.key'))).toEqual(key);
});

test('a configured key goes before the one that instances share, and that before the one beside the data', () => {
  const dataDir = temporaryFolder();
  const configured = Buffer.alloc(32, 1);
  const shared = Buffer.alloc(32, 2);
  expect(tokenKey({ tokenKey: configured.toString('base64'), dataDir }, shared)).toEqual(configured);
  expect(tokenKey({ tokenKey: undefined, dataDir }, shared)).toEqual(shared);
});

test('a damaged key is named, not replaced', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'token.key'), 'short');
  expect(() => tokenKey({ tokenKey: undefined, dataDir: folder })).toThrow(/token.key is damaged/);
});
