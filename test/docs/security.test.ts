import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { settingsSchema } from '../../src/settings.ts';
import { heldBy } from './securityClaims.ts';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/security.md'), 'utf8');

test('each test that docs/security.md names is there', () => {
  const named = new Set([...text.matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path));
  expect(named.size).toBeGreaterThan(15);
  expect([...named].filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

const held = text.split('## What holds')[1]?.split('## What is stored')[0] ?? '';
const rows = held.split('\n').filter((line) => line.startsWith('| ') && !/^\| (claim|-)/.test(line));
const nameOf = (path: string): string => path.replace(/^test\//, '').replace(/\.test\.ts$/, '');
/** A test file, and the contract that it runs, if it runs one. */
function wordsOf(name: string): string {
  const file = join(root, 'test', `${name}.test.ts`);
  const own = readFileSync(file, 'utf8');
  const contracts = [...own.matchAll(/from '(\.\/\w+Contract\.ts)'/g)].map(([, path = '']) =>
    join(dirname(file), path),
  );
  return [own, ...contracts.map((path) => readFileSync(path, 'utf8'))].join('\n');
}

test('each claim is held by the tests that it names, by these words of each', () => {
  expect(rows.length).toBeGreaterThan(40);
  for (const row of rows) {
    const [found, ...more] = heldBy.filter(([claim]) => row.startsWith(`| ${claim}`));
    expect([row, more, Object.keys(found?.[1] ?? {}).sort()]).toEqual([
      row,
      [],
      [...row.matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => nameOf(path)).sort(),
    ]);
  }
  const missing = heldBy.flatMap(([claim, tests]) =>
    Object.entries(tests).flatMap(([name, words]) => (wordsOf(name).includes(words) ? [] : [[claim, name, words]])),
  );
  expect(missing).toEqual([]);
  expect(heldBy).toHaveLength(rows.length);
});

test('each setting that it names is one', () => {
  const named = [...text.matchAll(/\bCAUDA_[A-Z_]+\b/g)].map(([name]) => name);
  expect(named.filter((name) => !(name in settingsSchema.shape))).toEqual([]);
});
