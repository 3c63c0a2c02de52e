import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export type Instance = {
  readonly url: string;
  readonly process: ChildProcess;
  /** Lets it finish what it does; the caller waits until it is gone. */
  readonly stop: () => Promise<void>;
};

const program = join(import.meta.dirname, '../../src/main.ts');

/** One server on a port of its own, as `npm start` runs it; resolves when it listens. */
export async function startInstance(
  env: Readonly<Record<string, string>>,
  errors: 'inherit' | 'pipe' = 'inherit',
): Promise<Instance> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    env: { ...process.env, CAUDA_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', errors],
  });
  if (child.stdout === null) throw new Error('a piped output is there');
  let said = '';
  for await (const text of child.stdout) {
    said += String(text);
    const [, url] = /Cauda listens on (\S+)/.exec(said) ?? [];
    if (url === undefined) continue;
    return { url, process: child, stop: () => ended(child) };
  }
  throw new Error(`Cauda did not start:\n${said}`);
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
