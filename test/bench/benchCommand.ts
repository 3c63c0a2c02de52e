import { parseArgs } from 'node:util';
import { compare } from './compare.ts';
import { idleSockets } from './idleSockets.ts';
import { manyStored } from './manyStored.ts';

/**
 * `npm run bench` compares Cauda with its peers and weighs an idle widget; `-- --quick` in some three minutes.
 * `-- --stored` compares a small storage with one of 100,000 conversations, which takes some 4 GB of the disk. Figures are ratios within one run: nothing
 * else should run on the machine meanwhile, and bare times say more about the machine than about the program.
 */
const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, stored: { type: 'boolean', default: false } },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

if (values.stored) await manyStored(values.quick ? [1_000, 10_000] : [1_000, 100_000], values.quick ? 3 : 7, say);
else {
  const quick = { rounds: 5, seconds: 1, warmUp: 12, typed: true, connections: [16] };
  const thorough = { rounds: 7, seconds: 2, warmUp: 40, typed: true, connections: [1, 16, 128] };
  await compare(values.quick ? quick : thorough, say);
  await idleSockets(values.quick ? 300 : 2_000, say);
}
