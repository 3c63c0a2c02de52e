import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { z } from 'zod';
import { backUp, backUpKeys } from '../../../src/storage/backup.ts';
import { freePort } from '../../chaos/freePort.ts';
import { embeddedPostgres, type RunningPostgres } from '../../cluster/embeddedPostgres.ts';
import { type Instance, startInstance } from '../../cluster/instance.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';
import { type DeskClient, deskClient } from '../desk/deskClient.ts';
import { type IdentityProvider, identityProvider } from '../desk/identityProvider.ts';
import type { DirectLineClient } from '../directLineClient.ts';
import { inspectable, memoryOf } from '../inspectedMemory.ts';
import { buttonsOf, startedClient } from './playedConversation.ts';

jest.setTimeout(90_000);

/** In whatever a person can give: words, names, ids, headers, names of files. */
const mark = 'Zwetschgenkuchen';
/** In what outlives a conversation: who works at the desk, and which chat in Teams it is. */
const lasting = 'Pflaumenmus';
const aKey = Buffer.alloc(32, 7).toString('base64');
let postgres: RunningPostgres;
let connector: Server;
/** Replies to which the connector has not said anything yet, so that they stay in the outbox. */
const unanswered = new Set<ServerResponse>();
let serviceUrl = '';
function answer(res: ServerResponse, status: number): void {
  res.writeHead(status);
  res.end();
}
let provider: IdentityProvider;
beforeAll(async () => {
  postgres = await embeddedPostgres();
  const nurse = { name: lasting, roles: ['leads', lasting] };
  provider = await identityProvider({ [lasting]: nurse }, (uri) => uri.endsWith('/nurse/signed-in'));
  connector = createServer((req, res) => {
    req.resume();
    if (req.url?.startsWith('/fhir')) answer(res, 503);
    else unanswered.add(res.once('close', () => unanswered.delete(res)));
  });
  connector.listen(0, '127.0.0.1');
  await once(connector, 'listening');
  const address = connector.address();
  serviceUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
}, 60_000);
afterAll(async () => {
  connector.closeAllConnections();
  connector.close();
  await provider.stop();
  await postgres.stop();
});

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}
const holds = (bytes: Buffer, word: string): boolean =>
  bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le'));
const excerpts = (bytes: Buffer, word: string): readonly string[] =>
  [word, Buffer.from(word, 'utf16le')].flatMap((form) => {
    const at = bytes.indexOf(form);
    return at < 0 ? [] : [bytes.subarray(Math.max(0, at - 200), at + 200).toString()];
  });
const filesWithMark = (folder: string): readonly string[] =>
  filesUnder(folder).filter((file) => [mark, lasting].some((word) => holds(readFileSync(file), word)));

async function talkOnTheWeb({ url }: Instance): Promise<DirectLineClient> {
  const client = await startedClient(url);
  for (const text of [`My name is ${mark}`, 'no weakness', `it is ${mark} normal`, 'no']) {
    expect((await client.say(text, { channelData: { clientActivityID: `${mark}-${text}` } })).status).toBe(200);
  }
  expect(JSON.stringify(await client.poll())).toContain(mark);
  // Neither do errors hold it.
  const headers = ['authorization', 'cookie', 'user-agent', 'x-forwarded-for', 'x-request-id', 'traceparent', mark];
  for (const path of [
    `/${mark}`,
    `/static/${mark}.js`,
    `/nurse/files/${mark}.js?${mark}`,
    `/chat?locale=${lasting}`,
    `/nurse/call/${mark}`,
    `/nurse/sign-in?second=${mark}&to=/${mark}`,
    `/nurse/signed-in?code=${mark}&state=${mark}`,
    `/v3/directline/conversations/${mark}/activities?watermark=${mark}`,
  ]) {
    const answer = await fetch(`${url}${path}`, {
      headers: Object.fromEntries(headers.map((name) => [name, `Bearer ${mark}`])),
      redirect: 'manual',
    });
    await answer.arrayBuffer();
  }
  await client.post({ type: mark.repeat(10), text: mark });
  return client;
}

