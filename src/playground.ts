import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Starts the bot and the Microsoft 365 Agents Playground, which shows it as Teams would; both end together. */
const folder = mkdtempSync(join(tmpdir(), 'cauda-playground-'));
const started: ChildProcess[] = [];
let stopping = false;

const bot = await start(
  ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'main.ts')],
  process.cwd(),
  { CAUDA_PLAYGROUND: '1', CAUDA_HOST: '127.0.0.1', CAUDA_PORT: '0' },
  /Cauda listens on (\S+)/,
);
const cli = join(createRequire(import.meta.url).resolve('@microsoft/m365agentsplayground/package.json'), '../cli.js');
const port = await start(
  // Telemetry is switched off by its flag, and that of the library behind it by the variable.
  [cli, 'start', '--app-endpoint', `${bot}/api/messages`, '--channel-id', 'msteams', '--disable-telemetry'],
  folder, // It writes a devTools folder where it runs.
  {
    TEAMSAPPTESTER_BROWSER: 'none',
    APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
    M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'playground.log'),
  },
  /Listening on (\d+)/,
);
process.stdout.write(`Cauda as in Teams: http://localhost:${port}\nCtrl-C stops it.\n`);
process.once('SIGINT', stop).once('SIGTERM', stop);

/** Resolves with what `ready` finds in the program's output. */
function start(args: readonly string[], cwd: string, env: Record<string, string>, ready: RegExp): Promise<string> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  let output = '';
  return new Promise((resolve) => {
    child.stdout.on('data', (text) => {
      output += text;
      const [, found] = ready.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => {
      if (!ready.test(output)) process.stdout.write(output);
      stop();
    });
  });
}

function stop(): void {
  if (stopping) return;
  stopping = true;
  const over = started.map((child) =>
    child.exitCode !== null || child.signalCode !== null
      ? Promise.resolve()
      : new Promise((done) => {
          child.once('exit', done);
          child.kill('SIGTERM');
        }),
  );
  Promise.all(over).then(() => {
    rmSync(folder, { recursive: true, force: true });
    process.exit();
  });
}
