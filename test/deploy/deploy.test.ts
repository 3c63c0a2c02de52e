import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { measures } from '../../src/measures.ts';
import { secrets, settingsSchema } from '../../src/settings.ts';

const folder = join(import.meta.dirname, '../../deploy');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.|Dockerfile/.test(name));
const text = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');

test('every setting that a deployment names is one', () => {
  const known = [...Object.keys(settingsSchema.shape), ...secrets.map((name) => `${name}_FILE`)];
  const named = new Set([...text.matchAll(/\bCAUDA_[A-Z_]+\b/g)].map(([name]) => name));
  expect(named.size).toBeGreaterThan(5);
  expect([...named].filter((name) => !known.includes(name))).toEqual([]);
});

test('every figure that an alert asks for is there', async () => {
  const all = measures();
  all.watch({ sockets: () => 0, undelivered: async () => 0, waiting: () => 0 });
  const page = await all.page();
  const alerts = readFileSync(join(folder, 'prometheus/alerts.yaml'), 'utf8');
  const named = new Set([...alerts.matchAll(/\b(?:cauda|process)_[a-z_]+(?=[{[)]|\s*>)/g)].map(([name]) => name));
  expect(named.size).toBeGreaterThan(5);
  for (const name of named) expect(page).toContain(`# TYPE ${name.replace(/_bucket$/, '')} `);
});
