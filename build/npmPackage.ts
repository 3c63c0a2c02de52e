import { execFileSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OutputChunk, type Plugin, rolldown } from 'rolldown';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');
/** What a consumer can import, by the file in build/package/ that offers it. */
export const entries = ['cauda', 'turns', 'engine', 'cards', 'understanding'] as const;
/** The lowest and the highest botbuilder that the package is tried with, by `npm run try-package`. */
export const triedPeers = ['4.23.0', '4.23.3'] as const;
const range = `>=${triedPeers[0]} <=${triedPeers[1]}`;
/** A host has these already: a second copy would not know the first one's dialogs. */
const peers = { botbuilder: range, 'botbuilder-dialogs': range };
/** The module systems, by the condition under which Node takes each; a folder in the package is named after each. */
const formats = { import: 'esm', require: 'cjs' } as const;
/** The oldest Node that it says it takes, which `npm run try-package` fetches. */
export const oldestNode = '20.19.0';
/** What that Node has of the language's own objects; the code is checked against it. */
const lib = ['es2023', 'dom'];

const aboutSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  description: z.string(),
  license: z.string(),
  dependencies: z.record(z.string(), z.string()),
});

/** Writes the npm package to `dist/package/`: plain JS, ESM and CommonJS both, with types. @returns that folder. */
export async function npmPackage(dist: string): Promise<string> {
  const folder = join(dist, 'package');
  rmSync(folder, { recursive: true, force: true });
  const names = await code(folder);
  types(folder);
  cpSync(join(root, 'dialogs/understanding/lexicons'), join(folder, 'lexicons'), {
    recursive: true,
    // What was learned from the examples is in likelihoods.bin.
    filter: (source) => !source.includes('/examples') && !source.endsWith('README.md'),
  });
  cpSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  writeJson(join(folder, 'package.json'), about(names));
  return folder;
}

/** @returns whether the code names a package, in an import or to find a file of it. */
async function code(folder: string): Promise<(name: string) => boolean> {
  const { codeVersion } = await import('../dialogs/clinicalCode.ts');
  const { drawingsVersion } = await import('../dialogs/drawings.ts');
  const { ownTexts } = await import('../dialogs/ownTexts.ts');
  const bundle = await rolldown({
    cwd: root,
    input: Object.fromEntries(entries.map((name) => [name, `build/package/${name}.ts`])),
    platform: 'node',
    external: (id) => !/^[./]/.test(id) && !id.startsWith('/'),
    plugins: [
      carried('clinicalCode', { codeVersion }),
      carried('drawings', { drawingsVersion }),
      carried('ownTexts', { ownTexts }),
      lexiconsForBoth,
    ],
  });
  const chunks: OutputChunk[] = [];
  for (const format of Object.values(formats)) {
    const { output } = await bundle.write({ dir: join(folder, format), format, minifyInternalExports: false });
    chunks.push(...output.filter((one): one is OutputChunk => one.type === 'chunk'));
    writeJson(join(folder, format, 'package.json'), { type: format === 'esm' ? 'module' : 'commonjs' });
  }
  await bundle.close();
  return (name) => chunks.some((one) => new RegExp(`["'\`]${name}["'\`/]`).test(one.code));
}

/** What a file of dialogs/ finds out when it is loaded, the package carries: it has no sources of machines/, and no disk in a browser. */
const carried = (file: string, values: Readonly<Record<string, unknown>>): Plugin => ({
  name: file,
  load: (id) =>
    id.endsWith(`/dialogs/${file}.ts`)
      ? Object.entries(values)
          .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
          .join('\n')
      : null,
});

/** Both formats read the same word lists, from beside their folders. */
const lexiconsForBoth: Plugin = {
  name: 'lexicons',
  transform: (text, id) => {
    if (!id.endsWith('/dialogs/understanding/lexicon.ts')) return null;
    if (!text.includes("'./lexicons/'")) throw new Error('lexicon.ts no longer says where the word lists are');
    return text.replace("'./lexicons/'", "'../lexicons/'");
  },
};

/** One set of types for each format, since TypeScript asks the nearest package.json which one a file is for. */
function types(folder: string): void {
  const emitted = join(folder, 'types');
  const tsc = join(root, 'node_modules/.bin/tsc');
  const options = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rewriteRelativeImportExtensions'];
  const files = entries.map((name) => join(root, `build/package/${name}.ts`));
  writeJson(join(folder, 'tsconfig.json'), {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { rootDir: root, outDir: emitted, typeRoots: [join(root, 'node_modules/@types')], lib },
    include: files,
  });
  execFileSync(tsc, ['-p', folder, ...options], { stdio: 'inherit' });
  rmSync(join(folder, 'tsconfig.json'));
  for (const file of readdirSync(emitted, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.d.ts')))
    writeFileSync(join(emitted, file), forConsumers(readFileSync(join(emitted, file), 'utf8')));
  for (const format of Object.values(formats)) cpSync(emitted, join(folder, format, 'types'), { recursive: true });
  rmSync(emitted, { recursive: true });
}

/** No type that is offered tells the texts' own keys, and a consumer need not be set up to import JSON. */
const forConsumers = (declarations: string): string =>
  declarations
    .replaceAll(/^import type (\w+) from '[^']*\.json'.*$/gm, `declare const $1: { ${partsOfTexts()} };`)
    .replaceAll(/(from '\.[^']*)\.ts'/g, "$1.js'");

const partsOfTexts = (): string =>
  Object.keys(z.looseObject({}).parse(JSON.parse(readFileSync(join(root, 'dialogs/texts/en.json'), 'utf8'))))
    .map((part) => `${part}: Record<string, unknown>`)
    .join('; ');

const typesOf = (entry: string, format: string): string => `./${format}/types/build/package/${entry}.d.ts`;

function about(names: (name: string) => boolean) {
  const { name, version, description, license, dependencies } = aboutSchema.parse(
    JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')),
  );
  const offered = entries.map((entry) => [
    entry === 'cauda' ? '.' : `./${entry}`,
    Object.fromEntries(
      Object.entries(formats).map(([how, format]) => [
        how,
        { types: typesOf(entry, format), default: `./${format}/${entry}.js` },
      ]),
    ),
  ]);
  return {
    name,
    version,
    description,
    license,
    type: 'module',
    engines: { node: `>=${oldestNode}` },
    // For tools that know no exports.
    main: './cjs/cauda.js',
    types: typesOf('cauda', 'cjs'),
    typesVersions: { '*': Object.fromEntries(entries.map((entry) => [entry, [typesOf(entry, 'cjs')]])) },
    exports: { ...Object.fromEntries(offered), './package.json': './package.json' },
    sideEffects: false,
    dependencies: Object.fromEntries(Object.entries(dependencies).filter(([one]) => names(one) && !(one in peers))),
    peerDependencies: peers,
    // Only `cauda` itself needs a bot; the others do not.
    peerDependenciesMeta: Object.fromEntries(Object.keys(peers).map((one) => [one, { optional: true }])),
  };
}

const writeJson = (path: string, value: unknown): void =>
  writeFileSync(path, `${JSON.stringify(value, undefined, 2)}\n`);

if (import.meta.main) process.stdout.write(`${await npmPackage(process.argv[2] ?? join(root, 'dist'))}\n`);