async function postInTeams({ url }: Instance, activity: object): Promise<void> {
  const answer = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-ms-conversation-id': mark },
    body: JSON.stringify({
      type: 'message',
      id: `${mark}-${randomUUID()}`,
      channelId: 'msteams',
      serviceUrl,
      conversation: { id: `19:${lasting}@thread`, tenantId: mark, name: mark },
      channelData: { tenant: { id: mark }, team: { name: mark } },
      from: { id: mark, name: mark, aadObjectId: mark },
      recipient: { id: 'bot' },
      ...activity,
    }),
  });
  expect(answer.status).toBe(200);
}

async function talkInTeams(instance: Instance): Promise<void> {
  const file = { contentType: mark, contentUrl: `https://${mark}.example/`, name: `${mark}.pdf`, content: mark };
  for (const text of ['hello', `I am ${mark}`, 'no weakness']) await postInTeams(instance, { text });
  await postInTeams(instance, { text: '', attachments: [file] });
}

/** A call with a word of a caller wherever the desk takes one; its record waits for a system that is away. */
async function callAtTheDesk({ url }: Instance): Promise<{ readonly desk: DeskClient; readonly reference: string }> {
  const desk = deskClient(url);
  await desk.signIn(lasting);
  const reference = await desk.begin();
  const party = { act: 'party', about: 'other', relation: mark, callback: mark };
  for (const act of [
    party,
    { act: 'note', text: mark },
    { act: 'note', text: mark, about: 'bladder' },
    { act: 'set', question: 'legWeakness', value: 'left', heard: mark },
    { act: 'judge', to: 'emergency', reason: 'alone', words: mark },
    { act: 'type', text: `he cannot pee and has a purple ${mark}` },
    { act: 'handOver', to: mark },
  ]) {
    const { status, body } = await desk.act(reference, act, { seen: 1 });
    expect([act, status, body.refused]).toEqual([act, 200, undefined]);
  }
  await desk.act(mark, { act: 'note', text: mark });
  await desk.act(reference, { act: mark, text: mark });
  await desk.act(reference, { act: 'judge', to: 'urgent', reason: 'seenAlready', words: mark }, { second: mark });
  const { code } = z
    .looseObject({ code: z.string() })
    .parse(await (await desk.ask(`/nurse/desk/calls/${reference}`)).json());
  for (const given of [
    { reference, code },
    { reference, code: mark },
    { reference: mark, code: mark },
  ]) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams(given).toString();
    const received = await (await fetch(`${url}/hand-over`, { method: 'POST', headers, body })).text();
    expect(received.includes(mark)).toBe(given.code === code);
  }
  expect((await desk.ask(`/nurse/desk/calls/${reference}/fhir`)).status).toBe(200);
  const copied = await (await desk.ask(`/nurse/desk/calls/${reference}/exports`, { body: { how: 'copy' } })).text();
  expect(copied.includes(mark)).toBe(true);
  expect((await (await desk.ask('/nurse/desk/audit')).text()).includes(mark)).toBe(false);
  return { desk, reference };
}

const tracing = join(import.meta.dirname, '../../cluster/tracing.ts');

