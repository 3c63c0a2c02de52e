import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { beginAgainAfter, type Client, demand, type Expected } from './client.ts';
import { conversationOf, type Manner, tappedOn } from './script.ts';

/** Milliseconds after which a frame will not come any more. */
const longestWait = 30_000;

const tokenAnswer = z.object({ conversationId: z.string(), token: z.string() });
const streamAnswer = tokenAnswer.extend({ streamUrl: z.string() });

/**
 * Talks as Web Chat does: each conversation gets a token and a socket, posts by HTTP and hears on the socket.
 * @param onFrame told of each frame that was waited for.
 */
export function directLineClient(
  url: string,
  connections: number,
  manner: Manner,
  expected: Expected,
  onFrame: (frame: string) => void = () => undefined,
): Client {
  const pool = new Pool(url, { connections, pipelining: 1 });
  return {
    async talk(onTurn) {
      const start = performance.now();
      const { conversation, token, socket, hears, first } = await begin(pool, expected(0, ''));
      onTurn(performance.now() - start, false);
      onFrame(first);
      for (const { place, activity, text } of conversationOf(conversation, manner).slice(1)) {
        const body = tappedOn(activity, first);
        const from = performance.now();
        const heard = hears(expected(place, text));
        const posted = post(pool, `/conversations/${conversation}/activities`, token, body);
        const reply = await Promise.race([heard, posted.then(() => heard)]);
        onTurn(performance.now() - from, true);
        demand(reply !== undefined, place, 0, 'the socket was closed');
        onFrame(reply ?? '');
        await posted;
      }
      socket.close();
    },
    close: () => pool.close(),
  };
}

export type OpenConversation = {
  readonly conversation: string;
  readonly token: string;
  readonly socket: WebSocket;
  /** The frame with the first question. */
  readonly first: string;
  /** Waits for a frame with certain words; undefined when the socket closes before. */
  readonly hears: (words: string) => Promise<string | undefined>;
};

/** Begins so many conversations, and leaves each with its socket at its first question. */
export async function openConversations(
  url: string,
  count: number,
  atOnce: number,
  expected: Expected,
): Promise<readonly OpenConversation[]> {
  const pool = new Pool(url, { connections: atOnce, pipelining: 1 });
  const open: OpenConversation[] = [];
  const opening = Array.from({ length: atOnce }, async (_, worker) => {
    for (let one = worker; one < count; one += atOnce) open.push(await begin(pool, expected(0, '')));
  });
  await Promise.all(opening);
  await pool.close();
  return open;
}

/** A conversation whose socket has brought the first question. */
async function begin(pool: Pool, firstQuestion: string): Promise<OpenConversation> {
  const { conversationId, token } = tokenAnswer.parse(await post(pool, '/tokens/generate', '', '{}'));
  const { streamUrl } = streamAnswer.parse(await post(pool, '/conversations', token, '{}'));
  const socket = new WebSocket(streamUrl, { perMessageDeflate: false });
  const hears = listener(socket);
  const first = hears(firstQuestion);
  await once(socket, 'open');
  return { conversation: conversationId, token, socket, hears, first: (await first) ?? '' };
}

async function post(pool: Pool, path: string, token: string, body: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const answer = await pool.request({ path: `/v3/directline${path}`, method: 'POST', headers, body });
  const text = await answer.body.text();
  if (answer.statusCode === 503 && text.includes('"Busy"')) {
    await pause(beginAgainAfter);
    return post(pool, path, token, body);
  }
  if (answer.statusCode >= 300) throw new Error(`${path} was answered ${answer.statusCode}: ${text}`);
  return JSON.parse(text);
}

function listener(socket: WebSocket): OpenConversation['hears'] {
  let waits: { readonly words: string; readonly found: (frame: string | undefined) => void } | undefined;
  socket.on('message', (data) => {
    const frame = String(data);
    if (waits !== undefined && frame.includes(waits.words)) waits.found(frame);
  });
  socket.on('close', () => waits?.found(undefined));
  return (words) =>
    new Promise((found, missed) => {
      const late = setTimeout(() => missed(new Error(`no frame with "${words}" came`)), longestWait);
      waits = {
        words,
        found: (frame) => {
          clearTimeout(late);
          found(frame);
        },
      };
    });
}
