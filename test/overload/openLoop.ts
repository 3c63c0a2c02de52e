import { Agent, request } from 'node:http';
import { z } from 'zod';

/**
 * Simulated people in a process of its own, who come when they come, however slow the server is: `openLoop.ts URL RATE
 * SECONDS` begins so many conversations a second for so long, and writes what became of them as one line of JSON.
 */
const [, , url = '', rate = '1', seconds = '1'] = process.argv;
const base = `${url}/v3/directline`;
const agent = new Agent({ keepAlive: true, maxSockets: 4_000 });
/** Milliseconds between a person's messages. */
const thinking = 500;
const messages = ['no', 'no', 'no', 'normal', 'none', 'none', 'no'];

const tokenAnswer = z.object({ conversationId: z.string(), token: z.string() });

/** Milliseconds from when each should have begun. */
const shed: number[] = [];
const begun: number[] = [];
const turns: number[] = [];
let failed = 0;
const fail = (): void => {
  failed += 1;
};

type Answer = { readonly status: number; readonly body: string };

function ask(method: string, path: string, token: string, body?: object): Promise<Answer> {
  return new Promise((resolve) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    };
    const asked = request(`${base}${path}`, { method, headers, agent }, (answer) => {
      let said = '';
      answer
        .setEncoding('utf8')
        .on('data', (piece) => (said += piece))
        .on('end', () => resolve({ status: answer.statusCode ?? 0, body: said }))
        .on('error', () => resolve({ status: 0, body: '' }));
    });
    asked.on('error', () => resolve({ status: 0, body: '' }));
    asked.end(text);
  });
}

async function person(due: number): Promise<void> {
  const first = await ask('POST', '/tokens/generate', '', {});
  if (first.status === 503) return void shed.push(performance.now() - due);
  if (first.status !== 200) return fail();
  const { conversationId, token } = tokenAnswer.parse(JSON.parse(first.body));
  const started = await ask('POST', '/conversations', token, {});
  if (started.status >= 300) return fail();
  begun.push(performance.now() - due);
  for (const text of messages) {
    await until(performance.now() + thinking * (0.5 + Math.random()));
    const from = performance.now();
    const said = await ask('POST', `/conversations/${conversationId}/activities`, token, { type: 'message', text });
    if (said.status === 200) turns.push(performance.now() - from);
    else failed += 1;
  }
}

const until = (at: number): Promise<void> => new Promise((done) => setTimeout(done, at - performance.now()));

const people: Promise<void>[] = [];
const start = performance.now();
const count = Math.round(Number(rate) * Number(seconds));
for (let number = 0; number < count; number += 1) {
  const due = start + (number * 1_000) / Number(rate);
  if (due > performance.now()) await until(due);
  people.push(person(due));
}
await Promise.all(people);
agent.destroy();

const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;
const report = {
  people: count,
  shed: shed.length,
  failed,
  turns: turns.length,
  turnP50: quantile(turns, 0.5),
  turnP99: quantile(turns, 0.99),
  begunP99: quantile(begun, 0.99),
  shedP99: quantile(shed, 0.99),
};
process.stdout.write(`${JSON.stringify(report)}\n`);
