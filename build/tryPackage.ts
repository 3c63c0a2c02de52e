import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { npmPackage, triedPeers } from './npmPackage.ts';
import { npm } from './production.ts';

/**
 * The npm package as its users meet it: publint, whether the types are wrong for any way of importing, and a bot in a fresh
 * project with the lowest and with the highest botbuilder that the package says it takes.
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

const bot = 'commonjsBot.js';
for (const version of triedPeers) {
  const project = mkdtempSync(join(tmpdir(), 'cauda-peers-'));
  try {
    writeFileSync(join(project, 'package.json'), '{ "name": "host", "private": true }');
    const peers = [`botbuilder@${version}`, `botbuilder-dialogs@${version}`, 'rimraf@6.1.4'];
    npm(project, 'install', '--prefer-offline', '--no-audit', '--no-fund', packed, ...peers);
    cpSync(join(import.meta.dirname, '../test/build/hosts', bot), join(project, bot));
    const said = execFileSync(process.execPath, [bot], { cwd: project, encoding: 'utf8' });
    if (!said.includes('["routine","emergency"]')) throw new Error(`with botbuilder ${version} a bot says ${said}`);
    process.stdout.write(`A bot with botbuilder ${version} runs.\n`);
  } finally {
    rmSync(project, { recursive: true });
  }
}
