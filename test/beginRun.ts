import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { beginRun } from './temporaryFolder.ts';

/** Called by Jest before its workers start. */
export default async function begin(): Promise<void> {
  // Servers and commands start in half the time where one before them compiled the same code.
  process.env['NODE_COMPILE_CACHE'] = join(beginRun(), 'compiled');
  // Once a machine; two workers that unpack it at a time would start half a browser.
  await chromium.executablePath();
}
