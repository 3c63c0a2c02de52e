import { expect, test } from '@jest/globals';
import { SignJWT, UnsecuredJWT } from 'jose';
import { type Claims, directLineTokens, tokenKey } from '../../../src/channels/directLineTokens.ts';

const start = 1_000_000_000_000;
const claims: Claims = { user: 'dl_1', conv: 'c1', role: 'nurse', locale: 'de', since: start / 1000 };
const hour = 3_600_000;
const ages = { tokenHours: 2, tokenDays: 1 };
const at = (now: () => number, key = 1) => directLineTokens(Buffer.alloc(32, key), ages, now);

test('a token carries who talks in which conversation, until it expires', async () => {
  let now = start;
  const tokens = at(() => now);
  const { token, expiresIn } = tokens.issue(claims);
  expect(expiresIn).toBe(2 * 3600);
  expect(await tokens.verify(token)).toEqual(claims);
  now += 2 * hour - 1_000;
  expect(await tokens.verify(token)).toEqual(claims);
  now += 2_000;
  expect(await tokens.verify(token)).toBeUndefined();
});

test('however often it is renewed, all ends at the age of the conversation, tickets too', async () => {
  let now = start;
  const tokens = at(() => now);
  let renewed = tokens.issue(claims);
  for (let hours = 1; hours < 24; hours += 1) {
    now = start + hours * hour;
    const known = await tokens.verify(renewed.token);
    if (known === undefined) throw new Error(`not good after ${hours} h`);
    renewed = tokens.issue(known);
  }
  expect(renewed.expiresIn).toBe(3600);
  const ticket = tokens.ticket(claims);
  expect(await tokens.redeem(ticket)).toMatchObject({ until: start / 1000 + 24 * 3600 });
  now = start + 24 * hour;
  expect(await tokens.verify(renewed.token)).toBeUndefined();
  expect(await tokens.verify(tokens.issue(claims).token)).toBeUndefined();
  expect(await tokens.redeem(tokens.ticket(claims))).toBeUndefined();
});

test('where the age is set shorter, what was given out before ends with it', async () => {
  const { token } = directLineTokens(Buffer.alloc(32, 1), { tokenHours: 100, tokenDays: 30 }, () => start).issue(
    claims,
  );
  expect(await at(() => start + 24 * hour - 1_000).verify(token)).toEqual(claims);
  expect(await at(() => start + 24 * hour).verify(token)).toBeUndefined();
});

test('neither kind of token opens the door of the other, and a ticket opens it once', async () => {
  const tokens = at(() => start);
  const { token } = tokens.issue(claims);
  const ticket = tokens.ticket(claims);
  expect(await tokens.verify(ticket)).toBeUndefined();
  expect(await tokens.verify(token)).toEqual(claims);
  expect(await tokens.redeem(token)).toBeUndefined();
  expect(await tokens.redeem(ticket)).toMatchObject({ claims });
  expect(await tokens.redeem(ticket)).toBeUndefined();
});

test('what one instance signs, another of the same key takes by the library alone, and of another key never', async () => {
  const { token } = at(() => start).issue(claims);
  const ticket = at(() => start).ticket(claims);
  for (const [key, taken] of [
    [1, { claims, ticket: { id: expect.any(String), claims, until: start / 1000 + 2 * 3600 } }],
    [2, { claims: undefined, ticket: undefined }],
  ] as const) {
    const other = at(() => start, key);
    expect(await other.verify(token)).toEqual(taken.claims);
    expect(await other.redeem(ticket)).toEqual(taken.ticket);
    expect(await other.redeem(ticket)).toBeUndefined();
  }
  expect(await at(() => start + 61_000).redeem(ticket)).toBeUndefined();
});

test('a ticket that nobody redeems in a minute lapses where it was given, too', async () => {
  let now = start;
  const tokens = at(() => now);
  const [early, late] = [tokens.ticket(claims), tokens.ticket(claims)];
  now += 59_000;
  expect(await tokens.redeem(early)).toMatchObject({ claims });
  now += 1_000;
  expect(await tokens.redeem(late)).toBeUndefined();
});

test('a token of a version that did not say the age counts from its own begin', async () => {
  const { since: _unsaid, ...old } = claims;
  const token = await new SignJWT(old)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('cauda')
    .setAudience('token')
    .setIssuedAt(claims.since)
    .setExpirationTime(claims.since + 60)
    .sign(Buffer.alloc(32, 1));
  expect(await at(() => start).verify(token)).toEqual(claims);
});

test.each([
  ['of another key', async () => at(() => start, 2).issue(claims).token],
  ['unsigned', async () => new UnsecuredJWT({ ...claims }).setIssuer('cauda').setAudience('token').encode()],
  ['empty', async () => ''],
  ['garbage', async () => 'a.b.c'],
  ['a ticket', async () => at(() => start).ticket(claims)],
  ['another’s by its name', async () => signed({ iss: 'somebody else' })],
  ['for nobody', async () => signed({ aud: [] })],
  ['for tickets', async () => signed({ aud: 'stream' })],
  ['of another algorithm', async () => signed({}, 'HS512')],
  ['expired', async () => signed({ exp: start / 1000 - 1 })],
  ['not good yet', async () => signed({ nbf: start / 1000 + 600 })],
  ['begun in the far past', async () => signed({ since: 1 })],
  ['of no conversation', async () => signed({ conv: undefined })],
  ['of a conversation that is a list', async () => signed({ conv: ['a', 'b'] })],
])('refuses a token that is %s', async (_what, token) => {
  expect(await at(() => start).verify(await token())).toBeUndefined();
});

/** A token as ours are, but for what is other. */
const signed = (other: object, alg = 'HS256'): Promise<string> =>
  new SignJWT({ ...claims, iss: 'cauda', aud: 'token', iat: start / 1000, exp: start / 1000 + 60, ...other })
    .setProtectedHeader({ alg })
    .sign(Buffer.alloc(32, 1));

test('takes a token that is as ours are, and takes it for no ticket', async () => {
  const token = await signed({});
  expect(await at(() => start).verify(token)).toEqual(claims);
  expect(await at(() => start).redeem(token)).toBeUndefined();
  expect(await at(() => start).redeem(await signed({ aud: 'stream' }))).toBeUndefined();
});

test('a configured key goes before the one that the storage keeps', () => {
  const configured = Buffer.alloc(32, 1);
  const kept = Buffer.alloc(32, 2);
  expect(tokenKey({ tokenKey: configured.toString('base64') }, kept)).toEqual(configured);
  expect(tokenKey({ tokenKey: undefined }, kept)).toEqual(kept);
});