describe.each([
  ['SQLite', () => ({})],
  ['PostgreSQL', () => ({ CAUDA_DATABASE_URL: postgres.url, CAUDA_DATA_KEY: aKey, CAUDA_AUDIT_KEY: aKey })],
])('%s', (name, settings) => {
  let instance: Instance;
  let client: DirectLineClient;
  let call: Awaited<ReturnType<typeof callAtTheDesk>>;
  let errors = '';
  const [dataDir, copies, logs] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
  const folders = (): readonly string[] => [dataDir, copies, logs, ...(name === 'PostgreSQL' ? [postgres.folder] : [])];

  test('nothing that a person gave is in a file, a copy, a figure, a trace or a log, in the midst of it', async () => {
    const metricsPort = String(await freePort());
    instance = await startInstance(
      {
        CAUDA_DATA_DIR: dataDir,
        CAUDA_PLAYGROUND: '1',
        CAUDA_LOG_LEVEL: 'info',
        CAUDA_SECURITY_LOG: join(logs, 'security.log'),
        CAUDA_METRICS_PORT: metricsPort,
        CAUDA_FHIR_URL: `${serviceUrl}fhir`,
        CAUDA_OIDC_ISSUER: provider.issuer,
        CAUDA_OIDC_CLIENT_ID: 'cauda',
        CAUDA_OIDC_CLIENT_SECRET: 'a secret of the tests',
        CAUDA_OIDC_ROLES_CLAIM: 'groups',
        CAUDA_OIDC_ROLES: 'supervisor=leads',
        NODE_OPTIONS: `--import ${tracing} ${inspectable}`,
        ...settings(),
      },
      'pipe',
    );
    instance.process.stderr?.on('data', (text) => {
      errors += String(text);
    });
    [client, call] = await Promise.all([talkOnTheWeb(instance), callAtTheDesk(instance), talkInTeams(instance)]);
    if (name === 'SQLite') {
      backUp(dataDir, copies, Date.now());
      backUpKeys(dataDir, copies, 7, Date.now());
      expect(filesUnder(copies).length).toBeGreaterThan(3);
    }
    expect(folders().flatMap(filesUnder).length).toBeGreaterThan(3);
    expect(folders().flatMap(filesWithMark)).toEqual([]);
    const figures = `http://127.0.0.1:${metricsPort}/metrics`;
    const pages = [`${instance.url}/healthz`, `${instance.url}/readyz`, figures];
    const read = (await Promise.all(pages.map(async (page) => (await fetch(page)).text()))).join('\n');
    expect(read).toMatch(/cauda_turns_total\{channel="msteams"/);
    for (const word of [mark, lasting]) expect(read).not.toContain(word);
  });

  test('nothing of what was erased is in the memory of the server any more, and of what was not it is', async () => {
    await client.say('delete my answers');
    const erases = await client.until((one) => JSON.stringify(one).includes('cannot be brought back'));
    const value = buttonsOf(erases).find(({ data }) => data.verb === 'confirm')?.data;
    await client.post({ type: 'message', value, channelData: { clientActivityID: `${mark}-erase` } });
    await client.until(({ text }) => text?.includes('are erased') ?? false);
    await postInTeams(instance, { type: 'installationUpdate', action: 'remove', text: mark });
    // What was on its way at that moment ends.
    const over = [...unanswered].map((res) => once(res, 'finish'));
    for (const res of unanswered) answer(res, 404);
    await Promise.all(over);
    expect((await call.desk.ask(`/nurse/desk/calls/${call.reference}`, { method: 'DELETE' })).status).toBe(200);
    // What is still there is found.
    const other = await startedClient(instance.url);
    await other.say(`a purple ${lasting}`);
    const memory = await memoryOf(errors);
    expect(holds(memory, `a purple ${lasting}`)).toBe(true);
    expect(excerpts(memory, mark)).toEqual([]);
    other.socket?.terminate();
  });

  test('and in no file, trace or log when the process is gone', async () => {
    instance.process.kill('SIGKILL');
    await once(instance.process, 'exit');
    expect(folders().flatMap(filesWithMark)).toEqual([]);
    // Both channels were traced, and what was logged, traced and refused names nobody.
    expect(instance.said()).toMatch(/name: 'turn'[\s\S]*channel: 'webchat'/);
    expect(instance.said()).toMatch(/name: 'turn'[\s\S]*channel: 'msteams'/);
    expect(instance.said()).toContain('the FHIR server did not take a record');
    for (const word of [mark, lasting]) expect(instance.said() + errors).not.toContain(word);
    const security = readFileSync(join(logs, 'security.log'), 'utf8');
    expect(security).toContain('"status":403');
    expect(security).toContain('"event":"start"');
    expect(/key that lies beside it/.test(instance.said())).toBe(name === 'SQLite');
  });
});
