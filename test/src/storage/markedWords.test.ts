import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { embeddedPostgres, type RunningPostgres } from '../../cluster/embeddedPostgres.ts';
import { type Instance, startInstance } from '../../cluster/instance.ts';
import { DirectLineClient } from '../directLineClient.ts';
import { temporaryFolder } from '../testServer.ts';

jest.setTimeout(90_000);

/** In whatever a person can give: words, names, ids. */
const mark = 'Zwetschgenkuchen';
let postgres: RunningPostgres;
let connector: Server;
let serviceUrl = '';
beforeAll(async () => {
  postgres = await embeddedPostgres();
  // Takes nothing, so that replies stay in the outbox.
  connector = createServer((req, res) => {
    req.resume();
    res.writeHead(503);
    res.end();
  });
  connector.listen(0, '127.0.0.1');
  await once(connector, 'listening');
  const address = connector.address();
  serviceUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
}, 60_000);
afterAll(async () => {
  connector.closeAllConnections();
  connector.close();
  await postgres.stop();
});

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}
const filesWithMark = (folder: string): readonly string[] =>
  filesUnder(folder).filter((file) => {
    const bytes = readFileSync(file);
    return bytes.includes(mark) || bytes.includes(Buffer.from(mark, 'utf16le'));
  });

async function talkOnTheWeb({ url }: Instance): Promise<void> {
  const client = await new DirectLineClient(url).start();
  for (const text of [`My name is ${mark}`, 'no weakness', `it is ${mark} normal`, 'no']) {
    expect((await client.say(text, { channelData: { clientActivityID: `${mark}-${text}` } })).status).toBe(200);
  }
  expect(JSON.stringify(await client.poll())).toContain(mark);
  // Neither do errors hold it.
  for (const path of [`/${mark}`, `/v3/directline/conversations/${mark}/activities?watermark=${mark}`]) {
    await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${mark}` } });
  }
  await client.post({ type: mark.repeat(10), text: mark });
  client.socket?.terminate();
}

async function talkInTeams({ url }: Instance): Promise<void> {
  for (const [id, text] of ['hello', `I am ${mark}`, 'no weakness'].entries()) {
    const answer = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        id: `${mark}-${id}`,
        text,
        channelId: 'msteams',
        serviceUrl,
        conversation: { id: `19:${mark}@thread` },
        from: { id: mark, name: mark, aadObjectId: mark },
        recipient: { id: 'bot' },
      }),
    });
    expect(answer.status).toBe(200);
  }
}

describe.each([
  ['SQLite', () => ({})],
  ['PostgreSQL', () => ({ CAUDA_DATABASE_URL: postgres.url, CAUDA_DATA_KEY: Buffer.alloc(32, 7).toString('base64') })],
])('%s', (_name, settings) => {
  test('nothing that a person gave is in a file or in what the server says, in the midst of it and afterwards', async () => {
    const dataDir = temporaryFolder();
    const instance = await startInstance(
      { CAUDA_DATA_DIR: dataDir, CAUDA_PLAYGROUND: '1', CAUDA_LOG_LEVEL: 'info', ...settings() },
      'pipe',
    );
    const said: string[] = [];
    for (const stream of [instance.process.stdout, instance.process.stderr]) {
      stream?.on('data', (text) => said.push(String(text)));
    }
    await Promise.all([talkOnTheWeb(instance), talkInTeams(instance)]);
    const folders = [dataDir, ...('CAUDA_DATABASE_URL' in settings() ? [postgres.folder] : [])];
    expect(folders.flatMap(filesUnder).length).toBeGreaterThan(3);
    expect(folders.flatMap(filesWithMark)).toEqual([]);
    const health = await Promise.all(['/healthz', '/readyz'].map((path) => fetch(instance.url + path)));
    expect(await Promise.all(health.map((one) => one.text()))).not.toContain(mark);
    instance.process.kill('SIGKILL');
    await once(instance.process, 'exit');
    expect(folders.flatMap(filesWithMark)).toEqual([]);
    expect(said.join('')).not.toContain(mark);
  });
});
