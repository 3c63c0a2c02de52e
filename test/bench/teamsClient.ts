import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { beginAgainAfter, type Client, demand, type Expected } from './client.ts';
import { conversationOf, type Manner, tappedOn } from './script.ts';

/** Talks as the Bot Framework's channels do: one request a turn, with the replies in its answer. */
export function teamsClient(url: string, connections: number, manner: Manner, expected: Expected): Client {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const headers = { 'content-type': 'application/json' };
  return {
    async talk(onTurn) {
      let reply = '';
      for (const { place, activity, text } of conversationOf(randomUUID(), manner)) {
        const body = tappedOn(activity, reply);
        const from = performance.now();
        let answer = await pool.request({ path: '/api/messages', method: 'POST', headers, body });
        reply = await answer.body.text();
        // A server under full load lets nobody more begin just now; what it carries is measured.
        for (; place === 0 && reply.includes('very busy just now'); reply = await answer.body.text()) {
          await pause(beginAgainAfter);
          answer = await pool.request({ path: '/api/messages', method: 'POST', headers, body });
        }
        onTurn(performance.now() - from, place > 0);
        demand(answer.statusCode === 200 && reply.includes(expected(place, text)), place, answer.statusCode, reply);
      }
    },
    close: () => pool.close(),
  };
}
