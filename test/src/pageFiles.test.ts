import { expect, test } from '@jest/globals';
import { typeOf } from '../../src/pageFiles.ts';

test.each([
  ['widget.js', 'text/javascript; charset=utf-8'],
  // A script that is built has an ending and no name of its own; a browser refuses one without a type.
  ['.js', 'text/javascript; charset=utf-8'],
  ['palette.css', 'text/css; charset=utf-8'],
  ['saddle.svg', 'image/svg+xml'],
  ['secrets.txt', undefined],
])('%s is served as %s', (name, type) => {
  expect(typeOf(name)).toBe(type);
});
