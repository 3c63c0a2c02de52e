import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startInstance } from '../cluster/instance.ts';
import { people, residentOf } from './overload.ts';

/**
 * Holds conversations for half an hour at a rate that any machine carries, and looks whether the server's memory stays
 * flat: `npm run soak -- --minutes 30`. The first fifth of the time is not counted, since code and caches settle in it.
 */
const { values } = parseArgs({ options: { minutes: { type: 'string', default: '30' } } });
const minutes = Number(values.minutes);
const rate = 5;
const windowSeconds = Math.min(60, Math.max(10, (minutes * 60) / 10));
const mostGrowth = 1.1;

const dataDir = mkdtempSync(join(tmpdir(), 'cauda-soak-'));
const server = await startInstance({
  CAUDA_DATA_DIR: dataDir,
  CAUDA_CHATS_PER_MINUTE: '1000000',
  CAUDA_OPEN_PER_ADDRESS: '1000000',
});
const memory: number[] = [];
let failed = 0;
try {
  for (const end = Date.now() + minutes * 60_000; Date.now() < end; ) {
    const report = await people(server.url, rate, windowSeconds);
    failed += report.failed;
    memory.push(residentOf(server.process.pid));
    process.stdout.write(`${memory.at(-1)} MB, ${report.turns} turns, p99 ${Math.round(report.turnP99)} ms\n`);
  }
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

const settled = memory.slice(Math.ceil(memory.length / 5));
const half = Math.floor(settled.length / 2);
const mean = (some: readonly number[]): number => some.reduce((sum, one) => sum + one, 0) / some.length;
const growth = mean(settled.slice(half)) / mean(settled.slice(0, half));
const flat = growth <= mostGrowth;
process.stdout.write(
  `memory grew by ${((growth - 1) * 100).toFixed(1)} %: ${flat ? 'flat' : 'not flat'}; ${failed} failed\n`,
);
process.exitCode = flat && failed === 0 ? 0 : 1;
