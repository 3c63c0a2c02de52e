import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type BuiltScript, builtScript, type Made } from './builtScript.ts';
import { packageFolder } from './packageFolder.ts';

/** What the pages load: Web Chat, and the scripts of our own with all that they import in one file each. */
const names = ['webChat', 'chat', 'nurse', 'result'] as const;
type Name = (typeof names)[number];
export type PageScripts = Readonly<Record<Name, BuiltScript>>;

const pages = join(import.meta.dirname, 'pages');
const webChat = join(import.meta.dirname, 'webChat');
const dist = join(import.meta.dirname, '../dist/browser');
/** Packages whose version changes what is built. */
const packages = ['esbuild', 'botframework-webchat', 'adaptivecards', 'react', 'react-dom', 'lit-html'];

const makes: Readonly<Record<Name, () => Promise<Made>>> = {
  webChat: async () => (await import('./webChat/slimWebChat.ts')).slimWebChat(),
  chat: () => bundled('chatPage.ts', 'iife'),
  nurse: () => bundled('nurse/desk.js', 'esm'),
  result: () => bundled('result.ts', 'esm'),
};

/** Builds what is not kept from an earlier start; production has it from `npm run build`. */
export async function pageScripts(folder = dist): Promise<PageScripts> {
  const keys = isInstalled('esbuild') ? keysOfSources() : keysOfBuild(folder);
  const made = (name: Name): Promise<BuiltScript> => builtScript(folder, name, keys[name], makes[name]);
  const [chat, nurse, result, webChatMade] = await Promise.all([
    made('chat'),
    made('nurse'),
    made('result'),
    made('webChat'),
  ]);
  return { chat, nurse, result, webChat: webChatMade };
}

/** Makes all of them for production, whose packages cannot. */
export async function buildPageScripts(folder: string): Promise<void> {
  for (const script of Object.values(await pageScripts(folder))) await script.compressed();
  writeFileSync(join(folder, 'scripts.json'), JSON.stringify(keysOfSources()));
}

type Keys = Readonly<Record<Name, string>>;
const keysSchema = z.object({ webChat: z.string(), chat: z.string(), nurse: z.string(), result: z.string() });

function keysOfBuild(folder: string): Keys {
  try {
    return keysSchema.parse(JSON.parse(readFileSync(join(folder, 'scripts.json'), 'utf8')));
  } catch {
    throw new Error(
      `${folder} holds no scripts for the pages. Use a release archive, or run npm ci && npm run build before you remove what only development needs.`,
    );
  }
}

function keysOfSources(): Keys {
  const versions = packages.map((name) => readFileSync(join(packageFolder(name), 'package.json'), 'utf8'));
  const ours = keyOf([...versions, ...textsIn(pages)]);
  return { webChat: keyOf([...versions, ...textsIn(webChat)]), chat: ours, nurse: ours, result: ours };
}

const keyOf = (madeFrom: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(madeFrom)).digest('hex').slice(0, 16);

const textsIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && /\.[jt]s$/.test(one.name))
    .map((one) => `${one.name}\n${readFileSync(join(one.parentPath, one.name), 'utf8')}`)
    .toSorted();

function isInstalled(name: string): boolean {
  try {
    packageFolder(name);
    return true;
  } catch {
    return false;
  }
}

async function bundled(entry: string, format: 'iife' | 'esm'): Promise<Made> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(pages, entry)],
    bundle: true,
    minify: true,
    write: false,
    format,
    platform: 'browser',
    target: ['chrome100', 'safari15.4', 'firefox100'],
    logLevel: 'error',
    tsconfigRaw: {},
  });
  return { script: outputFiles[0]?.text ?? '', licences: '' };
}
