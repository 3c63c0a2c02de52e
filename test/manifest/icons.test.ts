import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { questionIcon, urgencyIcons } from '../../dialogs/icons.ts';
import { iconsModule } from '../../manifest/renderIcons.ts';
import { pngImage } from './pngImage.ts';

const icons = Object.entries({ ...urgencyIcons, question: questionIcon });
const pngOf = (uri: string): Buffer => Buffer.from(uri.replace('data:image/png;base64,', ''), 'base64');

test('dialogs/icons.ts is up to date (otherwise: npm run icons)', () => {
  const generated = readFileSync(join(import.meta.dirname, '..', '..', 'dialogs', 'icons.ts'), 'utf8');
  expect(generated === iconsModule()).toBe(true);
});

test.each(icons)('the icon %s is a PNG of 64 × 64, small enough to ride on each card', (_, uri) => {
  const png = pngOf(uri);
  expect(pngImage(png)).toMatchObject({ width: 64, height: 64 });
  expect(png.length).toBeLessThanOrEqual(1536);
});

test('each icon is told by its shapes alone, without its colour', () => {
  const shapes = icons.map(([, uri]) => pngImage(pngOf(uri)).pixels.map(shapeAt));
  for (const [index, one] of shapes.entries()) {
    for (const other of shapes.slice(index + 1)) {
      const differing = one.filter((pixel, at) => pixel !== other[at]).length;
      expect(differing / one.length).toBeGreaterThan(0.1);
    }
  }
});

/** White sign, coloured ground or nothing. */
const shapeAt = ([red = 0, green = 0, blue = 0, alpha = 0]: readonly number[]): 'sign' | 'ground' | 'nothing' =>
  alpha < 128 ? 'nothing' : Math.min(red, green, blue) > 200 ? 'sign' : 'ground';
