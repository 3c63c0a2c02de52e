import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Usage } from './measuredProcess.ts';

export type ServerProcess = {
  readonly url: string;
  readonly usage: (when?: 'now' | 'after collection') => Promise<Usage>;
  /** Puts a question to what was loaded into it, one at a time. */
  readonly ask: (question: string) => Promise<unknown>;
  readonly stop: () => Promise<void>;
};

const usageSchema = z.object({ cpu: z.number(), resident: z.number(), heap: z.number() });
const measured = new URL('./measuredProcess.ts', import.meta.url).href;

/**
 * Starts a program that prints its address, in a process of its own with node's ordinary settings.
 * @param program path from here.
 * @param nodeOptions further ones, to look into it with.
 */
export async function startServer(
  program: string,
  { args = [], env = {}, nodeOptions = [] }: StartOptions,
): Promise<ServerProcess> {
  const options = ['--disable-warning=ExperimentalWarning', '--expose-gc', ...nodeOptions, '--import', measured];
  const path = fileURLToPath(new URL(program, import.meta.url));
  const child = spawn(process.execPath, [...options, path, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (child.stdout === null) throw new Error('a piped output is there');
  const gone = once(child, 'exit');
  const url = await addressIn(child.stdout, program);
  async function ask(question: string): Promise<unknown> {
    const told = once(child, 'message');
    child.send(question);
    const [answer] = await told;
    return answer;
  }
  return {
    url,
    ask,
    usage: async (when = 'now') => usageSchema.parse(await ask(when === 'now' ? 'usage' : 'usage after collection')),
    async stop() {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

export type StartOptions = {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly nodeOptions?: readonly string[];
};

async function addressIn(output: Readable, program: string): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const url = /http:\/\/\S+/.exec(line)?.[0];
    if (url !== undefined) {
      output.resume();
      return url;
    }
  }
  throw new Error(`${program} ended before it listened`);
}
