import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from '@jest/globals';

/** The way of a tap through the code, as docs/architecture.md tells it. */
const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
const told = /## Follow a tap.*?:\n\n(.*?)\n\n(?!\d)/s.exec(page)?.[1] ?? '';
const road = [...told.matchAll(/`([\w/]+\.ts)`/g)].map(([, file = '']) => file);

const importedBy = (file: string): readonly string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, what = '']) =>
    relative(root, join(root, dirname(file), what)),
  );

test('a tap is followed in twenty files, each of which one above it imports', () => {
  expect(road.length).toBeGreaterThan(10);
  expect(road.length).toBeLessThanOrEqual(20);
  expect(new Set(road).size).toBe(road.length);
  const lost = road.filter(
    (file, index) => index > 0 && !road.slice(0, index).some((one) => importedBy(one).includes(file)),
  );
  expect(lost).toEqual([]);
});
