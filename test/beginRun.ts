import chromium from '@sparticuz/chromium';
import { beginRun } from './temporaryFolder.ts';

/** Called by Jest before its workers start. */
export default async function begin(): Promise<void> {
  beginRun();
  // Once a machine; two workers that unpack it at a time would start half a browser.
  await chromium.executablePath();
}
