import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { publint } from 'publint';
import { z } from 'zod';
import { openPlayground, startAgentsPlayground } from '../journeys/agentsPlayground.ts';
import { launchBrowser } from '../journeys/browser.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const root = join(import.meta.dirname, '../..');
const project = temporaryFolder();
const installed = join(project, 'node_modules/cauda');
// Copies of botbuilder-dialogs find there what they need, and nothing else looks there before its own folders.
const env = { ...process.env, NODE_PATH: join(root, 'node_modules') };
const run = (program: string, ...options: readonly string[]): string =>
  execFileSync(program, options, { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const runFile = promisify(execFile);
const runCopies = (file: string): string =>
  execFileSync(hostNode, [file], { cwd: project, encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] });

/** What the author of another bot has, beside what npm asks for with botbuilder-dialogs. */
const host = ['botbuilder@4.23.3', 'botbuilder-dialogs@4.23.3', 'rimraf@6.1.4'];
/** The same as this repository has it: npm would take longer to unpack it once more than for all else here. */
const hostsOwn = ['botbuilder', 'botbuilder-core', 'botbuilder-dialogs', 'botbuilder-testing'];

type Example = { readonly file: string; readonly code: string; readonly prints: string | undefined };
/** The code blocks of a guide that begin with a file's name, each with what the guide says that it prints. */
const examplesIn = (guide: string): readonly Example[] =>
  [
    ...readFileSync(join(root, 'docs', guide), 'utf8').matchAll(
      /^```js\n\/\/ (\S+)\n(.*?)^```\n(?:\n```text\n(.*?)^```$)?/gms,
    ),
  ].map(([, file = '', code = '', prints]) => ({ file, code, prints }));
const examples = ['plug-in.md', 'embedding.md', 'leaving-botbuilder.md'].flatMap(examplesIn);

/** Hosts run on the Node that called npm where that is an older one than the tests': CI has a Node 20. */
const hostNode = process.env['npm_node_execpath'] ?? process.execPath;

let packed: string;
/** What TypeScript says of the package's types and of the hosts. */
let complaints: readonly string[];
/** What the hosts that can share a process print, by their file. */
let printed: Readonly<Record<string, string>>;
const printedJson = (file: string): unknown => JSON.parse(printed[file] ?? 'null');
const browser = launchBrowser();
afterAll(async () => (await browser).close());

/** The packed package, installed by npm into a fresh project; its hosts are compiled and run there. */
beforeAll(() => {
  const built = run(process.execPath, join(root, 'build/npmPackage.ts'), join(project, 'dist')).trim();
  packed = run('npm', 'pack', built, '--silent').trim();
  writeFileSync(join(project, 'package.json'), '{ "name": "host", "private": true }');
  const install = ['install', '--prefer-offline', '--no-audit', '--no-fund'];
  // What npm makes of the package and of its peers, without unpacking them.
  run('npm', ...install, '--package-lock-only', `./${packed}`, ...host);
  for (const file of ['package.json', 'package-lock.json']) rmSync(join(project, file));
  writeFileSync(join(project, 'package.json'), '{ "name": "host", "private": true }');
  run('npm', ...install, `./${packed}`);
  for (const name of hostsOwn) linkFromHere(name);
  for (const name of readdirSync(join(import.meta.dirname, 'hosts')))
    cpSync(join(import.meta.dirname, 'hosts', name), join(project, name));
  cpSync(join(project, 'consumer.mts'), join(project, 'consumer.cts'));
  const ownTexts = readFileSync(join(project, 'ownTexts.mjs'), 'utf8');
  const required = ownTexts.replaceAll(/import (.*) from ('.*');/g, 'const $1 = require($2);');
  writeFileSync(join(project, 'ownTexts.cjs'), required);
  for (const { file, code } of examples) writeFileSync(join(project, file), code);
  complaints = compiled('consumer.mts', 'consumer.cts', 'typescriptBot.mts', 'ownStorage.mts');
  const esm = [
    'consumer.mjs',
    'typescriptBot.mjs',
    'recommend.mjs',
    'conversation.mjs',
    'early.mjs',
    'misuse.mjs',
    'modulesBot.mjs',
    'ownStorage.mjs',
  ];
  const inEsm = run(hostNode, 'inOne.mjs', ...esm);
  const inCommonJs = run(hostNode, 'inOne.mjs', 'consumer.cjs', 'commonjsBot.js', 'races.js', 'talk.js');
  const schema = z.record(z.string(), z.string());
  printed = { ...schema.parse(JSON.parse(inEsm)), ...schema.parse(JSON.parse(inCommonJs)) };
}, 240_000);

function linkFromHere(name: string): void {
  mkdirSync(join(project, 'node_modules', name, '..'), { recursive: true });
  symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name));
}

