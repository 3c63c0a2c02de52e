import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import english from '../../dialogs/texts/en.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const guide = readFileSync(join(root, 'docs/website.md'), 'utf8');
const widget = readFileSync(join(root, 'src/pages/widget.js'), 'utf8');

test('the attributes that the guide tells are those that the widget takes, with their values', () => {
  const [, taken = ''] = /const \{ ([^}]*), \.\.\.unknown \} = script\.dataset/.exec(widget) ?? [];
  const told = [...guide.matchAll(/^\| `data-(\w+)` +\| ([^|]*?) +\|/gm)].map(([, name = '', takes = '']) => ({
    name,
    takes: [...takes.matchAll(/`(\w+)`/g)].map(([, value = '']) => value),
  }));
  expect(told.map(({ name }) => name).toSorted()).toEqual(
    taken
      .split(', ')
      .map((name) => name.replace(/:.*/, ''))
      .toSorted(),
  );
  const choices = [...widget.matchAll(/wrong\('(\w+)', \w+, \/\^\((.*?)\)\$\/\)/g)];
  expect(choices.length).toBe(3);
  for (const [, name = '', values = ''] of choices)
    expect([name, told.find((one) => one.name === name)?.takes]).toEqual([name, values.split('|')]);
});

test('what the button says without a greeting is what it says', () => {
  expect(JSON.stringify(english)).toContain('"Back pain? Ask here"');
  expect(guide).toContain('"Back pain? Ask here"');
});
