import { expect, test } from '@jest/globals';
import { hands } from '../doubleTap/handOnPage.ts';
import { tryPairs } from '../doubleTap/pairTrial.ts';
import { caudaInBrowser } from './caudaInBrowser.ts';

/* A question, the emergency that it leads to and taking that back; `npm run double-taps` tries every pair of cards. */
const running = caudaInBrowser({ CAUDA_EMERGENCY_NUMBER: '112' });
const part =
  /^(question \| saddleNumbness \| false \| {2}\| .*(I'd rather|prefiero no)|emergency|confirmation \| undone)/;

test.each(hands.map((hand, index) => [hand.name, index % 2 === 0 ? 'en' : 'es', hand] as const))(
  'no press that comes as the second of a double tap counts, by the %s (%s); an honest one does at once',
  async (_, language, hand) => {
    const { browser, cauda } = running;
    const only = (pair: string): boolean => part.test(pair);
    const { pairs, under, wrong } = await tryPairs({ browser, url: cauda.url, hand, language, role: 'self', only });
    expect(wrong).toEqual([]);
    expect(pairs).toBeGreaterThan(10);
    expect(under).toBeGreaterThan(pairs / 4);
  },
  120_000,
);
