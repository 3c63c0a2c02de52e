import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { clouds } from '../../src/channels/teams/clouds.ts';
import { settingsSchema } from '../../src/settings.ts';
import { teamsSettings } from '../../src/teamsSettings.ts';

const guide = readFileSync(new URL('../../docs/teams.md', import.meta.url), 'utf8');
const named = new Set(guide.match(/CAUDA_[A-Z_]+/g));

test('the guide names every setting of Teams, and none that there is not', () => {
  expect(Object.keys(teamsSettings).filter((name) => !named.has(name))).toEqual([]);
  const known = Object.keys(settingsSchema.shape);
  expect([...named].filter((name) => !known.includes(name))).toEqual([]);
});

test('the guide names the hosts that must be reached, and the clouds', () => {
  for (const [name, { login, openIdMetadata }] of Object.entries(clouds)) {
    expect(guide).toContain(`\`${name}\``);
    for (const url of [login, openIdMetadata]) expect(guide).toContain(`\`${new URL(url).host}\``);
  }
});
