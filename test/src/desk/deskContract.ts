import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { temporaryFolder } from '../../temporaryFolder.ts';
import type { testServer } from '../testServer.ts';
import { type DeskClient, deskClient } from './deskClient.ts';
import { type IdentityProvider, identityProvider } from './identityProvider.ts';

const accounts = {
  ana: { name: 'Ana Nurse', roles: ['hotline'] },
  ben: { name: 'Ben Nurse', roles: ['hotline'] },
  sue: { name: 'Sue Lead', roles: ['leads'] },
  dan: { name: 'Dan Doctor', roles: ['doctors'] },
  eve: { name: 'Eve Nobody', roles: ['cleaning'] },
};
type Server = Awaited<ReturnType<typeof testServer>>;

/** A desk that a test may stop and start again. */
export type DeskUnderTest = { readonly start: typeof testServer };

/** What a desk holds to, whatever it keeps its tables in. */
export function deskContract(storage: string, { start }: DeskUnderTest): void {
  let provider: IdentityProvider;
  let server: Server;
  let url: string;
  let clock = 0;
  const securityLog = join(temporaryFolder(), 'security.log');
  const now = (): number => Date.now() + clock;
  const settings = () => ({
    CAUDA_OIDC_ISSUER: provider.issuer,
    CAUDA_OIDC_CLIENT_ID: 'cauda',
    CAUDA_OIDC_CLIENT_SECRET: 'a secret of the tests',
    CAUDA_OIDC_ROLES_CLAIM: 'groups',
    CAUDA_OIDC_ROLES: 'nurse=hotline, clinician=doctors, supervisor=leads',
    CAUDA_DESK_IDLE_MINUTES: '10',
    CAUDA_SECURITY_LOG: securityLog,
  });

  beforeAll(async () => {
    provider = await identityProvider(accounts, (uri) => uri.endsWith('/nurse/signed-in'));
    server = await start(settings(), { now });
    url = server.url;
  }, 30_000);
  afterAll(() => provider.stop());

  async function signedIn(name: string, at = url): Promise<DeskClient> {
    const client = deskClient(at);
    await client.signIn(name);
    return client;
  }
  const me = async (client: DeskClient) => (await client.ask('/nurse/desk/me')).json();
  const receive = (reference: string, code: string) =>
    fetch(`${url}/hand-over`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ reference, code }).toString(),
    });

  describe(storage, () => {
    describe('signing in', () => {
      test('leads through the provider, gives the roles of the claim, and a cookie that no other site can use', async () => {
        const client = deskClient(url);
        expect((await client.ask('/nurse')).headers.get('location')).toBe('/nurse/sign-in?to=%2Fnurse');
        const landed = await client.signIn('ana');
        expect(landed.headers.get('location')).toBe('/nurse');
        const cookie = landed.headers.getSetCookie().find((one) => one.startsWith('__Host-cauda-desk='));
        for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(part);
        expect(await me(client)).toMatchObject({ name: 'Ana Nurse', roles: ['nurse'], local: false });
        expect(JSON.stringify(await me(client))).not.toContain('"ana"');
      });

      test('without a role at this desk is refused, and said so', async () => {
        const client = deskClient(url);
        expect((await client.signIn('eve')).status).toBe(403);
        expect((await client.ask('/nurse/desk/me')).status).toBe(401);
        const trail = await (await (await signedIn('sue')).ask('/nurse/desk/audit')).text();
        expect(trail.replaceAll('\\', '')).toMatch(/"what":"refused","how":"this account has no role here"/);
      });

      test('is not taken from who comes back after more than ten minutes', async () => {
        const client = deskClient(url, (address) => {
          if (address.pathname === '/nurse/signed-in') clock += 10 * 60_000 + 1_000;
          return address;
        });
        expect((await client.signIn('ana')).status).toBe(403);
        expect((await client.ask('/nurse/desk/me')).status).toBe(401);
      });

      test('is only taken from who began it: no state, another state, another browser', async () => {
        const client = deskClient(url);
        expect((await client.ask('/nurse/signed-in?code=x&state=y')).status).toBe(403);
        await client.ask('/nurse/sign-in');
        expect((await client.ask('/nurse/signed-in?code=x&state=y')).status).toBe(403);
        client.cookies.set('__Host-cauda-sign-in', 'forged');
        expect((await client.ask('/nurse/signed-in?code=x&state=y')).status).toBe(403);
      });

      test.each([
        ['nonce', undefined],
        ['nonce', 'chosen by somebody else'],
        ['state', 'chosen by somebody else'],
      ])('is not taken where its %s is %s', async (name, value) => {
        const client = deskClient(url, (address) => {
          if (!address.searchParams.has(name)) return address;
          if (value === undefined) address.searchParams.delete(name);
          // The provider gives back what it was sent, so only what comes back is changed.
          else if (name === 'nonce' || address.pathname === '/nurse/signed-in') address.searchParams.set(name, value);
          return address;
        });
        expect((await client.signIn('ana')).status).toBe(403);
        expect((await client.ask('/nurse/desk/me')).status).toBe(401);
      });

      test.each<readonly [string, (header: string, claims: string, signature: string) => string]>([
        ['another signature', (header, claims) => `${header}.${claims}.${Buffer.alloc(256, 7).toString('base64url')}`],
        ['none', (_header, claims) => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`],
        [
          'that of another name',
          (header, claims, signature) => {
            const read: object = JSON.parse(Buffer.from(claims, 'base64url').toString());
            return `${header}.${Buffer.from(JSON.stringify({ ...read, sub: 'sue' })).toString('base64url')}.${signature}`;
          },
        ],
      ])('is not taken from an ID token whose signature is %s', async (_what, forged) => {
        provider.idTokenIn = (idToken) => {
          const [header = '', claims = '', signature = ''] = idToken.split('.');
          return forged(header, claims, signature);
        };
        const client = deskClient(url);
        try {
          expect((await client.signIn('ana')).status).toBe(403);
        } finally {
          provider.idTokenIn = (idToken) => idToken;
        }
        expect((await client.ask('/nurse/desk/me')).status).toBe(401);
      });

      test('cannot be replayed: the same way back, with the same cookie, leads nowhere', async () => {
        const client = deskClient(url);
        const { back, cookie } = await client.wayBack('ana');
        expect((await client.ask('/nurse/desk/me')).status).toBe(200);
        const thief = deskClient(url);
        thief.cookies.set('__Host-cauda-sign-in', cookie);
        expect((await thief.ask(back)).status).toBe(403);
        expect((await thief.ask('/nurse/desk/me')).status).toBe(401);
      });

      test('takes up no session that somebody else chose, and ends the one before', async () => {
        const victim = deskClient(url);
        const attacker = await signedIn('ben');
        victim.cookies.set('__Host-cauda-desk', attacker.cookies.get('__Host-cauda-desk') ?? '');
        await victim.signIn('ana');
        expect(victim.cookies.get('__Host-cauda-desk')).not.toBe(attacker.cookies.get('__Host-cauda-desk'));
        expect(await me(victim)).toMatchObject({ name: 'Ana Nurse' });
        expect((await attacker.ask('/nurse/desk/me')).status).toBe(401);
      });

      test('asks anew who finds a desk that is locked, or shared with a second signer; else the provider may know', async () => {
        const ana = await signedIn('ana');
        const asks = async (client: DeskClient, path: string): Promise<string | null> =>
          new URL((await client.ask(path)).headers.get('location') ?? '').searchParams.get('prompt');
        expect(await asks(deskClient(url), '/nurse/sign-in')).toBeNull();
        expect(await asks(ana, '/nurse/sign-in')).toBe('login');
        expect(await asks(deskClient(url), '/nurse/sign-in?second=K7QX2M4')).toBe('login');
      });

      test('opens a locked desk again for who was asked anew', async () => {
        const ana = await signedIn('ana');
        await ana.ask('/nurse/lock', { body: {} });
        expect((await ana.ask('/nurse/desk/me')).status).toBe(401);
        await ana.signIn('ana');
        expect(await me(ana)).toMatchObject({ name: 'Ana Nurse' });
      });

      test.each([
        ['where it says that it did not ask anew', { max_age: '100000' }, 120_000],
        ['where it does not say when it asked', {}, 0],
      ])('does not take the provider’s word from before, %s', async (_case, parameters, later) => {
        let quietly = false;
        // Whoever sits there can take out of the address what has the provider ask.
        const client = deskClient(url, (address) => {
          if (!quietly || !address.searchParams.has('prompt')) return address;
          for (const name of ['prompt', 'max_age']) address.searchParams.delete(name);
          for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
          return address;
        });
        await client.signIn('ana');
        await client.ask('/nurse/lock', { body: {} });
        quietly = true;
        const real = Date.now;
        const passing = jest.spyOn(Date, 'now').mockImplementation(() => real() + later);
        try {
          expect((await client.signIn('ana')).status).toBe(403);
        } finally {
          passing.mockRestore();
        }
        expect((await client.ask('/nurse/desk/me')).status).toBe(401);
      });

      test('that is refused again and again writes no more than some lines into a trail that is kept for good', async () => {
        const sue = await signedIn('sue');
        const refusals = async (): Promise<number> =>
          [...(await (await sue.ask('/nurse/desk/audit')).text()).matchAll(/refused/g)].length;
        const before = await refusals();
        const stranger = deskClient(url);
        for (let times = 0; times < 30; times += 1)
          expect((await stranger.ask('/nurse/signed-in?code=x&state=y')).status).toBe(403);
        expect((await refusals()) - before).toBeLessThanOrEqual(10);
      });

      test('sends nobody elsewhere afterwards', async () => {
        for (const to of ['https://evil.example/', '//evil.example', '/nurse/../../x', 'javascript:1']) {
          const landed = await deskClient(url).signIn('ana', `/nurse/sign-in?to=${encodeURIComponent(to)}`);
          expect(landed.headers.get('location')).toBe('/nurse');
        }
      });

      test('ends by signing out: the old cookie is worth nothing', async () => {
        const client = await signedIn('ana');
        const cookie = client.cookies.get('__Host-cauda-desk') ?? '';
        expect((await client.ask('/nurse/sign-out', { body: {} })).status).toBe(200);
        client.cookies.set('__Host-cauda-desk', cookie);
        expect((await client.ask('/nurse/desk/me')).status).toBe(401);
      });

      test('locks when its page says so, for this person alone, and opens by a sign-in', async () => {
        const [ana, ben] = [await signedIn('ana'), await signedIn('ben')];
        expect((await ana.ask('/nurse/lock', { body: {}, headers: { origin: 'https://evil.example' } })).status).toBe(
          403,
        );
        expect((await ana.ask('/nurse/desk/me')).status).toBe(200);
        expect((await ana.ask('/nurse/lock', { body: {} })).status).toBe(200);
        expect((await ana.ask('/nurse/desk/me')).status).toBe(401);
        expect((await ben.ask('/nurse/desk/me')).status).toBe(200);
        await ana.signIn('ana');
        expect((await ana.ask('/nurse/desk/me')).status).toBe(200);
      });

      test('locks after idle minutes, also while the page asks by itself, and loses nothing', async () => {
        const client = await signedIn('ana');
        const reference = await client.begin();
        await client.act(reference, { act: 'set', question: 'bladder', value: 'retention' });
        clock += 9 * 60_000;
        expect((await client.ask(`/nurse/desk/calls/${reference}?since=2`)).status).toBe(204);
        clock += 2 * 60_000;
        const locked = await client.act(reference, { act: 'note', text: 'late' });
        expect(locked).toMatchObject({ status: 401, body: { error: { code: 'Locked' } } });
        await client.signIn('ana');
        const again = await client.act(reference, { act: 'note', text: 'late' });
        expect(again.body.sheet).toMatchObject({ computed: 'emergency', mine: true });
      });
    });

    describe("a professional's role in the chat", () => {
      const token = (client: DeskClient, role: string) =>
        client.ask('/v3/directline/tokens/generate', { body: { role } });

      test('is for who is signed in, whatever the client says', async () => {
        const stranger = deskClient(url);
        for (const role of ['nurse', 'clinician']) expect((await token(stranger, role)).status).toBe(403);
        for (const role of ['self', 'carer']) expect((await token(stranger, role)).status).toBe(200);
        const [ana, dan, sue] = [await signedIn('ana'), await signedIn('dan'), await signedIn('sue')];
        expect((await token(ana, 'nurse')).status).toBe(200);
        expect((await token(dan, 'clinician')).status).toBe(200);
        expect((await token(sue, 'nurse')).status).toBe(200);
        for (const [client, role] of [
          [ana, 'clinician'],
          [dan, 'nurse'],
          [sue, 'clinician'],
        ] as const)
          expect((await token(client, role)).status).toBe(403);
      });
    });

    describe('other people', () => {
      test('whoever is not signed in gets nothing of any call', async () => {
        const ana = await signedIn('ana');
        const reference = await ana.begin();
        const stranger = deskClient(url);
        const asked = [
          ['GET', '/nurse/desk/calls'],
          ['POST', '/nurse/desk/calls'],
          ['GET', `/nurse/desk/calls/${reference}`],
          ['POST', `/nurse/desk/calls/${reference}/acts`],
          ['POST', `/nurse/desk/calls/${reference}/exports`],
          ['GET', `/nurse/desk/words`],
          ['GET', '/nurse/desk/me'],
        ] as const;
        for (const [method, path] of asked) {
          const answer = await stranger.ask(path, method === 'POST' ? { body: {} } : {});
          expect([path, answer.status]).toEqual([path, 401]);
          expect(answer.headers.get('cache-control')).toBe('no-store');
        }
        stranger.cookies.set('__Host-cauda-desk', 'A'.repeat(43));
        expect((await stranger.ask('/nurse/desk/calls')).status).toBe(401);
      });

      test('nothing is changed on behalf of a signed-in nurse by another site', async () => {
        const ana = await signedIn('ana');
        const reference = await ana.begin();
        const act = { id: 'from elsewhere', seen: 0, act: { act: 'note', text: 'x' } };
        for (const headers of [{ origin: 'https://evil.example' }, { 'x-cauda-desk': '' }, { origin: '' }])
          expect((await ana.ask(`/nurse/desk/calls/${reference}/acts`, { body: act, headers })).status).toBe(403);
        expect(
          (await ana.ask('/nurse/sign-out', { body: {}, headers: { origin: 'https://evil.example' } })).status,
        ).toBe(403);
        expect((await ana.ask('/nurse/desk/me')).status).toBe(200);
      });

      test('two nurses: the call is one nurse’s until the other takes it over', async () => {
        const [ana, ben] = [await signedIn('ana'), await signedIn('ben')];
        const reference = await ana.begin();
        const answer = { act: 'set', question: 'bladder', value: 'normal' };
        expect((await ben.act(reference, answer)).body).toMatchObject({ refused: 'notYours' });
        expect((await ben.act(reference, { act: 'take' })).body.sheet).toMatchObject({ mine: true });
        expect((await ben.act(reference, answer, { seen: 2 })).body.refused).toBeUndefined();
        expect((await ana.act(reference, answer)).body).toMatchObject({ refused: 'notYours' });
        const { calls } = (await (await ana.ask('/nurse/desk/calls')).json()) as {
          calls: { reference: string; ownerName: string }[];
        };
        expect(calls.find((call) => call.reference === reference)?.ownerName).toBe('Ben Nurse');
      });

      test('who acted is never the word of a client', async () => {
        const [ana, ben] = [await signedIn('ana'), await signedIn('ben')];
        const reference = await ana.begin();
        const { id } = await me(ben);
        const note = { act: 'note', text: 'x' };
        const forged = [
          { ...note, by: id },
          { ...note, at: 0 },
          { act: 'take', by: id },
        ];
        for (const act of forged) expect((await ana.act(reference, act)).status).toBe(400);
        expect((await ana.act(reference, note, { by: id, secondedBy: id, person: id })).status).toBe(200);
        const bundle = await (await ana.ask(`/nurse/desk/calls/${reference}/fhir`)).text();
        expect(bundle).not.toContain(id);
        expect(bundle).toContain((await me(ana)).id);
      });

      test('a second signature is for a call, and for no other words', async () => {
        const ana = await signedIn('ana');
        const kept = async (second: string): Promise<number> => {
          const answer = await ana.ask(`/nurse/sign-in?second=${second}`);
          expect(answer.status).toBe(302);
          return answer.headers.getSetCookie().join('').length;
        };
        expect(await kept('x'.repeat(3_000))).toBeLessThan(await kept(await ana.begin()));
      });

      test('a second signature is of somebody else, for this call alone, and cannot be forged', async () => {
        const ana = await signedIn('ana');
        const [reference, other] = [await ana.begin(), await ana.begin()];
        for (const one of [reference, other])
          await ana.act(one, { act: 'set', question: 'bladder', value: 'retention' });
        const judge = { act: 'judge', to: 'urgent', reason: 'seenAlready', words: 'examined by our doctor' };
        expect((await ana.act(reference, judge)).body.refused).toBe('needsSecond');
        expect((await ana.act(reference, judge, { second: 'forged' })).body.refused).toBe('needsSecond');
        const signed = await ana.signIn('sue', `/nurse/sign-in?second=${reference}&to=/nurse`);
        const second = /#second=(.+)$/.exec(signed.headers.get('location') ?? '')?.[1];
        expect(second).toBeDefined();
        expect((await me(ana)).name).toBe('Ana Nurse');
        expect((await ana.act(other, judge, { second })).body.refused).toBe('needsSecond');
        // An act that is refused does not use it up; the same act again is the same.
        expect((await ana.act(reference, { ...judge, words: '' }, { second })).body.refused).toBe('needsWords');
        const once = { second, id: 'this very judgement' };
        expect((await ana.act(reference, judge, once)).body.refused).toBeUndefined();
        expect((await ana.act(reference, judge, once)).body.refused).toBeUndefined();
        // It is good for one judgement, however it is spelt, and also after this server is another one.
        for (const spelt of [second, `${second}=`, `${second}\n`])
          expect((await ana.act(reference, { ...judge, to: 'soon' }, { second: spelt })).body.refused).toBe(
            'needsSecond',
          );
        await server.stop();
        server = await start({ ...settings(), CAUDA_DATA_DIR: server.dataDir, CAUDA_PORT: new URL(url).port }, { now });
        const later = await ana.act(reference, { ...judge, to: 'soon' }, { second });
        expect([later.status, later.body.refused]).toEqual([200, 'needsSecond']);
        const herself = await ana.signIn('ana', `/nurse/sign-in?second=${other}&to=/nurse`);
        expect(herself.status).toBe(403);
      });
    });

    describe('a supervisor', () => {
      test('alone erases a call and takes the audit out, and both leave their trace', async () => {
        const [ana, sue] = [await signedIn('ana'), await signedIn('sue')];
        const reference = await ana.begin();
        expect((await ana.ask(`/nurse/desk/calls/${reference}`, { method: 'DELETE' })).status).toBe(403);
        expect((await ana.ask('/nurse/desk/audit')).status).toBe(403);
        expect((await ana.ask('/nurse/desk/calls?kept=all')).status).toBe(403);
        expect((await sue.ask('/nurse/desk/calls?kept=all')).status).toBe(200);
        expect((await sue.ask(`/nurse/desk/calls/${reference}`, { method: 'DELETE' })).status).toBe(200);
        expect((await ana.ask(`/nurse/desk/calls/${reference}`)).status).toBe(404);
        const handedOut = await sue.ask('/nurse/desk/audit');
        expect(handedOut.headers.get('content-disposition')).toBe('attachment; filename="cauda-audit.jsonl"');
        const trail = await handedOut.text();
        const lines = trail.split('\n').filter((one) => one.includes(reference));
        expect(lines.map((one) => /"what\\":\\"(\w+)/.exec(one)?.[1])).toEqual(['began', 'erased']);
        expect(readFileSync(securityLog, 'utf8')).toContain('"event":"erased"');
      });

      test('finds in the audit every view, answer, change, judgement, export and hand-over, and who', async () => {
        const [ana, ben, sue] = [await signedIn('ana'), await signedIn('ben'), await signedIn('sue')];
        await ana.ask('/nurse/desk/calls');
        const reference = await ana.begin();
        await ana.ask(`/nurse/desk/calls/${reference}`);
        await ana.act(reference, { act: 'set', question: 'infection', value: 'yes' });
        await ana.act(reference, { act: 'set', question: 'infection', value: 'no', confirmed: true }, { seen: 2 });
        await ana.act(reference, { act: 'judge', to: 'urgent', reason: 'alone', words: '' });
        for (const how of ['copy', 'print']) await ana.ask(`/nurse/desk/calls/${reference}/exports`, { body: { how } });
        const record = await ana.ask(`/nurse/desk/calls/${reference}/fhir`);
        expect(record.headers.get('content-disposition')).toBe(`attachment; filename="cauda-${reference}.fhir.json"`);
        const { body } = await ana.act(reference, { act: 'handOver', to: 'ward' });
        await receive(reference, body.code ?? '');
        await ben.ask(`/nurse/desk/calls/${reference}`);
        await ben.act(reference, { act: 'take' });
        await ben.act(reference, { act: 'close', how: 'complete', readBack: [] });
        const trail = await (await sue.ask('/nurse/desk/audit')).text();
        const rows = trail
          .split('\n')
          .filter((one) => one.includes(reference))
          .map((one) => JSON.parse(JSON.parse(one).line));
        const [hers, his] = [(await me(ana)).id, (await me(ben)).id];
        expect(rows.map(({ who, what, how }) => [who === hers ? 'ana' : who === his ? 'ben' : who, what, how])).toEqual(
          [
            ['ana', 'began', undefined],
            ['ana', 'viewed', undefined],
            ['ana', 'changed', 'set'],
            ['ana', 'changed', 'set'],
            ['ana', 'judged', 'judge'],
            ['ana', 'exported', 'copy'],
            ['ana', 'exported', 'print'],
            ['ana', 'exported', 'fhir'],
            ['ana', 'handedOver', 'handOver'],
            ['receiving', 'received', undefined],
            ['ben', 'viewed', undefined],
            ['ben', 'tookOver', 'take'],
            ['ben', 'closed', 'close'],
          ],
        );
        for (const { at } of rows) expect(Math.abs(Date.parse(at) - now())).toBeLessThan(60_000);
      });

      test('finds who saw the queue, also by asking as a page does by itself: once in a quarter of an hour', async () => {
        clock += 16 * 60_000;
        const [ben, sue] = [await signedIn('ben'), await signedIn('sue')];
        const his = (await me(ben)).id;
        const looks = async (): Promise<number> =>
          (await (await sue.ask('/nurse/desk/audit')).text())
            .split('\n')
            .filter((one) => one.includes(his) && one.includes('sawQueue')).length;
        const before = await looks();
        for (let times = 0; times < 3; times += 1) await ben.ask('/nurse/desk/calls?since=0');
        expect((await looks()) - before).toBe(1);
        clock += 16 * 60_000;
        for (const one of [ben, sue]) await one.signIn(one === ben ? 'ben' : 'sue');
        await ben.ask('/nurse/desk/calls?since=0');
        expect((await looks()) - before).toBe(2);
      });

      test('finds no answer or word of anybody in the audit', async () => {
        const [ana, sue] = [await signedIn('ana'), await signedIn('sue')];
        const reference = await ana.begin();
        await ana.act(reference, { act: 'note', text: 'xyzzy' });
        await ana.act(reference, { act: 'set', question: 'bladder', value: 'retention' });
        const trail = await (await sue.ask('/nurse/desk/audit')).text();
        expect(trail).toContain(reference);
        for (const secret of ['xyzzy', 'retention', 'bladder', 'Ana Nurse']) expect(trail).not.toContain(secret);
      });
    });

    describe('a hand-over', () => {
      test('is read for a day, and no longer', async () => {
        const ana = await signedIn('ana');
        const reference = await ana.begin();
        const code = (await ana.act(reference, { act: 'handOver', to: 'City hospital' })).body.code ?? '';
        clock += 23 * 3_600_000;
        expect((await receive(reference, code)).status).toBe(200);
        clock += 2 * 3_600_000;
        expect((await receive(reference, code)).status).toBe(403);
      });

      test('is read by reference and code, in both languages, as long as it stands, and nobody guesses it', async () => {
        const ana = await signedIn('ana');
        const reference = await ana.begin();
        await ana.act(reference, { act: 'set', question: 'bladder', value: 'retention' });
        await ana.act(reference, { act: 'note', text: '<script>alert(1)</script>' });
        expect((await receive(reference, '')).status).toBe(403);
        const handed = await ana.act(reference, { act: 'handOver', to: 'City hospital' });
        const code = handed.body.code ?? '';
        expect(code).toHaveLength(8);
        const page = await (
          await receive(` ${reference.toLowerCase()} `, ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `)
        ).text();
        const shown = page
          .replaceAll('&lt;', '<')
          .replaceAll('&gt;', '>')
          .replaceAll('&quot;', '"')
          .replaceAll('&#39;', "'");
        for (const { title, lines, red } of handed.body.sheet?.sections ?? [])
          for (const line of red ? [title, ...lines] : []) expect(shown).toContain(line);
        for (const said of ['Cannot go, or cannot empty', 'City hospital', '&lt;script&gt;', 'Recomendación'])
          expect(page).toContain(said);
        expect(page).not.toContain('<script>');
        const wrong = `${code.startsWith('2') ? '3' : '2'}${code.slice(1)}`;
        for (const guess of [wrong, 'ÄÖÜÄÖÜÄÖ']) expect((await receive(reference, guess)).status).toBe(403);
        await ana.act(reference, { act: 'take' });
        expect((await receive(reference, code)).status).toBe(403);
        const tries = await Promise.all(Array.from({ length: 12 }, () => receive(reference, 'AAAAAA')));
        expect(tries.map(({ status }) => status)).toContain(429);
      });
    });

    test('the same act twice is done once, and hears the same', async () => {
      const ana = await signedIn('ana');
      const reference = await ana.begin();
      const body = { id: 'the same id', seen: 1, act: { act: 'type', text: 'he cannot pee and has a purple hat' } };
      const send = async () => (await ana.ask(`/nurse/desk/calls/${reference}/acts`, { body })).json();
      const [first, again] = [await send(), await send()];
      expect(again).toMatchObject({ hearing: first.hearing });
      expect(again.sheet.revision).toBe(first.sheet.revision);
    });

    test('a call that somebody only looks at comes back to no queue, and is kept no longer; an open emergency stays', async () => {
      const ana = await signedIn('ana');
      const [reference, emergency] = [await ana.begin(), await ana.begin()];
      await ana.act(emergency, { act: 'set', question: 'bladder', value: 'retention' });
      const queue = async (): Promise<string> => (await ana.ask('/nurse/desk/calls')).text();
      expect(await queue()).toContain(`"${reference}"`);
      clock += 25 * 3_600_000;
      await ana.signIn('ana');
      expect((await ana.ask(`/nurse/desk/calls/${reference}`)).status).toBe(200);
      expect(await queue()).not.toContain(`"${reference}"`);
      expect(await queue()).toContain(`"${emergency}"`);
      expect(JSON.parse(await queue())).toMatchObject({ notShown: { open: 0, closed: 0 } });
      await ana.act(reference, { act: 'note', text: 'rang again' });
      expect(await queue()).toContain(`"${reference}"`);
    });
  });
}
