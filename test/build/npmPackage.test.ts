import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { publint } from 'publint';

const root = join(import.meta.dirname, '../..');
const project = mkdtempSync(join(tmpdir(), 'cauda-package-'));
const installed = join(project, 'node_modules/cauda');

/** The built package in another project, beside the packages that it asks for and no others. */
beforeAll(() => {
  const dist = join(project, 'dist');
  const built = execFileSync(process.execPath, [join(root, 'build/npmPackage.ts'), dist], { encoding: 'utf8' }).trim();
  mkdirSync(join(project, 'node_modules'));
  cpSync(built, installed, { recursive: true });
  for (const name of Object.keys({ ...about().dependencies, ...about().peerDependencies }))
    symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name));
  const consumer = readFileSync(join(import.meta.dirname, 'consumers/consumer.mts'), 'utf8');
  for (const ending of ['mts', 'cts']) writeFileSync(join(project, `consumer.${ending}`), consumer);
}, 60_000);
afterAll(() => rmSync(project, { recursive: true }));

const about = (): { dependencies: Record<string, string>; peerDependencies: Record<string, string> } =>
  JSON.parse(readFileSync(join(project, 'dist/package/package.json'), 'utf8'));

test('publint finds nothing', async () => {
  const { messages } = await publint({ pkgDir: installed, level: 'suggestion', strict: true, pack: false });
  expect(messages).toEqual([]);
});

test('a consumer in strict TypeScript compiles, and runs as ESM and as CommonJS', () => {
  const tsc = join(root, 'node_modules/.bin/tsc');
  const options = ['--strict', '--module', 'nodenext', '--target', 'es2022', '--skipLibCheck', '--typeRoots'];
  const files = ['consumer.mts', 'consumer.cts'];
  execFileSync(tsc, [...options, join(root, 'node_modules/@types'), '--types', 'node', ...files], { cwd: project });
  for (const file of ['consumer.mjs', 'consumer.cjs']) {
    const printed = execFileSync(process.execPath, [file], { cwd: project, encoding: 'utf8' });
    expect(JSON.parse(printed)).toEqual(['triage', 'emergency', 'answer', 'function', 'object']);
  }
}, 60_000);

test('its own types need no import of JSON, no TypeScript sources and no setting that a consumer may lack', () => {
  const types = join(installed, 'esm/types');
  const declarations = readdirSync(types, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.ts'));
  expect(declarations.length).toBeGreaterThan(10);
  for (const one of declarations) {
    expect(one).toMatch(/\.d\.ts$/);
    expect(readFileSync(join(types, one), 'utf8')).not.toMatch(/from '[^']*\.(json|ts)'/);
  }
});

test('the engine runs without Node, and is under 60 KB compressed', () => {
  writeFileSync(join(project, 'page.mjs'), "export { recommend, view, triageMachine } from 'cauda/engine';\n");
  const options = ['page.mjs', '--platform', 'browser', '--minify', '--file', 'bundle.mjs'];
  execFileSync(join(root, 'node_modules/.bin/rolldown'), options, { cwd: project });
  const bundle = readFileSync(join(project, 'bundle.mjs'), 'utf8');
  expect(bundle).not.toMatch(/\b(import|require)\s*[('"{*]/);
  expect(brotliCompressSync(bundle).length).toBeLessThan(60_000);
});
