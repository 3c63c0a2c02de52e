import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { securityLog } from '../../src/securityLog.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { DirectLineClient } from './directLineClient.ts';
import { rawRequest } from './rawRequest.ts';
import { testServer } from './testServer.ts';

test('Prometheus reads what happened, on a port of its own, and nothing of a person', async () => {
  const server = await testServer({ CAUDA_METRICS_PORT: '0' });
  const client = await new DirectLineClient(server.url).start();
  await client.say('my secret words');
  await client.say('boom');
  const page = await (await fetch(`http://127.0.0.1:${server.metricsPort}/metrics`)).text();
  expect(page).toMatch(/^cauda_turns_total\{channel="webchat",outcome="committed"\} 2$/m);
  expect(page).toMatch(/^cauda_turns_total\{channel="webchat",outcome="failed"\} 1$/m);
  expect(page).toMatch(/^cauda_conversations_total\{stage="begun"\} 1$/m);
  expect(page).toMatch(/^cauda_commit_seconds_count 2$/m);
  expect(page).toMatch(/^cauda_sockets 1$/m);
  expect(page).toMatch(/^cauda_outbox_conversations 0$/m);
  expect(page).toMatch(/^process_resident_memory_bytes \d/m);
  for (const word of ['secret', client.conversation, client.token]) expect(page).not.toContain(word);
  expect((await fetch(`${server.url}/metrics`)).status).toBe(404);
  const metrics = `http://127.0.0.1:${server.metricsPort}`;
  for (const [host, status] of [
    ['rebound.example', 421],
    ['[', 400],
    ['a:99999', 400],
    ['localhost', 200],
  ] as const)
    expect(await rawRequest(metrics, `GET /metrics HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(
      new RegExp(`^HTTP/1\\.1 ${status} `),
    );
  await server.stop();
}, 30_000);

test('a security officer reads who was refused, professional roles, erasures and the end; never a word or a token', async () => {
  const file = join(temporaryFolder(), 'security.log');
  const server = await testServer({ CAUDA_SECURITY_LOG: file });
  const client = await new DirectLineClient(server.url).start({ role: 'nurse' });
  await client.say('my secret words');
  await fetch(`${server.url}/v3/directline/conversations/${client.conversation}/activities?t=secret`, {
    headers: { authorization: 'Bearer wrong.secret.token' },
  });
  await client.say('delete');
  await server.stop();
  const text = readFileSync(file, 'utf8');
  const events = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
    // The desk's audit trail is anchored here hourly, at the start and at the end.
    .filter(({ event }) => event !== 'audit');
  expect(events).toMatchObject([
    { event: 'role', role: 'nurse', address: '127.0.0.1' },
    { event: 'refused', status: 403, method: 'GET', address: '127.0.0.1' },
    { event: 'erased', conversation: events[0].conversation },
    { event: 'stop' },
  ]);
  expect(text).not.toMatch(/secret|Bearer/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
}, 30_000);

const fails = (error: unknown): never => {
  throw error;
};

test('where it cannot be written, that is said, and the server goes on', async () => {
  const said: unknown[] = [];
  const server = await testServer(
    { CAUDA_SECURITY_LOG: join(temporaryFolder(), 'no folder', 'security.log'), CAUDA_LOG_LEVEL: 'error' },
    { withLog: (log) => void Object.assign(log, { error: (...what: unknown[]) => void said.push(what) }) },
  );
  const refused = await fetch(`${server.url}/v3/directline/tokens/refresh`, { method: 'POST' });
  expect(refused.status).toBe(401);
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect(said).toContainEqual([
    expect.objectContaining({ code: 'ENOENT' }),
    expect.stringContaining('security log cannot be written'),
  ]);
  await server.stop();
});

test('a path in it names nobody’s conversation or call', () => {
  const file = join(temporaryFolder(), 'security.log');
  const log = securityLog(file, Date.now, fails);
  const refused = { event: 'refused', status: 403, method: 'GET', address: '8.8.8.8' } as const;
  for (const place of ['v3/directline/conversations/secret/activities', 'nurse/desk/calls/secret', 'nurse/call/secret'])
    log({ ...refused, path: `/${place}` });
  const text = readFileSync(file, 'utf8');
  expect(text.match(/conversations\/[0-9a-f]{16}\/activities|calls?\/[0-9a-f]{16}"/g)).toHaveLength(3);
  expect(text).not.toContain('secret');
});

test('an outsider cannot fill it', () => {
  const file = join(temporaryFolder(), 'security.log');
  let now = 0;
  const log = securityLog(file, () => now, fails);
  const refused = { event: 'refused', status: 403, method: 'GET', path: '/', address: '8.8.8.8' } as const;
  for (let i = 0; i < 5_000; i += 1) log(refused);
  now = 61_000;
  log({ event: 'stop' });
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  expect(lines).toHaveLength(602);
  expect(lines.at(-2)).toContain('"number":4400');
});
