import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { pathwayDiagram } from '../../src/pathwayDiagram.ts';

test('the picture of the pathway is the machine that runs (otherwise: npm run diagram)', async () => {
  const shown = readFileSync(new URL('../../.github/images/pathway.svg', import.meta.url), 'utf8');
  expect(shown === (await pathwayDiagram())).toBe(true);
});
