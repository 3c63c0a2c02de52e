import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const library = /^(import (type )?.*?) from '(botbuilder|botbuilder-dialogs|botframework-[a-z]+)';$/gms;

/** Files of a folder that import botbuilder: whether by their types alone, and how many lines they have. */
const tied = (folder: string) =>
  globSync(`${folder}/**/*.ts`, { cwd: root }).flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const imports = [...text.matchAll(library)].map(([, what = '']) => what.slice(what.lastIndexOf('import ')));
    const typesOnly = imports.every((what) => what.startsWith('import type'));
    return imports.length === 0 ? [] : [{ typesOnly, lines: text.split('\n').length - 1 }];
  });

test('the page on leaving botbuilder counts what the imports say, as of its day and within a quarter', () => {
  const page = readFileSync(join(root, 'docs/leaving-botbuilder.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `(\w+)\/`(?:, (types only|code))? +\| (\d+) +\| ([\d,]+) +\|/gm)].map(
    ([, folder = '', kind, files, lines = '']) =>
      [folder, kind, Number(files), Number(lines.replace(',', ''))] as const,
  );
  expect(rows).toHaveLength(4);
  for (const [folder, kind, files, lines] of rows) {
    const found = tied(folder).filter(({ typesOnly }) => kind === undefined || typesOnly === (kind === 'types only'));
    const roundly = (told: number, is: number): boolean => Math.abs(told - is) <= is / 4;
    const count = found.reduce((sum, one) => sum + one.lines, 0);
    expect([folder, kind, found.length, count, roundly(files, found.length) && roundly(lines, count)]).toEqual([
      folder,
      kind,
      found.length,
      count,
      true,
    ]);
  }
});
