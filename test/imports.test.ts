import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from '@jest/globals';

/** Who may look into whom. No arrow ever points back. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  machines: ['machines'],
  dialogs: ['dialogs', 'machines'],
  src: ['src', 'dialogs', 'machines'],
  manifest: ['manifest', 'src', 'dialogs', 'machines', 'package.json'],
  build: ['build', 'src', 'dialogs', 'machines'],
};

type Import = { readonly by: string; readonly what: string; readonly typesOnly: boolean };

const root = join(import.meta.dirname, '..');
const files = Object.keys(mayImport).flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(room, file)),
);
const imports = files.flatMap(importsOf);

function importsOf(by: string): readonly Import[] {
  const text = readFileSync(join(root, by), 'utf8');
  const named = [...text.matchAll(/^(?:import|export)\s([^;']*?)\sfrom\s+'([^']+)'/gm)];
  const others = [...text.matchAll(/^import\s+'([^']+)'|\bimport\('([^']+)'|\brequire\('([^']+)'/gm)];
  return [
    ...named.map(([, names = '', what = '']) => ({ by, what, typesOnly: namesTypesOnly(names) })),
    ...others.map(([, plain, dynamic, required]) => ({
      by,
      what: plain ?? dynamic ?? required ?? '',
      typesOnly: false,
    })),
  ];
}

function namesTypesOnly(names: string): boolean {
  if (names.startsWith('type ')) return true;
  const inBraces = /^\{(.*)\}$/s.exec(names.trim())?.[1];
  return inBraces?.split(',').every((name) => /^\s*(type\s|$)/.test(name)) ?? false;
}

const isOurs = ({ what }: Import): boolean => what.startsWith('.');
const target = ({ by, what }: Import): string => relative(root, join(root, dirname(by), what));
const roomOf = (path: string): string => path.split('/')[0] ?? '';
const wrong = (test: (one: Import) => boolean): readonly string[] =>
  imports.filter((one) => !test(one)).map(({ by, what }) => `${by} imports ${what}`);

test('the imports are found, of every form', () => {
  expect(imports.length).toBeGreaterThan(files.length);
  expect(namesTypesOnly('{ type A, type B, }')).toBe(true);
  expect(namesTypesOnly('{ type A, b }')).toBe(false);
  expect(namesTypesOnly('type { A }')).toBe(true);
  expect(namesTypesOnly('A')).toBe(false);
});

test('no room looks into one that is built on it, nor anywhere outside', () => {
  expect(wrong((one) => !isOurs(one) || (mayImport[roomOf(one.by)] ?? []).includes(roomOf(target(one))))).toEqual([]);
});

test('words, phrases, readings and answer are read one after the other', () => {
  const rooms = ['words', 'phrases', 'readings', 'answer'];
  const place = (path: string): number => rooms.indexOf(/^dialogs\/understanding\/(\w+)\//.exec(path)?.[1] ?? '');
  expect(wrong((one) => place(one.by) < 0 || !isOurs(one) || place(target(one)) <= place(one.by))).toEqual([]);
});

test('machines stand on xstate and zod alone', () => {
  const machines = (one: Import) => roomOf(one.by) === 'machines';
  expect(wrong((one) => !machines(one) || isOurs(one) || one.what === 'xstate' || one.what === 'zod')).toEqual([]);
});

test('only channels, turn and the dialog know the Bot Framework; of its types three more', () => {
  const botFramework = /^(botbuilder|botframework-(connector|schema|streaming))/;
  const knows = (by: string) =>
    by.startsWith('src/channels/') || ['src/turn.ts', 'dialogs/triageDialog.ts'].includes(by);
  const knowsTypes = (by: string) =>
    ['dialogs/activities.ts', 'dialogs/triageTurn.ts', 'src/heldReplies.ts'].includes(by);
  expect(
    wrong(({ by, what, typesOnly }) => !botFramework.test(what) || knows(by) || (knowsTypes(by) && typesOnly)),
  ).toEqual([]);
});

test('the server starts no process and evaluates nothing', () => {
  const processes = ['src/playground.ts', 'src/reviewPack/proof.ts'];
  expect(
    wrong(
      ({ by, what }) =>
        !/^(node:)?(child_process|cluster|vm)$/.test(what) || roomOf(by) === 'build' || processes.includes(by),
    ),
  ).toEqual([]);
  // Commands of their own, which the server does not know.
  expect(wrong((one) => !isOurs(one) || !processes.includes(target(one)) || one.by.includes('reviewPack'))).toEqual([]);
  const evaluating = files.filter((file) => /\beval\(|\bnew Function\b/.test(readFileSync(join(root, file), 'utf8')));
  expect(evaluating).toEqual([]);
});

/** Folders in which files still share types in a circle. */
const knownCircles = ['src/channels/teams/'];

test('a file is not imported in a circle, not even for its types', () => {
  const edges = Map.groupBy(
    imports.filter(
      (one) => isOurs(one) && !(one.typesOnly && knownCircles.some((folder) => one.by.startsWith(folder))),
    ),
    ({ by }) => by,
  );
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, above: readonly string[]): void => {
    if (above.includes(file)) circles.push([...above.slice(above.indexOf(file)), file].join(' -> '));
    if (done.has(file) || above.includes(file)) return;
    for (const one of edges.get(file) ?? []) visit(target(one), [...above, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});

test('nothing names a folder beside the repository', () => {
  const outside = /\.\.\/shared\b/;
  expect(files.filter((file) => outside.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

/** The npm package holds these two rooms, and runs on Node 20. */
test('machines/ and dialogs/ use nothing of the language that Node 20 lacks', () => {
  const newer =
    /\b((Map|Object)\.groupBy|Promise\.(try|withResolvers)|RegExp\.escape|Array\.fromAsync|Iterator\.from|URL\.parse)\b/;
  const using = files.filter(
    (file) => /^(machines|dialogs)\//.test(file) && newer.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(using).toEqual([]);
});
