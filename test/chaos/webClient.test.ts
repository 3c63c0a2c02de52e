import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createProxyServer } from 'http-proxy-3';
import { testServer } from '../src/testServer.ts';
import { chance } from './chance.ts';
import { counts } from './counts.ts';
import { webClient } from './webClient.ts';

let target = '';
const front = createServer(take);
const proxy = createProxyServer({ ws: true });
/** How often one that came back was answered. */
let asked = 0;
/** And how often with the token of another conversation. */
let astray = 0;
let askedAgain = (): void => undefined;
let first: string | undefined;
let held = true;

const comesBack = ({ method, url = '' }: IncomingMessage): boolean =>
  method === 'GET' && url.includes(`/${first}?`) && !url.endsWith('watermark=');
const isOf = ({ headers }: IncomingMessage, conversation: string | undefined): boolean =>
  Buffer.from(headers.authorization?.split('.')[1] ?? '', 'base64url').includes(`"conv":"${conversation}"`);

/** Whoever comes back to the first conversation with its own token is kept waiting, as while a server starts again. */
function take(req: IncomingMessage, res: ServerResponse): void {
  if (comesBack(req) && !isOf(req, first)) astray += 1;
  if (comesBack(req))
    res.once('close', () => {
      asked += 1;
      askedAgain();
    });
  if (!held || !comesBack(req) || !isOf(req, first)) return void proxy.web(req, res, { target });
  res.statusCode = 503;
  res.end('{}');
}

beforeAll(async () => {
  ({ url: target } = await testServer());
  front.on('upgrade', (req, socket, head) => proxy.ws(req, socket, head, { target }));
  await once(front.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  front.close();
  front.closeAllConnections();
});

const untilAsked = (times: number): Promise<void> =>
  new Promise((again) => {
    askedAgain = () => void (asked >= times && again());
    askedAgain();
  });

test('who erased everything while it came back goes on in its new conversation', async () => {
  const address = front.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;
  const network = { ...chance('calm'), happens: () => false };
  const client = webClient({ name: 'p', address: () => url, network, polls: false, counts: counts() });
  await client.start('self');
  first = client.conversation();
  client.loseSocket();
  await untilAsked(1);
  await client.reload();
  await client.erase({ type: 'message', text: 'delete' }, 'self');
  await untilAsked(asked + 1);
  const [said] = await client.post({ type: 'message', text: 'bladder none' });
  await client.until(() => client.seen().some(({ channelData }) => channelData.clientActivityID === said), 'it back');
  expect(astray).toBe(0);
  expect(client.conversation()).not.toBe(first);
  client.close();
  held = false;
  await untilAsked(asked + 1);
});
