import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { channelTokens } from '../../../../src/channels/teams/channelToken.ts';

const issuer = 'https://channel.example';
const minutes = 60_000;

/** The channel's keys as it publishes them; none where it cannot be reached. */
let published: readonly JWK[] | undefined;
let asked = 0;
let url = '';
const channel = createServer((req, res) => {
  asked += 1;
  if (published === undefined) {
    // In two steps: restify, where a worker has it, replaces this method by one that returns nothing.
    res.writeHead(503);
    return void res.end();
  }
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify(req.url === '/keys' ? { keys: published } : { jwks_uri: `${url}/keys` }));
});
let old: { readonly jwk: JWK; readonly privateKey: CryptoKey };
let fresh: typeof old;

beforeAll(async () => {
  channel.listen(0, '127.0.0.1');
  await once(channel, 'listening');
  const address = channel.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  [old, fresh] = await Promise.all([key('old'), key('fresh')]);
});
afterAll(() => new Promise((closed) => channel.close(closed)));

let time = 0;
let tokens: ReturnType<typeof channelTokens>;
beforeEach(() => {
  time = Date.UTC(2026, 0, 1);
  asked = 0;
  published = [old.jwk];
  tokens = channelTokens({ issuer, openIdMetadata: `${url}/` }, 'bot', () => time);
});

test('a token is proven once for many requests', async () => {
  const token = await signed(old);
  for (let request = 0; request < 5; request += 1) expect(await tokens.fault(token)).toBeUndefined();
  expect(asked).toBe(2);
});

test('what a key proved that the channel withdrew is no entrance any more', async () => {
  const [token, later] = await Promise.all([signed(old), signed(fresh)]);
  expect(await tokens.fault(token)).toBeUndefined();
  published = [fresh.jwk];
  time += 11 * minutes;
  expect(await tokens.fault(token)).toEqual({ kind: 'forged' });
  expect(await tokens.fault(later)).toBeUndefined();
});

test('while the keys cannot be had, only what was proven before is let in, and not past its end', async () => {
  const [token, unseen] = await Promise.all([signed(old), signed(old, 'https://elsewhere.example/')]);
  expect(await tokens.fault(token)).toBeUndefined();
  published = undefined;
  time += 11 * minutes;
  expect(await tokens.fault(token)).toBeUndefined();
  expect(tokens.misdirects(token, { serviceUrl: 'https://service.example/' })).toBeUndefined();
  expect(await tokens.fault(unseen)).toMatchObject({ kind: 'unknown' });
  time += 60 * minutes;
  expect(await tokens.fault(token)).toBeDefined();
});

test('a clock that was ahead when the keys could not be had, and is set right, keeps nobody out for as long', async () => {
  published = undefined;
  time += 60 * minutes;
  const token = await signed(old);
  expect(await tokens.fault(token)).toMatchObject({ kind: 'unknown' });
  published = [old.jwk];
  time -= 60 * minutes;
  await tokens.fault(token);
  time += minutes;
  expect(await tokens.fault(token)).toBeUndefined();
});

test('who comes while the keys are asked for waits for them', async () => {
  const all = await Promise.all([signed(old), signed(old, 'https://elsewhere.example/')]);
  expect(await Promise.all(all.map(tokens.fault))).toEqual([undefined, undefined]);
});

async function key(kid: string): Promise<typeof old> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  return { jwk: { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }, privateKey };
}

const signed = async ({ jwk, privateKey }: typeof old, serviceurl = 'https://service.example/'): Promise<string> => {
  const token = new SignJWT({ serviceurl })
    .setProtectedHeader({ alg: 'RS256', ...(jwk.kid === undefined ? {} : { kid: jwk.kid }) })
    .setIssuer(issuer)
    .setAudience('bot')
    .setExpirationTime(time / 1_000 + 3_600);
  return `Bearer ${await token.sign(privateKey)}`;
};
