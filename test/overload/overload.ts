import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { startInstance } from '../cluster/instance.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const reportSchema = z.object({
  people: z.number(),
  shed: z.number(),
  failed: z.number(),
  turns: z.number(),
  turnP50: z.number(),
  turnP99: z.number(),
  begunP99: z.number(),
  shedP99: z.number(),
});
export type Report = z.infer<typeof reportSchema>;

export type Trial = {
  /** Conversations a second that were begun with a p99 of less than 250 ms and nobody turned away. */
  readonly capacity: number;
  readonly overloaded: Report;
  readonly afterwards: Report;
  /** Of the server's memory, in MB, before and under overload. */
  readonly memory: readonly [number, number];
};

/** Conversations a second that any machine carries. */
const slowest = 8;

const generator = join(import.meta.dirname, 'openLoop.ts');

export async function people(url: string, rate: number, seconds: number): Promise<Report> {
  const options = ['--disable-warning=ExperimentalWarning', generator, url, String(rate), String(seconds)];
  const child = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  return reportSchema.parse(JSON.parse(await text(child.stdout)));
}

/** Megabytes of memory that a process holds; only where there is /proc. */
export const residentOf = (pid: number | undefined): number => {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
};

/** Finds what the real server carries on this machine, sends it five times that, and then half of it. */
export async function overload(seconds: number, say: (line: string) => void = () => undefined): Promise<Trial> {
  const dataDir = temporaryFolder();
  const server = await startInstance({
    CAUDA_DATA_DIR: dataDir,
    CAUDA_CHATS_PER_MINUTE: '1000000',
    CAUDA_OPEN_PER_ADDRESS: '1000000',
  });
  try {
    // Its code gets as fast as it will first.
    await people(server.url, slowest, seconds / 2);
    let capacity = slowest;
    for (let rate = slowest; ; rate = Math.ceil(rate * 1.4)) {
      const report = await people(server.url, rate, seconds / 2);
      say(`${rate}/s: ${JSON.stringify(report)}`);
      if (report.turnP99 >= 250 || report.shed > 0) break;
      capacity = rate;
    }
    const before = residentOf(server.process.pid);
    const overloaded = await people(server.url, 5 * capacity, seconds);
    const memory = [before, residentOf(server.process.pid)] as const;
    const afterwards = await people(server.url, capacity / 2, seconds / 2);
    return { capacity, overloaded, afterwards, memory };
  } finally {
    await server.stop();
  }
}

if (import.meta.main) {
  const trial = await overload(10, (line) => process.stdout.write(`${line}\n`));
  process.stdout.write(`${JSON.stringify(trial, undefined, 2)}\n`);
}
