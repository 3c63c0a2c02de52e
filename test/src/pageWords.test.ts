import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { z } from 'zod';

const folder = new URL('../../src/pages/', import.meta.url);
const all = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found.trim().replaceAll(/\s+/g, ' '));

/** What pages say in their own words, by their English. */
function saidIn(name: string): readonly string[] {
  if (!/\.(html|[jt]s)$/.test(name)) return [];
  const page = readFileSync(new URL(name, folder), 'utf8');
  if (/\.[jt]s$/.test(name)) return all(page, /\bsay\(\s*'([^']*)',?\s*\)/g);
  if (!page.includes('data-say')) return [];
  return [
    ...all(page, /<title>([^<]*)</g),
    ...all(page, /<[^>]*\bdata-say(?!-)[^>]*>([^<]*)</g),
    ...all(page, /aria-label="([^"]*)"[^>]*data-say-label/g),
  ];
}

test('every word of the pages has its Spanish, and no word has it in vain', async () => {
  const module = z.object({ spanish: z.record(z.string(), z.string().min(1)) });
  const { spanish } = module.parse(await import(new URL('spanish.ts', folder).href));
  const said = new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap(saidIn));
  expect(Object.keys(spanish).toSorted()).toEqual([...said].toSorted());
});
