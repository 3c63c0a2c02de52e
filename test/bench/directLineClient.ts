import { once } from 'node:events';
import { Pool } from 'undici';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { type Client, demand, type Expected } from './client.ts';
import { conversationOf, type Manner } from './script.ts';

const tokenAnswer = z.object({ conversationId: z.string(), token: z.string() });
const streamAnswer = tokenAnswer.extend({ streamUrl: z.string() });

/** Talks as Web Chat does: each conversation gets a token and a socket, posts by HTTP and hears on the socket. */
export function directLineClient(url: string, connections: number, manner: Manner, expected: Expected): Client {
  const pool = new Pool(url, { connections, pipelining: 1 });

  async function post(path: string, token: string, body: string): Promise<unknown> {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const answer = await pool.request({ path: `/v3/directline${path}`, method: 'POST', headers, body });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`${path} was answered ${answer.statusCode}: ${text}`);
    return JSON.parse(text);
  }

  /** A begun conversation with its open socket, which has brought the first question. */
  async function begin(): Promise<Opened> {
    const { conversationId, token } = tokenAnswer.parse(await post('/tokens/generate', '', '{}'));
    const { streamUrl } = streamAnswer.parse(await post('/conversations', token, '{}'));
    const socket = new WebSocket(streamUrl, { perMessageDeflate: false });
    const hears = listener(socket);
    await once(socket, 'open');
    await hears(expected(0, ''));
    return { conversation: conversationId, token, socket, hears };
  }

  return {
    async talk(onTurn) {
      const start = performance.now();
      const { conversation, token, socket, hears } = await begin();
      onTurn(performance.now() - start, false);
      for (const { place, activity, text } of conversationOf(conversation, manner).slice(1)) {
        const body = JSON.stringify(activity);
        const from = performance.now();
        const heard = hears(expected(place, text));
        const posted = post(`/conversations/${conversation}/activities`, token, body);
        const reply = await heard;
        onTurn(performance.now() - from, true);
        demand(reply !== undefined, place, 0, 'the socket was closed');
        await posted;
      }
      socket.close();
    },
    close: () => pool.close(),
  };
}

type Opened = {
  readonly conversation: string;
  readonly token: string;
  readonly socket: WebSocket;
  readonly hears: (words: string) => Promise<string | undefined>;
};

/** Waits for a frame with certain words; undefined when the socket closes before. */
function listener(socket: WebSocket): Opened['hears'] {
  let waits: { readonly words: string; readonly found: (frame: string | undefined) => void } | undefined;
  socket.on('message', (data) => {
    const frame = String(data);
    if (waits !== undefined && frame.includes(waits.words)) waits.found(frame);
  });
  socket.on('close', () => waits?.found(undefined));
  return (words) => new Promise((found) => (waits = { words, found }));
}

/** Opens so many conversations and leaves them idle; the result closes them. */
export async function openIdly(url: string, count: number, atOnce: number, expected: Expected): Promise<() => void> {
  throw new Error(`not yet ${url} ${count} ${atOnce} ${expected(0, '')}`);
}
