import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { settingsSchema } from '../../src/settings.ts';
import { withSettingsTable } from '../../src/settingsTable.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/settings.md'), 'utf8');

test("the table of settings is the schema's: npm run settings-table writes it", () => {
  expect(withSettingsTable(page)).toBe(page);
});

test('each setting says what it does', () => {
  const silent = Object.entries(settingsSchema.shape).filter(([, setting]) => !setting.description);
  expect(silent.map(([name]) => name)).toEqual([]);
});
