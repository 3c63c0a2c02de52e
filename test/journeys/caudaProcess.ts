import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../temporaryFolder.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** The program itself, as `npm start` runs it, in a process of its own. */
export type CaudaProcess = {
  readonly url: string;
  /** As a power cut would. */
  readonly kill: () => Promise<void>;
  /** Starts it again at the same address with the same storage. */
  readonly startAgain: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export async function startCauda(env: Readonly<Record<string, string>> = {}): Promise<CaudaProcess> {
  const dataDir = temporaryFolder();
  const settings = { CAUDA_DATA_DIR: dataDir, CAUDA_LOG_LEVEL: 'error', ...env };
  const first = await start({ CAUDA_PORT: '0', ...settings });
  let child = first.child;
  const kill = async (): Promise<void> => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  return {
    url: first.url,
    kill,
    async startAgain() {
      ({ child } = await start({ ...settings, CAUDA_PORT: new URL(first.url).port }));
    },
    async stop() {
      if (child.exitCode === null && child.signalCode === null) await kill();
    },
  };
}

async function start(env: Readonly<Record<string, string>>): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\/\/\S+/.exec(line)?.[0];
    if (url !== undefined) {
      child.stdout.resume();
      return { child, url };
    }
  }
  throw new Error('Cauda ended before it listened');
}
