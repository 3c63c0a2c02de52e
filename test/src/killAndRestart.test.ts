import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../temporaryFolder.ts';
import { DirectLineClient } from './directLineClient.ts';

const dataDir = temporaryFolder();

async function start(port: string): Promise<{ readonly process: ChildProcess; readonly url: string }> {
  const program = join(import.meta.dirname, 'serverProcess.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, dataDir, port], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [text] = await once(child.stdout, 'data');
  return { process: child, url: String(text).trim() };
}

async function kill({ process: child }: { readonly process: ChildProcess }): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

test('a server that is killed in the middle loses and doubles nothing, and the page goes on', async () => {
  let server = await start('0');
  const { port } = new URL(server.url);
  const client = await new DirectLineClient(server.url).start();

  for (const round of ['one', 'two', 'three', 'four']) {
    const message = { channelData: { clientActivityID: round } };
    const posted = client.say(round, message).catch(() => 'lost');
    // Killed before, while or after the answer was taken: it must not matter which.
    if (round === 'two') await posted;
    if (round === 'three') await client.until(({ text }) => text === 'answer 3');
    await kill(server);
    server = await start(port);
    expect((await client.say(round, message)).status).toBe(200);
    await client.reconnect();
    await client.until(({ text }) => text === round);
  }

  const all = ['welcome', 'one', 'answer 1', 'two', 'answer 2', 'three', 'answer 3', 'four', 'answer 4'];
  await client.until(({ text }) => text === 'answer 4');
  expect((await client.poll()).activities.map(({ text }) => text)).toEqual(all);
  expect(client.texts()).toEqual(all);
  await kill(server);
}, 180_000);

test('connections that break off while they are refused do not end the server', async () => {
  const server = await start('0');
  const { port } = new URL(server.url);
  const upgrade = [
    'GET /v3/directline/conversations/x/stream?t=x HTTP/1.1',
    'Host: x',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  ];
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    await new Promise((written) => socket.write(`${upgrade.join('\r\n')}\r\n\r\n`, written));
    socket.resetAndDestroy();
    await once(socket, 'close');
  }
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  await kill(server);
}, 60_000);
