import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from './client.ts';
import type { ServerProcess } from './serverProcess.ts';

/** What one server did in one window of time. */
export type Measured = {
  readonly turnsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of the server's processor time for each turn. */
  readonly cpuPerTurn: number;
  /** How busy the measuring client itself was, as part of one processor. */
  readonly clientBusy: number;
};

/** Has as many conversations at a time as `connections`, one after another, and looks at the `seconds` in their midst. */
export async function load(
  server: ServerProcess,
  client: Client,
  connections: number,
  seconds: number,
): Promise<Measured> {
  const latencies: number[] = [];
  let turns = 0;
  let early = 0;
  const underWay = Promise.withResolvers<void>();
  let phase: 'before' | 'within' | 'after' = 'before';
  const onTurn = (milliseconds: number, timed: boolean): void => {
    if (phase === 'before' && ++early === 2 * connections) underWay.resolve();
    if (phase !== 'within') return;
    turns += 1;
    if (timed) latencies.push(milliseconds);
  };
  const talking = Promise.all(
    Array.from({ length: connections }, async () => {
      while (phase !== 'after') await client.talk(onTurn);
    }),
  );
  const window = async (): Promise<Measured> => {
    await underWay.promise;
    const before = await server.usage();
    const own = process.cpuUsage();
    const from = performance.now();
    phase = 'within';
    await pause(seconds * 1_000);
    phase = 'after';
    const took = performance.now() - from;
    const ownUsed = process.cpuUsage(own);
    const after = await server.usage();
    const sorted = latencies.toSorted((a, b) => a - b);
    return {
      turnsPerSecond: (turns / took) * 1_000,
      p50: quantile(sorted, 0.5),
      p99: quantile(sorted, 0.99),
      cpuPerTurn: (after.cpu - before.cpu) / 1_000 / turns,
      clientBusy: (ownUsed.user + ownUsed.system) / 1_000 / took,
    };
  };
  const [measured] = await Promise.all([window(), talking]);
  return measured;
}

/** The value below which this part of sorted values lies. */
export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Lets a server's code get as fast as it will: each connection has so many conversations. */
export async function warmUp(client: Client, connections: number, conversations: number): Promise<void> {
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let had = 0; had < conversations; had += 1) await client.talk(() => undefined);
    }),
  );
}
