import { beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { caudaInBrowser } from './caudaInBrowser.ts';

/* Microsoft's own Direct Line client, in a browser, in the scenarios of its own tests, against our endpoint. */
const running = caudaInBrowser();
let client: string;

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: { contents: "export { DirectLine } from 'botframework-directlinejs'", resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'client',
    platform: 'browser',
    define: { global: 'globalThis', 'process.env.npm_package_version': '"test"' },
    logLevel: 'error',
  });
  client = outputFiles[0]?.text ?? '';
});

/** What the page's script offers to the tests; it notes all that the client says. */
const harness = `
  window.heard = { statuses: [], activities: [], sockets: [] };
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket { constructor(url) { super(url); window.heard.sockets.push(this); } };
  window.begin = async (options = {}, { userId, ...wanted } = {}) => {
    const answer = await fetch('/v3/directline/tokens/generate', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(wanted) });
    const { token } = await answer.json();
    window.line = new client.DirectLine({ domain: location.origin + '/v3/directline', token, ...options });
    line.getRetryDelay = () => 0; // as its own tests do
    if (userId !== undefined) line.setUserId(userId);
    line.connectionStatus$.subscribe((status) => heard.statuses.push(status));
    line.activity$.subscribe((activity) => heard.activities.push(activity), () => {});
  };
  window.post = (activity) => new Promise((resolve) => line.postActivity({ type: 'message', from: { id: 'me' }, ...activity }).subscribe(resolve, ({ status, message }) => resolve('error ' + (status ?? message))));
`;

