import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { settingsSchema } from '../../src/settings.ts';

const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/security.md'), 'utf8');

test('each test that docs/security.md names is there', () => {
  const named = new Set([...text.matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path));
  expect(named.size).toBeGreaterThan(15);
  expect([...named].filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('each claim in a table names one', () => {
  const claims = text.split('## What holds')[1]?.split('## What is stored')[0]?.split('\n') ?? [];
  const rows = claims.filter((line) => line.startsWith('| ') && !/^\| (claim|-)/.test(line));
  expect(rows.length).toBeGreaterThan(20);
  expect(rows.filter((row) => !row.includes('`test/'))).toEqual([]);
});

test('each setting that it names is one', () => {
  const named = [...text.matchAll(/\bCAUDA_[A-Z_]+\b/g)].map(([name]) => name);
  expect(named.filter((name) => !(name in settingsSchema.shape))).toEqual([]);
});
