import { expect, test } from '@jest/globals';
import { caudaInBrowser } from '../journeys/caudaInBrowser.ts';
import { chatWalks } from './chatWalks.ts';
import { deskWalks } from './deskWalks.ts';
import { exceptions } from './exceptions.ts';
import { siteWalks } from './siteWalks.ts';
import { faults, walked } from './walk.ts';

/* Both engines and the validator on a part of all states; `npm run accessibility` sees every one in both languages. */
const running = caudaInBrowser({ CAUDA_EMERGENCY_NUMBER: '112' });

const part = [
  ['first view', 'en'],
  ['emergency', 'es'],
  ['site', 'en'],
  ['desk, plain call', 'es'],
] as const;
const walks = [...chatWalks, ...siteWalks, ...deskWalks];

test.each(part)(
  'neither axe nor IBM nor the validator holds anything against: %s (%s)',
  async (name, language) => {
    const walk = walks.find((one) => one.name === name);
    if (walk === undefined) throw new Error(`There is no walk "${name}".`);
    const seen = await walked(walk, { browser: running.browser, url: running.cauda.url, language });
    expect(seen.length).toBeGreaterThan(0);
    expect(faults(seen)).toEqual([]);
  },
  90_000,
);

test("every exception is for Web Chat's own elements, and says why", () => {
  for (const { elements, why } of exceptions) {
    for (const selector of elements.split(', ')) expect(selector).toMatch(/^#webchat .*(\.webchat__|button div$)/);
    expect(why).toMatch(/\.$/);
  }
});