/** Botbuilder's and xstate's own types are not ours to mend. */
function compiled(...files: readonly string[]): readonly string[] {
  // Without skipLibCheck, so that no wrong type of ours passes for `any`.
  const options = ['--strict', '--module', 'nodenext', '--target', 'es2022', '--types', 'node'];
  const types = ['--typeRoots', join(root, 'node_modules/@types')];
  const compiler = join(root, 'node_modules/.bin/tsc');
  const { stdout } = spawnSync(compiler, [...options, ...types, ...files], { cwd: project, encoding: 'utf8' });
  return stdout.split('\n').filter((line) => /^(node_modules\/cauda\/|[^/]+\()/.test(line));
}

test('publint finds nothing, and the types are right for every way of importing', async () => {
  const { messages } = await publint({ pkgDir: installed, level: 'suggestion', strict: true, pack: false });
  expect(messages).toEqual([]);
  // It ends with an error where it finds anything.
  const areTheTypesWrong = ['--package=@arethetypeswrong/cli@0.18.5', '--', 'attw', packed, '--format=json'];
  run('npm', 'exec', '--yes', '--prefer-offline', ...areTheTypesWrong);
}, 60_000);

test('hosts in strict TypeScript compile, and run as ESM and as CommonJS', () => {
  expect(complaints).toEqual([]);
  for (const file of ['consumer.mjs', 'consumer.cjs'])
    expect(printedJson(file)).toEqual(['triage', 'emergency', 'answer', 'function', 'object']);
  expect(printedJson('typescriptBot.mjs')).toEqual({
    begunByButton: ['legWeakness', 0],
    first: { asked: 'legWeakness', attachments: 1, themed: true },
    themed: 3,
    urgency: 'emergency',
    rules: expect.arrayContaining(['E2']),
    entries: 4,
    again: 'emergency',
  });
});

test('a bot in ES modules is spoken to in Spanish, and files an emergency', () => {
  expect(printedJson('modulesBot.mjs')).toEqual({
    urgency: 'emergency',
    again: 'emergency',
    language: 'es',
    shown: expect.stringMatching(/urgencias ahora/),
    foreign: 'unreadable',
  });
});

test('a bot in strict TypeScript with dialogs and a storage of its own: started anew, interrupted and back, filed, cancelled', () => {
  expect(printedJson('ownStorage.mjs')).toEqual({
    before: 'saddleNumbness',
    after: 'saddleNumbness',
    filed: [expect.arrayContaining(['E2']), 'cancelled'],
    isSmall: true,
  });
});

test("somebody else's bot: two triages in a waterfall, an interruption and back, cancelling, an old run's button", () => {
  expect(printedJson('commonjsBot.js')).toEqual([
    { asked: 'saddleNumbness', buttons: true, unreadable: 'unreadable' },
    { askedAgain: 'saddleNumbness' },
    { resultSends: 0, resultShowsMore: true },
    { result: ['routine', 'emergency'] },
    { afterOldButton: 'saddleNumbness', afterNewButton: 'bladder' },
    { cancelled: true },
    { afterDeadButton: 'Your name?', asked: 'legWeakness' },
  ]);
});

/** A folder of the project with packages of its own, each a copy of what was installed. */
function withOwnCopies(name: string, copies: Readonly<Record<string, string>>, host: string): string {
  const folder = join(project, name);
  for (const [copy, of] of Object.entries(copies))
    cpSync(join(project, 'node_modules', of), join(folder, 'node_modules', copy), {
      recursive: true,
      dereference: true,
    });
  cpSync(join(project, host), join(folder, host));
  return join(folder, host);
}

test('two copies of botbuilder-dialogs are told of by name, with what to do', () => {
  const dialogs = 'botbuilder-dialogs';
  const copies = { cauda: 'cauda', [`cauda/node_modules/${dialogs}`]: dialogs };
  const nested = withOwnCopies('nested', copies, 'secondCopy.cjs');
  expect(() => runCopies(nested)).toThrow(
    /cauda has a copy of botbuilder-dialogs of its own, at .*nested.*: no bot knows its dialogs. .*npm dedupe/,
  );
  // The bot has the second copy, or a library of its that hands our dialog on: only there botbuilder's sentence comes after our words.
  for (const file of ['secondCopy.cjs', 'secondCopy.mjs']) {
    const besides = withOwnCopies('besides', { [dialogs]: dialogs }, file);
    expect(() => runCopies(besides)).toThrow(
      /two copies of botbuilder-dialogs: cauda uses \S*node_modules\S*, and \S*besides\/secondCopy.[cm]js uses \S*besides\/node_modules\S*,.*npm dedupe/,
    );
    expect(() => runCopies(besides)).not.toThrow(/Invalid dialog being added/);
  }
  const handedOn = withOwnCopies('handedOn', { [dialogs]: dialogs }, 'handedOnCopy.cjs');
  expect(() => runCopies(handedOn)).toThrow(
    /SECOND_BOTBUILDER_DIALOGS: two copies of botbuilder-dialogs are loaded[\s\S]*npm dedupe[\s\S]*Invalid dialog being added/,
  );
}, 60_000);

test('a bundle of the dialog says what it lacks, and runs with the word lists beside it', () => {
  const bundle = (format: string, file: string): string => {
    const external = ['--external:botbuilder', '--external:botbuilder-dialogs', '--log-level=error'];
    const options = ['bundled.mjs', '--bundle', '--platform=node', `--format=${format}`, ...external];
    run(join(root, 'node_modules/.bin/esbuild'), ...options, `--outfile=${join('bundles/bot', file)}`);
    return join('bundles/bot', file);
  };
  const modules = bundle('esm', 'bot.mjs');
  const lacks = /Cauda's word lists are not beside its code.*--external:cauda/;
  expect(() => run(hostNode, modules)).toThrow(lacks);
  expect(() => run(hostNode, bundle('cjs', 'bot.cjs'))).toThrow(lacks);
  cpSync(join(installed, 'lexicons'), join(project, 'bundles/lexicons'), { recursive: true });
  expect(JSON.parse(run(hostNode, modules))).toEqual(['triage', 'answer']);
}, 60_000);

test('two messages at once: a storage where the last writer wins forgets one, a queue none; two people at once get their own', () => {
  expect(printedJson('races.js')).toEqual([
    { wasTold: true, filed: 'Filed for Ada: routine' },
    { wasTold: true, filed: 'Filed for Ada: emergency' },
    ['Filed for Bea: emergency', 'Filed for Cid: routine'],
  ]);
});

test("a host's own texts are said, in both module systems, and wrong ones keep it from starting", async () => {
  for (const [folder, messages] of [
    ['content', { whoIAm: 'I am the spine line of St Elsewhere.' }],
    ['wrong', { whoIam: 'I am' }],
  ] as const) {
    mkdirSync(join(project, folder, 'texts'), { recursive: true });
    writeFileSync(join(project, folder, 'texts/en.json'), JSON.stringify({ messages }));
  }
  // A further language that is begun by a copy of Spanish.
  cpSync(join(installed, 'lexicons/es'), join(project, 'inPart/lexicons/ca'), { recursive: true });
  mkdirSync(join(project, 'inPart/texts'));
  cpSync(join(root, 'dialogs/texts/es.json'), join(project, 'inPart/texts/ca.json'));
  // Side by side: each reads all texts back several times.
  const both = [
    ['ownTexts.mjs', './wrong', './inPart'],
    ['ownTexts.cjs', './wrong'],
  ].map((what) => runFile(hostNode, what, { cwd: project }));
  for (const { stdout } of await Promise.all(both)) {
    const [own, said, other, refused, inPart] = z.array(z.string()).parse(JSON.parse(stdout));
    expect(said).toBe('I am the spine line of St Elsewhere.');
    expect(own).not.toBe(other);
    expect(refused).toMatch(/messages\/whoIam: there is no such text; did you mean messages\/whoIAm/);
    if (inPart !== undefined)
      expect(inPart).toMatch(/texts\/ca\.json: questions\/legWeakness\/ask\/self: still says ".*", as es does/);
  }
}, 120_000);

test('what is misspelt throws by name, in each export; no answer that there is not counts as none, nor one not given', () => {
  expect(printedJson('misuse.mjs')).toEqual({
    question: expect.stringMatching(/^recommend, findings: .*legWeaknes/),
    answer: expect.stringMatching(/^recommend, findings: .*legWeakness/),
    complete: expect.stringMatching(/^recommend, complete: .*must be true where/),
    missing: expect.stringMatching(/^recommend, complete: .*no answer to saddleNumbness, bladder.*"unsure" is one/),
    mapped: expect.stringMatching(/^recommend, findings: .*must be a plain object/),
    because: expect.stringMatching(/^because, findings: .*legWeakness/),
    log: expect.stringMatching(/^view, log: .*entries/),
    role: expect.stringMatching(/^view, log: .*head\.role/),
    answersTo: expect.stringMatching(/^answersTo, question: /),
    about: expect.stringMatching(/^question, id: /),
    claim: expect.stringMatching(/^claim, id: /),
    asked: expect.stringMatching(/^understand, asked: /),
    today: expect.stringMatching(/^understand, today: /),
    setting: expect.stringMatching(/^triageTurns: .*emergencyNumber/),
    theme: expect.stringMatching(/^triageTurns: .*"colour".*theme/),
    presentation: expect.stringMatching(/^card, presentation: .*"button"/),
    head: expect.stringMatching(/^newHead: .*chanel/),
    kept: ['emergency', 6, 'emergency'],
  });
});

test('what is packed is what a consumer loads: code and types twice, word lists once, no examples', () => {
  const files = readdirSync(installed, { recursive: true, withFileTypes: true, encoding: 'utf8' })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(installed.length + 1))
    .filter((name) => !name.startsWith('node_modules/'));
  const needless = files.filter(
    (name) =>
      !/^(package\.json|LICENSE|(esm|cjs)\/(package\.json|[\w-]+\.js|types\/.*\.d\.ts)|lexicons\/.*\.(json|bin|LICENSE))$/.test(
        name,
      ),
  );
  expect(needless).toEqual([]);
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
  for (const entry of ['turns.js', 'engine.js', 'cards.js', 'understanding.js'])
    expect(packagesOf(entry).filter((name) => name.startsWith('botbuilder'))).toEqual([]);
  // In a browser there is no Node.
  expect(packagesOf('cards.js').filter((name) => name.startsWith('node:'))).toEqual([]);
  expect(new Set(packagesOf('engine.js'))).toEqual(new Set(['xstate', 'zod']));
});

