import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { npmPackage } from './npmPackage.ts';
import { npm } from './production.ts';

/** The npm package as the tools of its users see it: publint, and whether the types are wrong for any way of importing. */
const dist = join(import.meta.dirname, '../dist');
const folder = await npmPackage(dist);
const { messages, pkg } = await publint({ pkgDir: folder, level: 'suggestion', strict: true, pack: false });
for (const message of messages) process.stdout.write(`${formatMessage(message, pkg)}\n`);
if (messages.length > 0) process.exitCode = 1;
const packed = join(dist, npm(dist, 'pack', folder, '--silent').trim());
// Fetched by npm when it is wanted: it brings a TypeScript of its own.
execFileSync(
  'npm',
  ['exec', '--yes', '--package=@arethetypeswrong/cli@0.18.5', '--', 'attw', packed, '--format=table-flipped'],
  {
    stdio: 'inherit',
  },
);
