import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { licences, questionable } from './licences.ts';
import { release } from './release.ts';

const mostPackages = 260;
const mostMegabytes = 240;

/** Makes a release, unpacks it elsewhere, starts it as an operator would and asks it for what a browser needs. */
const made = await release(join(import.meta.dirname, '../dist'));
const folder = mkdtempSync(join(tmpdir(), 'cauda-release-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
execFileSync('tar', ['-xzf', `${made}.tar.gz`, '-C', folder, '--strip-components=1']);

const found = licences(folder);
const megabytes = Math.ceil(Number(execFileSync('du', ['-sk', folder], { encoding: 'utf8' }).split('\t')[0]) / 1024);
const problems = [
  found.length > mostPackages && `${found.length} packages, more than ${mostPackages}`,
  megabytes > mostMegabytes && `${megabytes} MB, more than ${mostMegabytes}`,
  ...questionable(found).map(({ name, licence }) => `${name} has the licence ${licence}`),
  ...(await answersOf(folder)),
].filter((problem) => problem !== false);
process.stdout.write(`${found.length} packages, ${megabytes} MB\n${problems.map((one) => `${one}\n`).join('')}`);
process.exitCode = problems.length > 0 ? 1 : 0;

/** What it does not answer with 200. */
async function answersOf(release: string): Promise<readonly string[]> {
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/start.js'], {
    cwd: release,
    env: { ...process.env, NODE_ENV: 'production', CAUDA_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: server.stdout })) {
    const url = /http:\/\/\S+/.exec(line)?.[0];
    if (url === undefined) continue;
    const chat = await (await fetch(`${url}/chat`)).text();
    const scripts = [...chat.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path);
    const icons = readdirSync(join(release, 'dialogs/icons')).map((name) => `/static/${name}`);
    const statuses = await Promise.all(
      ['/readyz', '/', '/nurse', '/widget.js', ...scripts, ...icons].map(async (path) => ({
        path,
        status: (await fetch(`${url}${path}`)).status,
      })),
    );
    server.kill('SIGTERM');
    return statuses.filter(({ status }) => status !== 200).map(({ path, status }) => `${path} gives ${status}`);
  }
  return ['it does not start'];
}
