import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { publint } from 'publint';
import { launchBrowser } from '../journeys/browser.ts';

const root = join(import.meta.dirname, '../..');
const project = mkdtempSync(join(tmpdir(), 'cauda-package-'));
const installed = join(project, 'node_modules/cauda');
const run = (program: string, ...options: readonly string[]): string =>
  execFileSync(program, options, { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

/** What the author of another bot has; botbuilder-dialogs needs rimraf in order to install. */
const host = ['botbuilder@4.23.3', 'botbuilder-dialogs@4.23.3', 'botbuilder-testing@4.23.3', 'rimraf@6.1.4'];

type Example = { readonly file: string; readonly code: string; readonly prints: string | undefined };
/** The code blocks of a guide that begin with a file's name, each with what the guide says that it prints. */
const examplesIn = (guide: string): readonly Example[] =>
  [
    ...readFileSync(join(root, 'docs', guide), 'utf8').matchAll(
      /^```js\n\/\/ (\S+)\n(.*?)^```\n(?:\n```text\n(.*?)^```$)?/gms,
    ),
  ].map(([, file = '', code = '', prints]) => ({ file, code, prints }));
const examples = ['plug-in.md', 'embedding.md'].flatMap(examplesIn);

/** The packed package, installed by npm into a fresh project. */
beforeAll(() => {
  const built = run(process.execPath, join(root, 'build/npmPackage.ts'), join(project, 'dist')).trim();
  const packed = run('npm', 'pack', built, '--silent').trim();
  writeFileSync(join(project, 'package.json'), '{ "name": "host", "private": true }');
  run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', `./${packed}`, ...host);
  for (const name of readdirSync(join(import.meta.dirname, 'hosts')))
    cpSync(join(import.meta.dirname, 'hosts', name), join(project, name));
  cpSync(join(project, 'consumer.mts'), join(project, 'consumer.cts'));
  for (const { file, code } of examples) writeFileSync(join(project, file), code);
}, 180_000);
afterAll(() => rmSync(project, { recursive: true }));

test('publint finds nothing', async () => {
  const { messages } = await publint({ pkgDir: installed, level: 'suggestion', strict: true, pack: false });
  expect(messages).toEqual([]);
});

test('hosts in strict TypeScript compile, and run as ESM and as CommonJS', () => {
  const options = ['--strict', '--module', 'nodenext', '--target', 'es2022', '--skipLibCheck', '--types', 'node'];
  const types = ['--typeRoots', join(root, 'node_modules/@types')];
  run(join(root, 'node_modules/.bin/tsc'), ...options, ...types, 'consumer.mts', 'consumer.cts', 'typescriptBot.mts');
  for (const file of ['consumer.mjs', 'consumer.cjs'])
    expect(JSON.parse(run(process.execPath, file))).toEqual(['triage', 'emergency', 'answer', 'function', 'object']);
  expect(JSON.parse(run(process.execPath, 'typescriptBot.mjs'))).toEqual({
    first: { asked: 'legWeakness', attachments: 1 },
    urgency: 'emergency',
    rules: expect.arrayContaining(['E2']),
    entries: 4,
    again: 'emergency',
  });
}, 60_000);

test("somebody else's bot: two triages in a waterfall, an interruption and back, cancelling, an old run's button", () => {
  expect(JSON.parse(run(process.execPath, 'commonjsBot.js'))).toEqual([
    { asked: 'saddleNumbness', buttons: true, unreadable: 'unreadable' },
    { askedAgain: 'saddleNumbness' },
    { result: ['routine', 'emergency'] },
    { afterOldButton: 'saddleNumbness', afterNewButton: 'bladder' },
    { cancelled: true },
  ]);
});

test('its own types need no import of JSON, no TypeScript sources and no setting that a consumer may lack', () => {
  const types = join(installed, 'esm/types');
  const declarations = readdirSync(types, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.ts'));
  expect(declarations.length).toBeGreaterThan(10);
  for (const one of declarations) {
    expect(one).toMatch(/\.d\.ts$/);
    expect(readFileSync(join(types, one), 'utf8')).not.toMatch(/from '[^']*\.(json|ts)'/);
  }
});

/** The packages that an entry imports, by itself or by what it imports. */
function packagesOf(file: string, seen = new Set<string>()): readonly string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const code = readFileSync(join(installed, 'esm', file), 'utf8');
  const imported = [...code.matchAll(/^(?:import|export) (?:.* from )?"([^"]+)";$/gm)].map(([, what = '']) => what);
  return imported.flatMap((one) => (one.startsWith('./') ? packagesOf(one.slice(2), seen) : [one]));
}

test('only the dialog asks for a bot, and the engine for xstate and zod alone', () => {
  expect(packagesOf('cauda.js')).toContain('botbuilder-dialogs');
  expect(packagesOf('cards.js')).toContain('intl-messageformat');
  for (const entry of ['engine.js', 'cards.js', 'understanding.js'])
    expect(packagesOf(entry).filter((name) => name.startsWith('botbuilder'))).toEqual([]);
  expect(new Set(packagesOf('engine.js'))).toEqual(new Set(['xstate', 'zod']));
});

test('the engine runs without Node, and is under 60 KB compressed', () => {
  writeFileSync(join(project, 'engineAlone.mjs'), "export { recommend, view, triageMachine } from 'cauda/engine';\n");
  const options = ['engineAlone.mjs', '--platform', 'browser', '--minify', '--file', 'bundle.mjs'];
  run(join(root, 'node_modules/.bin/rolldown'), ...options);
  const bundle = readFileSync(join(project, 'bundle.mjs'), 'utf8');
  expect(bundle).not.toMatch(/\b(import|require)\s*[('"{*]/);
  expect(brotliCompressSync(bundle).length).toBeLessThan(60_000);
});

test('what the guides show prints what they say', () => {
  const printing = examples.filter(({ prints }) => prints !== undefined);
  expect(printing.map(({ file }) => file)).toEqual(['talk.js', 'recommend.mjs', 'conversation.mjs']);
  for (const { file, prints } of printing) expect(run(process.execPath, file)).toBe(prints);
});

test("the embedding guide's page asks, takes a tap and tells an emergency, in a browser and without a server", async () => {
  run(join(root, 'node_modules/.bin/rolldown'), 'page.mjs', '--platform', 'browser', '--file', 'pageBundle.mjs');
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.setContent('<!doctype html><title>page</title><body></body>');
    await page.addScriptTag({ content: readFileSync(join(project, 'pageBundle.mjs'), 'utf8'), type: 'module' });
    const title = (name: string) => page.getByRole('heading', { name, exact: true });
    for (const [question, value] of [
      ['legWeakness', 'none'],
      ['saddleNumbness', 'yes'],
    ] as const) {
      await title(question).waitFor();
      await page.getByRole('button', { name: value, exact: true }).click();
    }
    await title('emergency').waitFor();
  } finally {
    await browser.close();
  }
}, 60_000);
