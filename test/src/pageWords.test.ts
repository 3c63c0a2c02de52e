import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import english from '../../dialogs/texts/en.json' with { type: 'json' };

const source = (path: string): string => readFileSync(new URL(`../../src/${path}`, import.meta.url), 'utf8');
const sourcesIn = (folder: string): string =>
  readdirSync(new URL(`../../src/${folder}/`, import.meta.url))
    .filter((name) => /\.(html|css|[jt]s)$/.test(name))
    .map((name) => source(`${folder}/${name}`))
    .join('\n');
const all = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

describe('the words of the pages', () => {
  const pages = ['pages', 'pages/chat'].map(sourcesIn).join('\n');
  const server = ['pages.ts', 'wordsOfPages.ts'].map(source).join('\n');

  test('each that a page names is there, and each that is there is said', () => {
    const named = [...all(pages, /data-say(?:-label)?="(\w+)"/g), ...all(pages, /\bsay\('(\w+)'\)/g)];
    expect(named.filter((id) => !(id in english.pages))).toEqual([]);
    const said = new Set([...named, ...all(server, /\b(launcher\w+|speakThis|needsScript)\b/g)]);
    expect(Object.keys(english.pages).filter((id) => !said.has(id))).toEqual([]);
  });
});

test('the words of the pages around the chat: each that they name is there, and each that is there is said', () => {
  const pages = ['demo', 'privacy', 'terms'].map((name) => source(`pages/${name}.html`)).join('\n');
  const server = source('pages.ts');
  const named = all(pages, /\{\{(\w+)\}\}/g);
  const others = all(server, /^ {6}(\w+)(?:,|: )/gm);
  expect(named.filter((id) => !(id in english.site || others.includes(id)))).toEqual([]);
  const said = new Set([...named, 'demoTitle', 'privacyTitle', 'termsTitle', ...all(server, /\bsite\.(\w+)/g)]);
  expect(Object.keys(english.site).filter((id) => !said.has(id))).toEqual([]);
});

describe('the words of the desk', () => {
  const desk = sourcesIn('pages/nurse');
  const server = ['desk/deskPages.ts', 'desk/serveHandOver.ts'].map(source).join('\n');

  test('each that it names is there, and each that is there is said', () => {
    const named = [...all(desk, /word\('(\w+)'\)/g), ...all(server, /said\('(\w+)'\)/g)];
    expect(named.filter((id) => !(id in english.desk))).toEqual([]);
    // Refusals, states, columns and sections are named by what the server says.
    const byServer =
      /^(state|section)|^(complete|disconnected|transferred|declined|takesAway|stale|notYours|nothingToGoBackTo|noSuchAnswer|needsWords|wrongReason|sameAsComputed|needsSecond|disposition|reference|begun|age|owner|state)$/;
    const said = new Set([
      ...named,
      ...all(desk, /'(\w+)'/g),
      ...all(server, /\b(desk|signIn|needsScript|notSignedIn\w*)\b/g),
    ]);
    expect(Object.keys(english.desk).filter((id) => !said.has(id) && !byServer.test(id))).toEqual([]);
  });
});
