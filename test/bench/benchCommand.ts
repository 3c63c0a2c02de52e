import { parseArgs } from 'node:util';
import { compare } from './compare.ts';
import { idleSockets } from './idleSockets.ts';
import { manyStored } from './manyStored.ts';

/**
 * `npm run bench` compares Cauda with its peers and weighs an idle widget; `-- --quick` in some three minutes.
 * `-- --stored` compares a small storage with one of 100,000 conversations, which takes some 4 GB of the disk. Figures are ratios within one run: nothing
 * else should run on the machine meanwhile, and bare times say more about the machine than about the program.
 *
 * What is equal. On the Teams path every server gets the same activities by one client over as many kept connections, with
 * `deliveryMode: expectReplies`: the replies are in the answer to the request, and nobody calls a connector back. The Bot
 * Framework's tokens are proven by none. On Direct Line every server proves its token with each request, answers the post
 * with an id and pushes to the conversation's socket what was posted and what is answered (ours in one frame, the peers in
 * two); a turn lasts until the answer is on the socket. The durable ones answer once the disk has the turn, and those that
 * wait together share a commit, but for the SDKs' own storage (g, h), which commits each write as is usual. Floors store
 * and answer as many bytes as ours. What only ours does, and counts against it: cards instead of a line, encryption,
 * limits, the front door's checks and headers, metrics. What only the SDKs' peers do, and counts for it: they make a client
 * for the channel's REST API in each turn and draw each card anew, as bots on them do.
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
