import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { backUp, backUpKeys } from '../../../src/storage/backup.ts';
import { freePort } from '../../chaos/freePort.ts';
import { embeddedPostgres, type RunningPostgres } from '../../cluster/embeddedPostgres.ts';
import { type Instance, startInstance } from '../../cluster/instance.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';
import { DirectLineClient } from '../directLineClient.ts';

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

const tracing = join(import.meta.dirname, '../../cluster/tracing.ts');

describe.each([
  ['SQLite', () => ({})],
  ['PostgreSQL', () => ({ CAUDA_DATABASE_URL: postgres.url, CAUDA_DATA_KEY: Buffer.alloc(32, 7).toString('base64') })],
])('%s', (name, settings) => {
  test('nothing that a person gave is in a file, a copy, a figure, a trace or a log, in the midst of it and afterwards', async () => {
    const [dataDir, copies, logs] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    const metricsPort = String(await freePort());
    const instance = await startInstance(
      {
        CAUDA_DATA_DIR: dataDir,
        CAUDA_PLAYGROUND: '1',
        CAUDA_LOG_LEVEL: 'info',
        CAUDA_SECURITY_LOG: join(logs, 'security.log'),
        CAUDA_METRICS_PORT: metricsPort,
        NODE_OPTIONS: `--import ${tracing}`,
        ...settings(),
      },
      'pipe',
    );
    let errors = '';
    instance.process.stderr?.on('data', (text) => {
      errors += String(text);
    });
    await Promise.all([talkOnTheWeb(instance), talkInTeams(instance)]);
    if (name === 'SQLite') {
      backUp(dataDir, copies, Date.now());
      backUpKeys(dataDir, copies, 7, Date.now());
      expect(filesUnder(copies).length).toBeGreaterThan(3);
    }
    const folders = [dataDir, copies, logs, ...(name === 'PostgreSQL' ? [postgres.folder] : [])];
    expect(folders.flatMap(filesUnder).length).toBeGreaterThan(3);
    expect(folders.flatMap(filesWithMark)).toEqual([]);
    const figures = `http://127.0.0.1:${metricsPort}/metrics`;
    const pages = [`${instance.url}/healthz`, `${instance.url}/readyz`, figures];
    const read = (await Promise.all(pages.map(async (page) => (await fetch(page)).text()))).join('\n');
    expect(read).toMatch(/cauda_turns_total\{channel="msteams"/);
    expect(read).not.toContain(mark);
    instance.process.kill('SIGKILL');
    await once(instance.process, 'exit');
    expect(folders.flatMap(filesWithMark)).toEqual([]);
    // Both channels were traced, and what was logged, traced and refused names nobody.
    expect(instance.said()).toMatch(/name: 'turn'[\s\S]*channel: 'webchat'/);
    expect(instance.said()).toMatch(/name: 'turn'[\s\S]*channel: 'msteams'/);
    expect(instance.said() + errors).not.toContain(mark);
    const security = readFileSync(join(logs, 'security.log'), 'utf8');
    expect(security).toContain('"status":403');
    expect(security).toContain('"event":"start"');
    expect(/key that lies beside it/.test(instance.said())).toBe(name === 'SQLite');
  });
});
