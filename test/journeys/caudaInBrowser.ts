import { afterAll, beforeAll } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { type CaudaProcess, startCauda } from './caudaProcess.ts';

/** Cauda and a browser, for all tests of a file. */
export function caudaInBrowser(env: Readonly<Record<string, string>> = {}) {
  let browser: Browser;
  let cauda: CaudaProcess;
  beforeAll(async () => {
    [browser, cauda] = await Promise.all([launchBrowser(), startCauda(env)]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await cauda.stop();
  });
  return {
    get browser() {
      return browser;
    },
    get cauda() {
      return cauda;
    },
  };
}
