import { expect, test } from '@jest/globals';
import { testServer } from './testServer.ts';

test('the privacy page names the organisation, its contact, its legal basis and the days', async () => {
  const server = await testServer({
    CAUDA_ORGANISATION: 'St. Elsewhere <NHS>',
    CAUDA_PRIVACY_CONTACT: 'dpo@elsewhere.example',
    CAUDA_LEGAL_BASIS: 'Article 9(2)(h) GDPR',
    CAUDA_RETENTION_DAYS: '14',
    CAUDA_UNFINISHED_RETENTION_DAYS: '1',
  });
  const html = await (await fetch(`${server.url}/privacy`)).text();
  for (const words of [
    'St. Elsewhere &lt;NHS&gt;',
    'dpo@elsewhere.example',
    'Article 9(2)(h) GDPR',
    '14 days',
    'one day',
  ])
    expect(html).toContain(words);
  expect(html).not.toContain('{{');
  const spanish = await (
    await fetch(`${server.url}/privacy`, { headers: { 'Accept-Language': 'es-MX,es;q=0.9' } })
  ).text();
  for (const words of [
    '<html lang="es" dir="ltr">',
    'St. Elsewhere &lt;NHS&gt;',
    'Article 9(2)(h) GDPR',
    '14 días',
    'un día',
  ])
    expect(spanish).toContain(words);
  expect(spanish).not.toContain('{{');
  expect(await (await fetch(`${server.url}/terms?locale=es`)).text()).toContain('<h1>Condiciones de uso</h1>');
  await server.stop();
});

test('the launcher goes small to whoever takes it so', async () => {
  const server = await testServer();
  const load = async (encoding: string): Promise<readonly [string | null, string]> => {
    const answer = await fetch(`${server.url}/widget.js`, { headers: { 'Accept-Encoding': encoding } });
    return [answer.headers.get('content-encoding'), await answer.text()];
  };
  const [squeezed, small] = await load('gzip');
  const [plain, whole] = await load('identity');
  expect([squeezed, plain]).toEqual(['gzip', null]);
  expect(small).toBe(whole);
  await server.stop();
});

test('without these settings the page says that they are missing', async () => {
  const server = await testServer();
  const html = await (await fetch(`${server.url}/privacy`)).text();
  expect(html).toContain('has not set its name here');
  expect(html).not.toContain('{{');
  await server.stop();
});
