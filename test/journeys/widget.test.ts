import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { type CaudaProcess, startCauda } from './caudaProcess.ts';
import { chatIn } from './chat.ts';

let browser: Browser;
let hospital: Server;
let stranger: Server;
let cauda: CaudaProcess;

/** A site of another origin, as strict as it can be while it embeds the widget. */
const site = (cauda: () => string): Server =>
  createServer((request, response) => {
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; script-src ${cauda()}; frame-src ${cauda()}${request.url === '/strict' ? "; require-trusted-types-for 'script'" : ''}`,
    });
    response.end(
      `<!doctype html><html lang="en"><title>Hospital</title><main><h1>Hospital</h1></main><script src="${cauda()}/widget.js" defer></script></html>`,
    );
  });
const listen = async (server: Server): Promise<string> => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return addressOf(server);
};
const addressOf = (server: Server): string => {
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
};

beforeAll(async () => {
  hospital = site(() => cauda.url);
  stranger = site(() => cauda.url);
  await listen(stranger);
  const allowed = await listen(hospital);
  [browser, cauda] = await Promise.all([launchBrowser(), startCauda({ CAUDA_ALLOWED_ORIGINS: allowed })]);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await cauda.stop();
  hospital.close();
  stranger.close();
});

async function visit(server: Server, path = '/'): Promise<{ page: Page; hosts: Set<string>; said: string[] }> {
  const page = await (await browser.newContext({ viewport: { width: 320, height: 640 } })).newPage();
  const hosts = new Set<string>();
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', ({ message }) => said.push(message));
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  await page.goto(`${addressOf(server)}${path}`);
  return { page, hosts, said };
}

test('on a strict page of another origin: by keyboard alone, closed and opened again, asking nobody else', async () => {
  const { page, hosts, said } = await visit(hospital, '/strict');
  const frame = page.frameLocator('iframe');
  const chat = chatIn(frame);
  const launcher = page.getByRole('button', { name: /Back pain/ });

  await launcher.focus();
  await page.keyboard.press('Enter');
  await chat.sees(/leg or foot weaker/);
  // The cursor is in the chat, so that a person can type at once.
  await frame.locator('[data-id="webchat-sendbox-input"]:focus').waitFor();
  await page.keyboard.type('no');
  await page.keyboard.press('Enter');
  await chat.sees(/area between your legs/);

  // Over the whole window, nothing behind it can be reached.
  expect(await page.locator('main').evaluate((main) => main.hasAttribute('inert'))).toBe(true);
  await page.keyboard.press('Escape');
  await page.locator('button.launcher:focus').waitFor();
  expect(await page.locator('main').evaluate((main) => main.hasAttribute('inert'))).toBe(false);
  await page.keyboard.press('Enter');
  await chat.sees(/area between your legs/);

  await page.reload();
  await chatIn(page.frameLocator('iframe')).sees(/area between your legs/);
  expect(said.filter((one) => !one.includes('favicon'))).toEqual([]);
  expect([...hosts].sort()).toEqual([addressOf(hospital), cauda.url].sort());
  await page.context().close();
}, 60_000);

test('the page around may open, close and reset it, hears of it, and is told what it misspelt', async () => {
  const { page } = await visit(hospital);
  const warned = page.waitForEvent('console', (message) => message.text().includes('data-colur'));
  await page.evaluate((source) => {
    for (const event of ['cauda-opened', 'cauda-closed', 'cauda-finished'])
      addEventListener(event, (told) =>
        document.body.setAttribute(`data-${event}`, JSON.stringify(Reflect.get(told, 'detail'))),
      );
    const script = document.createElement('script');
    Object.assign(script, { src: source });
    Object.assign(script.dataset, { colur: 'red', greeting: 'Ask the spine team', position: 'left', language: 'es' });
    document.body.append(script);
  }, `${cauda.url}/widget.js`);
  await warned;
  await page.getByRole('button', { name: 'Ask the spine team' }).waitFor();
  const api = (name: 'open' | 'close' | 'reset') =>
    page.evaluate((call) => Reflect.get(Reflect.get(window, 'cauda'), call)(), name);
  await api('open');
  const chat = chatIn(page.frameLocator('iframe'));
  await chat.sees(/menos fuerza/);
  await chat.taps('Sin debilidad');
  await chat.sees(/entre las piernas/);
  await chat.taps('Parar');
  // How urgent it is is not this page's business, unless the deployment says so.
  await page.locator('body[data-cauda-finished="null"]').waitFor();
  await api('reset');
  await chat.sees(/menos fuerza/);
  expect(await chat.cards().count()).toBe(1);
  await api('close');
  await page.locator('body[data-cauda-opened][data-cauda-closed]').waitFor();
  await page.context().close();
}, 60_000);

test('without the script: the plain frame that docs/website.md shows', async () => {
  const guide = readFileSync(new URL('../../docs/website.md', import.meta.url), 'utf8');
  const [frame = ''] = /<iframe src="https:\/\/HOST.*?<\/iframe>/.exec(guide) ?? [];
  const { page } = await visit(hospital);
  await page.evaluate(
    (markup) => document.body.insertAdjacentHTML('afterbegin', markup),
    frame.replace('https://HOST', cauda.url),
  );
  const chat = chatIn(page.frameLocator('iframe'));
  await chat.sees(/menos fuerza/);
  await chat.taps('Sin debilidad');
  await chat.sees(/entre las piernas/);
  await page.context().close();
}, 60_000);

test('a site that is not configured cannot frame the chat', async () => {
  const { page } = await visit(stranger);
  const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
  await page.getByRole('button', { name: /Back pain/ }).click();
  await refused;
  await page.context().close();
}, 60_000);