async function blankPage(): Promise<Page> {
  const page = await (await running.browser.newContext()).newPage();
  await page.route('**/blank', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Blank</title><script>${client};${harness}</script>`,
    }),
  );
  await page.goto(`${running.cauda.url}/blank`);
  return page;
}

/** Runs in the page; the names are those of the harness. */
const run = <T>(page: Page, script: string): Promise<T> => page.evaluate(script);
const until = (page: Page, condition: string, timeout = 20_000) => page.waitForFunction(condition, null, { timeout });
const cardWith = (words: string): string =>
  `heard.activities.findLast((one) => JSON.stringify(one.attachments ?? '').includes('${words}'))`;

describe.each([
  ['by socket', true],
  ['by polling', false],
])('%s', (_how, webSocket) => {
  test('starts, hears the welcome, posts and gets its echo under the same client id', async () => {
    const page = await blankPage();
    await run(page, `begin({ webSocket: ${webSocket} })`);
    await until(page, cardWith('leg or foot weaker'));
    const id = await run<string>(page, `post({ text: 'no weakness', channelData: { clientActivityID: 'mine' } })`);
    expect(id).not.toMatch(/error|retry/);
    await until(page, cardWith('between your legs'));
    const echo = await run<{ id: string }>(
      page,
      `heard.activities.find((one) => one.channelData?.clientActivityID === 'mine')`,
    );
    expect(echo.id).toBe(id);
    expect(await run(page, 'heard.statuses')).toEqual([0, 1, 2]);
    expect(await run(page, 'heard.sockets.length')).toBe(webSocket ? 1 : 0);
    await page.context().close();
  }, 60_000);

  test('an updated activity comes again under its id, in its place, with other content', async () => {
    const page = await blankPage();
    await run(page, `begin({ webSocket: ${webSocket} })`);
    await until(page, cardWith('leg or foot weaker'));
    const data = `JSON.parse(JSON.stringify(${cardWith('leg or foot weaker')}).match(/\\{[^{}]*"verb":"answer"[^{}]*"value":"none"[^{}]*\\}/)[0])`;
    await run(page, `post({ value: ${data} })`);
    await until(page, cardWith('between your legs'));
    const first = `heard.activities.filter((one) => one.id === heard.activities.find((one) => one.attachments)?.id)`;
    await until(page, `${first}.length === 2`);
    const [before, after] = await run<{ timestamp: string; attachments: object[] }[]>(page, first);
    expect(after?.timestamp).toBe(before?.timestamp);
    expect(JSON.stringify(after?.attachments)).toContain('No weakness');
    expect(JSON.stringify(after?.attachments)).not.toContain('"verb":"answer"');
    await page.context().close();
  }, 60_000);

  test('a user id at the start is no hindrance, and one that comes late is refused by the client', async () => {
    const page = await blankPage();
    await run(page, `begin({ webSocket: ${webSocket} }, { userId: 'u_test' })`);
    await until(page, cardWith('leg or foot weaker'));
    expect(
      await run(
        page,
        `(() => { try { line.setUserId('late'); return ''; } catch (error) { return error.message; } })()`,
      ),
    ).toMatch(/It is connected/);
    expect(await run(page, `post({ text: 'no weakness' })`)).not.toMatch(/error|retry/);
    await until(page, cardWith('between your legs'));
    await page.context().close();
  }, 60_000);

  test('a fatal answer to a post after connecting is an error at once, and what is posted afterwards arrives', async () => {
    const page = await blankPage();
    await run(page, `begin({ webSocket: ${webSocket} })`);
    await until(page, cardWith('leg or foot weaker'));
    const posts = /\/activities$/;
    await page.route(posts, (route) => route.fulfill({ status: 404 }));
    expect(await run(page, `post({ text: 'left leg' })`)).toBe('error 404');
    await page.unroute(posts);
    expect(await run(page, `post({ text: 'no weakness' })`)).not.toMatch(/error|retry/);
    await until(page, cardWith('between your legs'));
    await page.context().close();
  }, 60_000);
});

test('takes the locale of the start, and one that is none is English', async () => {
  const page = await blankPage();
  await run(page, `begin({ conversationStartProperties: { locale: 'es-MX' } })`);
  await until(page, cardWith('menos fuerza'));
  await page.reload();
  await run(page, `begin({ conversationStartProperties: { locale: 'xx_YY@what' } })`);
  await until(page, cardWith('leg or foot weaker'));
  await page.reload();
  await run(page, `begin({ conversationStartProperties: { locale: { x: 'test' } } })`);
  await until(page, cardWith('leg or foot weaker'));
  await page.context().close();
}, 60_000);

test('a start whose locale or user is of another shape is refused in words or begins in English, never an error of the server', async () => {
  const page = await blankPage();
  for (const body of [
    { locale: { x: 'test' } },
    { locale: 7 },
    { user: 'me' },
    { user: { id: 7 } },
    { user: null },
    [],
  ]) {
    const { status, answer } = await page.evaluate(async (given) => {
      const generated = await fetch('/v3/directline/tokens/generate', { method: 'POST' });
      const { token } = await generated.json();
      const started = await fetch('/v3/directline/conversations', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
        body: JSON.stringify(given),
      });
      return { status: started.status, answer: await started.text() };
    }, body);
    expect([body, status === 201 || status === 200 || (status === 400 && /"message":/.test(answer))]).toEqual([
      body,
      true,
    ]);
  }
  await page.context().close();
}, 60_000);

test('a file is refused, and the conversation goes on', async () => {
  const page = await blankPage();
  await run(page, 'begin()');
  await until(page, cardWith('leg or foot weaker'));
  const file = `[{ contentType: 'text/plain', contentUrl: 'data:text/plain,x', name: 'x.txt' }]`;
  expect(await run(page, `post({ text: 'x', attachments: ${file} })`)).toMatch(/error/);
  expect(await run(page, `post({ text: 'no weakness' })`)).not.toMatch(/error|retry/);
  await until(page, cardWith('between your legs'));
  await page.context().close();
}, 60_000);

test('after its socket broke it comes back and hears what it missed, once', async () => {
  const page = await blankPage();
  await run(page, 'begin()');
  await until(page, cardWith('leg or foot weaker'));
  await run(page, 'heard.sockets[0].close()');
  await run(page, `post({ text: 'no weakness' })`);
  await until(page, cardWith('between your legs'));
  expect(
    await run(
      page,
      `heard.activities.filter((one) => JSON.stringify(one.attachments ?? '').includes('between your legs')).length`,
    ),
  ).toBe(1);
  expect(await run(page, 'heard.statuses.at(-1)')).toBe(2);
  await until(page, 'heard.sockets.length === 2');
  await page.context().close();
}, 60_000);

test('who sends is who the token names, whatever the client says and whenever', async () => {
  const page = await blankPage();
  await run(page, 'begin()');
  await until(page, cardWith('leg or foot weaker'));
  await run(page, `post({ text: 'no weakness', from: { id: 'somebody' }, channelData: { clientActivityID: 'mine' } })`);
  await until(page, `heard.activities.some((one) => one.channelData?.clientActivityID === 'mine')`);
  expect(
    await run(page, `heard.activities.find((one) => one.channelData?.clientActivityID === 'mine').from.id`),
  ).toMatch(/^dl_/);
  await page.context().close();
}, 60_000);

test('a conversation that was erased is over: the client says expired and does not hang', async () => {
  const page = await blankPage();
  await run(page, 'begin()');
  await until(page, cardWith('leg or foot weaker'));
  await run(page, `post({ text: 'delete my answers' })`);
  await until(page, cardWith('rase'));
  await run(page, `post({ text: 'yes' })`);
  await until(page, `heard.activities.some((one) => one.channelData?.caudaErased)`);
  await run(page, `post({ text: 'hello?' })`);
  // The client goes on from "expired" (3) to "failed to connect" (4) after five attempts, here within a second.
  await until(page, 'heard.statuses.at(-1) === 4');
  expect(await run(page, 'heard.statuses.filter((one, at) => one !== heard.statuses[at - 1])')).toEqual([
    0, 1, 2, 3, 4,
  ]);
  await page.context().close();
}, 60_000);
