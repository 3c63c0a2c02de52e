import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { packageFolder } from '../../src/packageFolder.ts';
import { launchBrowser } from '../journeys/browser.ts';
import { startCauda } from '../journeys/caudaProcess.ts';

/*
 * How soon a slow phone can answer: our page beside a page of plain Web Chat on the same endpoint, in one run at the
 * same throttles (CPU divided by 4, Fast 3G, nothing cached). Times are those of the page itself, in seconds.
 */
const rounds = Number(process.argv[2] ?? 3);
const fast3g = { offline: false, latency: 562.5, downloadThroughput: 180_000, uploadThroughput: 84_375 };

type Times = { readonly button: number; readonly next: number; readonly kilobytes: number };

/** Web Chat as its own documentation shows it, for comparison. */
async function plainPage(cauda: () => string): Promise<{ url: string; close: () => void }> {
  const script = brotliCompressSync(readFileSync(join(packageFolder('botframework-webchat'), 'dist/webchat.js')));
  const server = createServer((request, response) => {
    if (request.url === '/webchat.js') {
      response.writeHead(200, { 'Content-Type': 'text/javascript', 'Content-Encoding': 'br' });
      response.end(script);
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(`<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Plain</title>
      <div id="webchat" style="height:100vh"></div><script src="/webchat.js"></script><script>
      (async () => {
        const answer = await fetch('${cauda()}/v3/directline/tokens/generate', { method: 'POST' });
        const { token } = await answer.json();
        const directLine = WebChat.createDirectLine({ domain: '${cauda()}/v3/directline', token });
        WebChat.renderWebChat({ directLine, locale: 'en-US' }, document.getElementById('webchat'));
      })();</script></html>`);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, close: () => server.close() };
}

/** One cold visit: until a real touch on the first answer counts, and until the next question can be read. */
async function visit(browser: Browser, url: string): Promise<Times> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
    locale: 'en-US',
  });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', fast3g);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.addInitScript(() => {
    const seen: Record<string, number> = {};
    Object.assign(window, { seen });
    const visible = (words: RegExp, selector: string): Element | undefined =>
      [...document.querySelectorAll(selector)].find(
        (one) => words.test(one.textContent ?? '') && one.getBoundingClientRect().width > 1,
      );
    const look = (): void => {
      if (seen['button'] === undefined && visible(/^No weakness$/, '.ac-pushButton') !== undefined)
        seen['button'] = performance.now();
      if (
        seen['next'] === undefined &&
        visible(/area between your legs/, '[role="heading"], .ac-textBlock') !== undefined
      )
        seen['next'] = performance.now();
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(url, { waitUntil: 'commit' });
  const button = page.locator('.ac-pushButton', { hasText: 'No weakness' }).first();
  await button.waitFor();
  await page.mouse.move(180, 300);
  // A thumb that brings the answer up and taps, as soon as that counts.
  for (let tries = 0; tries < 100; tries += 1) {
    const box = await button.boundingBox().catch(() => null);
    if (box === null) break;
    if (box.y + box.height > 670) await page.mouse.wheel(0, box.y + box.height - 660);
    else await page.touchscreen.tap(box.x + 40 + 80 * (tries % 3), box.y + box.height / 2);
    if (await page.evaluate(() => 'next' in (Reflect.get(window, 'seen') ?? {}))) break;
    await page.waitForTimeout(200);
  }
  await page.waitForFunction(() => 'next' in (Reflect.get(window, 'seen') ?? {}), null, { timeout: 60_000 });
  // What had arrived when the button could be pressed.
  const bytesBefore: number = await page.evaluate(() => {
    const shown: number = Reflect.get(Reflect.get(window, 'seen') ?? {}, 'button');
    const loads = performance.getEntries().filter((one) => one instanceof PerformanceResourceTiming);
    return loads.filter(({ responseEnd }) => responseEnd <= shown).reduce((sum, one) => sum + one.transferSize, 0);
  });
  const { button: shown = 0, next = 0 }: Record<string, number> = await page.evaluate(() =>
    Reflect.get(window, 'seen'),
  );
  await context.close();
  return { button: shown / 1000, next: next / 1000, kilobytes: bytesBefore / 1000 };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const inWords = (times: readonly Times[]): string =>
  (['button', 'next', 'kilobytes'] as const)
    .map((what) => `${what} ${median(times.map((one) => one[what])).toFixed(2)}`)
    .join(', ');

const plain = await plainPage(() => cauda.url);
const [browser, cauda] = await Promise.all([
  launchBrowser(),
  startCauda({ CAUDA_ALLOWED_ORIGINS: plain.url, CAUDA_CHATS_PER_MINUTE: '1000' }),
]);
try {
  const ours: Times[] = [];
  const theirs: Times[] = [];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await visit(browser, `${cauda.url}/chat`));
    theirs.push(await visit(browser, plain.url));
  }
  console.log(`Cauda:          ${inWords(ours)}`);
  console.log(`plain Web Chat: ${inWords(theirs)}`);
  const ratio = (what: keyof Times): string =>
    (median(ours.map((one) => one[what])) / median(theirs.map((one) => one[what]))).toFixed(2);
  console.log(`ratios:         button ${ratio('button')} (aim 0.10), next ${ratio('next')} (aim 0.50)`);
} finally {
  await browser.close();
  await cauda.stop();
  plain.close();
}
