import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startInstance } from '../cluster/instance.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { inUseBy } from './inUse.ts';
import { people, residentOf } from './overload.ts';

/**
 * Holds conversations for half an hour at a rate that any machine carries, and looks whether the server's memory stays
 * flat: `npm run soak -- --minutes 30`. What is in use after a collection counts; what the process holds besides depends
 * on when the engine finds the time to collect, and is bounded. The first third is not counted: it remembers
 * conversations for ten minutes.
 */
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });
const minutes = Number(values.minutes);
const rate = 5;
const windowSeconds = Math.min(60, Math.max(10, (minutes * 60) / 10));
const mostGrowth = 1.1;
/** Megabytes: what `deploy/` gives it. */
const mostResident = 1_024;

const dataDir = temporaryFolder();
const server = await startInstance({
  CAUDA_DATA_DIR: dataDir,
  CAUDA_CHATS_PER_MINUTE: '1000000',
  CAUDA_OPEN_PER_ADDRESS: '1000000',
  NODE_OPTIONS: `--import ${join(import.meta.dirname, 'collecting.ts')}`,
});
const inUse: number[] = [];
const resident: number[] = [];
let failed = 0;
try {
  for (const end = Date.now() + minutes * 60_000; Date.now() < end; ) {
    const report = await people(server.url, rate, windowSeconds);
    failed += report.failed;
    resident.push(residentOf(server.process.pid));
    inUse.push(await inUseBy(server));
    process.stdout.write(
      `${inUse.at(-1)} MB in use, ${resident.at(-1)} MB held, ${report.turns} turns, ${report.shed} turned away, p99 ${Math.round(report.turnP99)} ms\n`,
    );
  }
} finally {
  await server.stop();
}

const settled = inUse.slice(Math.ceil(inUse.length / 3));
const half = Math.floor(settled.length / 2);
const mean = (some: readonly number[]): number => some.reduce((sum, one) => sum + one, 0) / some.length;
const growth = mean(settled.slice(half)) / mean(settled.slice(0, half));
const flat = growth <= mostGrowth && Math.max(...resident) <= mostResident;
process.stdout.write(
  `what is in use grew by ${((growth - 1) * 100).toFixed(1)} %, at most ${Math.max(...resident)} MB were held: ${flat ? 'flat' : 'not flat'}; ${failed} failed\n`,
);
process.exitCode = flat && failed === 0 ? 0 : 1;
