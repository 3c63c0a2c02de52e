import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { npmPackage, oldestNode, triedPeers } from './npmPackage.ts';
import { npm } from './production.ts';

/**
 * The npm package as its users meet it: publint, whether the types are wrong for any way of importing, and bots in fresh
 * projects, for which npm fetches all that they need: with the lowest and the highest botbuilder that the package says it
 * takes, in CommonJS and as ES modules, on the oldest Node that it says it takes and on this one.
 */
const dist = join(import.meta.dirname, '../dist');
const folder = await npmPackage(dist);
const { messages, pkg } = await publint({ pkgDir: folder, level: 'suggestion', strict: true, pack: false });
for (const message of messages) process.stdout.write(`${formatMessage(message, pkg)}\n`);
if (messages.length > 0) process.exitCode = 1;
const packed = join(dist, npm(dist, 'pack', folder, '--silent').trim());
// Fetched by npm when it is wanted: it brings a TypeScript of its own.
const attw = ['--package=@arethetypeswrong/cli@0.18.5', '--', 'attw', packed, '--format=table-flipped'];
execFileSync('npm', ['exec', '--yes', ...attw], { stdio: 'inherit' });

/** What each bot prints when all is well. */
const bots = { 'commonjsBot.js': '["routine","emergency"]', 'modulesBot.mjs': '"urgency":"emergency"' } as const;
/** The packages of Node's own builds, which `node` on npm takes from as well. */
const oldest = `node-${process.platform}-${process.arch}@${oldestNode}`;

for (const version of triedPeers) {
  const project = mkdtempSync(join(tmpdir(), 'cauda-host-'));
  try {
    writeFileSync(join(project, 'package.json'), '{ "name": "host", "private": true }');
    const peers = [`botbuilder@${version}`, `botbuilder-dialogs@${version}`, 'rimraf@6.1.4'];
    npm(project, 'install', '--prefer-offline', '--no-audit', '--no-fund', packed, ...peers, oldest);
    const nodes = [join(project, 'node_modules', oldest.replace(/@.*/, ''), 'bin/node'), process.execPath];
    for (const [bot, wanted] of Object.entries(bots)) {
      cpSync(join(import.meta.dirname, '../test/build/hosts', bot), join(project, bot));
      for (const node of nodes) {
        const run = (...what: readonly string[]): string =>
          execFileSync(node, what, { cwd: project, encoding: 'utf8' });
        const said = run(bot);
        const named = `${bot} with botbuilder ${version} on Node ${run('--version').trim()}`;
        if (!said.includes(wanted)) throw new Error(`${named} says ${said}`);
        process.stdout.write(`${named} runs.\n`);
      }
    }
  } finally {
    rmSync(project, { recursive: true });
  }
}
