import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type Instance = {
  readonly url: string;
  readonly process: ChildProcess;
  /** What it has written on its standard output so far. */
  readonly said: () => string;
  /** Lets it finish what it does; the caller waits until it is gone. */
  readonly stop: () => Promise<void>;
};

const program = join(import.meta.dirname, '../../src/main.ts');

/** One server on a port of its own, as `npm start` runs it; resolves when it listens. */
export function startInstance(
  env: Readonly<Record<string, string>>,
  errors: 'inherit' | 'pipe' = 'inherit',
): Promise<Instance> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    env: { ...process.env, CAUDA_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', errors],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    // It is read to its end: a pipe that is closed or full would break or stop what writes its log there.
    child.stdout?.on('data', (text) => {
      said += String(text);
      const [, url] = /Cauda listens on (\S+)\n/.exec(said) ?? [];
      if (url !== undefined) resolve({ url, process: child, said: () => said, stop: () => ended(child) });
    });
    child.once('exit', () => reject(new Error(`Cauda did not start:\n${said}`)));
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