test('the engine runs without Node, and is under 60 KB compressed', () => {
  writeFileSync(join(project, 'engineAlone.mjs'), "export * from 'cauda/engine';\n");
  const options = ['engineAlone.mjs', '--platform', 'browser', '--minify', '--file', 'bundle.mjs'];
  run(join(root, 'node_modules/.bin/rolldown'), ...options);
  const bundle = readFileSync(join(project, 'bundle.mjs'), 'utf8');
  expect(bundle).not.toMatch(/\b(import|require)\s*[('"{*]/);
  expect(brotliCompressSync(bundle).length).toBeLessThan(60_000);
});

test('what the guides show prints what they say', () => {
  const printing = examples.filter(({ prints }) => prints !== undefined);
  expect(printing.map(({ file }) => file)).toEqual(['talk.js', 'recommend.mjs', 'conversation.mjs', 'early.mjs']);
  for (const { file, prints } of printing) expect(printed[file]).toBe(prints);
});

test("the embedding guide's page asks, takes a tap and tells an emergency, in a browser and without a server", async () => {
  run(join(root, 'node_modules/.bin/rolldown'), 'page.mjs', '--platform', 'browser', '--file', 'pageBundle.mjs');
  const page = await (await browser).newPage();
  try {
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
    await page.close();
  }
}, 60_000);

test('an agent of the Agents SDK, without botbuilder, holds the conversation in the Agents Playground', async () => {
  for (const name of ['@microsoft/agents-hosting', '@microsoft/agents-activity', 'express'])
    if (!existsSync(join(project, 'node_modules', name))) linkFromHere(name);
  const agent = spawn(hostNode, ['agent.mjs'], { cwd: project, stdio: ['ignore', 'pipe', 'inherit'] });
  const { value: address } = await createInterface({ input: agent.stdout })[Symbol.asyncIterator]().next();
  const playground = await startAgentsPlayground(z.string().parse(address));
  try {
    const chat = await openPlayground(await (await browser).newPage(), playground.url);
    await chat.types('hello');
    await chat.sees(/leg or foot weaker/);
    await chat.taps('No weakness');
    await chat.sees(/Between your legs|numb/i);
    await chat.types('I have wet myself');
    await chat.sees('112');
    await chat.types('stop');
    await chat.sees(/emergency department now/i);
  } finally {
    agent.kill('SIGTERM');
    await playground.stop();
  }
}, 90_000);
