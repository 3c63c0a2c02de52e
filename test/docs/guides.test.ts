import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import packageJson from '../../package.json' with { type: 'json' };
import { settingsSchema } from '../../src/settings.ts';
import lformsPackage from '../lforms/package.json' with { type: 'json' };

/** What is read by whoever comes from outside: nothing that it names may be missing. */
const root = join(import.meta.dirname, '../..');
const pages = globSync(['*.md', '{docs,deploy,dialogs,build,test}/**/*.md'], {
  cwd: root,
  exclude: ['**/node_modules/**'],
});
const tests = globSync('test/**/*.test.ts', { cwd: root });
const scripts: ReadonlySet<string> = new Set(Object.keys(packageJson.scripts));
const exists = (path: string): boolean => globSync(path, { cwd: root }).length > 0;

const all = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);
/** In a block or a line of code. */
const codeIn = (text: string): string => all(text, /(```.*?```|`[^`]+`)/gs).join('\n');
/** A file or folder of this repository; not one that a command makes, nor a language that is still to come. */
const rooms = /(?<![\w./-])((?:machines|dialogs|src|test|build|docs|deploy|manifest|\.github)\/[\w./*-]*)/g;
const isMade = (path: string): boolean => /(^|\/)(dist(\/|$)|xx\.)/.test(path);

test('the guides are found', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/plug-in.md']));
});

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(root, page), 'utf8');
  const code = codeIn(text);

  test('names npm scripts that there are', () => {
    expect(all(code, /npm run (?:-s )?([\w-]+)/g).filter((name) => !scripts.has(name))).toEqual([]);
  });

  test('names settings that there are', () => {
    const settings = Object.keys(settingsSchema.shape);
    const named = all(text, /(CAUDA_[A-Z_]*[A-Z])(?!_?[A-Z*…])/g).map((name) => name.replace(/_FILE$/, ''));
    const known = new Set([...settings, ...all(text, /^ {2}(CAUDA_\w+): z$/gm)]); // those that the page itself makes
    expect(named.filter((name) => !known.has(name) && !known.has(`${name}_FILE`))).toEqual([]);
  });

  test('names tests that there are', () => {
    const named = all(code, /npm test -- ([\w ]+)/g).flatMap((names) => names.trim().split(' '));
    expect(named.filter((name) => !tests.some((path) => path.includes(name)))).toEqual([]);
  });

  test('names files and folders that there are', () => {
    // A block of code begins with the file that it is, or the line before says that it is new.
    const makes = new Set([...all(text, /^\/\/ (\S+)$/gm), ...all(text, /^A new file `([^`]+)`/gm)]);
    expect(all(code, rooms).filter((path) => !isMade(path) && !makes.has(path) && !exists(path))).toEqual([]);
  });

  test('links to what there is, headings too', () => {
    const links = [...all(text, /\]\(([^)\s]+)\)/g), ...all(text, /src="([^"]+)"/g)];
    const inside = links.filter((link) => !/^\w+:/.test(link) && !link.includes('HOST'));
    const dead = inside.filter((link) => {
      const [path = '', heading] = link.split('#');
      const file = path === '' ? page : join(dirname(page), path);
      return !exists(file) || (heading !== undefined && !headingsOf(file).includes(heading));
    });
    expect(dead).toEqual([]);
  });
});

test('each package has its line that says why it is there, and no other has', () => {
  const [, table = ''] = readFileSync(join(root, 'README.md'), 'utf8').split('\n## Packages');
  const named = all(table, /^\| ([^|]*[a-z][^|]*)\|/gm)
    .slice(1)
    .flatMap((cell) => cell.replace(/\(.*?\)/, '').split(','))
    .map((name) => name.trim());
  const { dependencies, devDependencies } = packageJson;
  const ours = Object.keys({ ...dependencies, ...devDependencies, ...lformsPackage.dependencies });
  const told = (name: string) => (name.startsWith('@types/') && named.includes('@types/*')) || named.includes(name);
  expect(ours.filter((name) => !told(name))).toEqual([]);
  expect(named.filter((name) => name !== '@types/*' && !ours.includes(name))).toEqual([]);
});

/** As forges name them. */
const headingsOf = (file: string): readonly string[] =>
  all(readFileSync(join(root, file), 'utf8'), /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
