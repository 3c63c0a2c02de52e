import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { roomsGraph } from '../../build/roomsDiagram.ts';

const arrowsIn = (text: string, pattern: RegExp): ReadonlySet<string> =>
  new Set([...text.matchAll(pattern)].map(([, from = '', to = '']) => `${from} → ${to}`));

test('the picture of the rooms shows each import between folders and nothing else, and none points back (otherwise: npm run rooms)', () => {
  const picture = readFileSync(new URL('../../.github/images/rooms.svg', import.meta.url), 'utf8');
  const shown = arrowsIn(picture, /<title>([\w/]+)&#45;&gt;([\w/]+)<\/title>/g);
  const imports = arrowsIn(roomsGraph(), /"([\w/]+)" -> "([\w/]+)"/g);
  expect(shown.size).toBeGreaterThan(20);
  const superfluous = [...shown].filter((one) => !imports.has(one));
  const missing = [...imports].filter((one) => !shown.has(one));
  expect({ superfluous, missing }).toEqual({ superfluous: [], missing: [] });
  expect([...imports].filter((one) => /^machines.* → (dialogs|src)|^dialogs.* → src/.test(one))).toEqual([]);
});
