import { nextQuestionCard, startDirectLine } from './contestants.ts';
import { openConversations } from './directLineClient.ts';

const atOnce = 16;
const warmUp = 2_000;
const wantedBytes = 20 * 1024;

/** What an open widget that says nothing costs the server: by how much it grows with so many more of them. */
export async function idleSockets(count: number, say: (line: string) => void): Promise<void> {
  const { server, remove } = await startDirectLine();
  const open = (many: number) => openConversations(server.url, many, atOnce, nextQuestionCard);
  // A server that has never worked grows whatever it does.
  const earlier = await open(warmUp);
  const before = await server.usage('after collection');
  const later = await open(count);
  const after = await server.usage('after collection');
  const grown = (what: 'resident' | 'heap'): number => (after[what] - before[what]) / count;
  say(`\n${count} more idle widgets, each with its socket:`);
  say(
    `${grown('resident') <= wantedBytes ? 'reached' : 'MISSED '}  ${inKb(grown('resident'))} KB of memory each, 20 wanted; of that ${inKb(grown('heap'))} KB in use by JavaScript`,
  );
  for (const { socket } of [...earlier, ...later]) socket.terminate();
  await server.stop();
  remove();
}

const inKb = (bytes: number): string => (bytes / 1024).toFixed(1);
