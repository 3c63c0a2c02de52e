import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { BrokenPromise } from './brokenPromise.ts';
import type { Chance } from './chance.ts';
import type { Counts } from './counts.ts';

type Answer = { readonly status: number; readonly body: unknown };

/** Milliseconds. */
const requestPatience = 20_000;
export const personsPatience = 120_000;

/** The conversation is over, because its person had it erased. */
export class Erased extends Error {
  override readonly name = 'Erased';
}
const erasedAnswer = z.object({ error: z.object({ message: z.string().regex(/was erased/) }) });

export type RequestSurroundings = {
  /** Where the next request goes. */
  readonly address: () => string;
  readonly token: () => string;
  readonly network: Chance;
  readonly counts: Counts;
};

/**
 * Asks until it is answered well, each time with the token that it began with: meanwhile the client may have gone on to
 * another conversation. A refusal that no trouble of the server explains is a broken promise.
 * `loseAfter` milliseconds the first attempt is given up, whatever became of it.
 */
export function insistentRequests({ address, token, network, counts }: RequestSurroundings) {
  async function request(
    bearer: string,
    method: string,
    path: string,
    body?: object,
    loseAfter?: number,
  ): Promise<Answer | 'lost'> {
    const patience = AbortSignal.timeout(loseAfter ?? requestPatience);
    try {
      const response = await fetch(`${address()}/v3/directline${path}`, {
        method,
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: patience,
      });
      return { status: response.status, body: await response.json() };
    } catch {
      return 'lost';
    }
  }

  return async function insist(method: string, path: string, body?: object, loseAfter?: number): Promise<unknown> {
    const bearer = token();
    const again = () => request(bearer, method, path, body);
    let answer = await request(bearer, method, path, body, loseAfter);
    for (const until = Date.now() + personsPatience; Date.now() < until; answer = await again()) {
      if (answer === 'lost') counts.add('answers lost on the way');
      else if (answer.status < 300) return answer.body;
      else if (answer.status === 424 || answer.status >= 500) counts.add('answers that said "failed, try again"');
      else if (answer.status === 403 && erasedAnswer.safeParse(answer.body).success) throw new Erased();
      else
        throw new BrokenPromise(`${method} ${path} was refused with ${answer.status}: ${JSON.stringify(answer.body)}`);
      await pause(80 + network.next() * 240);
    }
    throw new BrokenPromise(`${method} got no good answer`);
  };
}
