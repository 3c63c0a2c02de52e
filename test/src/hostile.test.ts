import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { temporaryFolder } from '../temporaryFolder.ts';
import { DirectLineClient } from './directLineClient.ts';
import { rawRequest } from './rawRequest.ts';
import { testServer } from './testServer.ts';

/** What strangers sent on loopback, kept: the length of a message that two readers read differently, frames, names. */
let server: Awaited<ReturnType<typeof testServer>>;
const securityLog = join(temporaryFolder(), 'security.log');
const uncaught: unknown[] = [];
const note = (error: unknown): void => void uncaught.push(error);
beforeAll(async () => {
  process.on('uncaughtExceptionMonitor', note);
  server = await testServer({ CAUDA_SECURITY_LOG: securityLog, CAUDA_CHATS_PER_MINUTE: '10000' });
});
afterAll(async () => {
  await server.stop();
  process.off('uncaughtExceptionMonitor', note);
});

const host = 'Host: 127.0.0.1';
const hidden = `GET /nurse/desk/me HTTP/1.1\r\n${host}\r\n\r\n`;
/** A beginning of a chat, whose body is read. */
const begin = (headers: string, body: string, version = '1.1'): string =>
  `POST /v3/directline/tokens/generate HTTP/${version}\r\n${host}\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${body}`;
const chunked = 'Transfer-Encoding: chunked';
const get = (path: string, headers: readonly string[] = [host], version = '1.1'): string =>
  [`GET ${path} HTTP/${version}`, ...headers, '', ''].join('\r\n');
const upgrade = (path: string, to: string): string => get(path, [host, 'Connection: Upgrade', `Upgrade: ${to}`]);

describe('of a message that two readers read differently nothing but a refusal comes back', () => {
  test.each([
    ['two lengths of two kinds', begin(`Content-Length: 4\r\n${chunked}`, `2\r\n{}\r\n0\r\n\r\n${hidden}`)],
    ['a name with a space behind it', begin('Transfer-Encoding : chunked\r\nContent-Length: 2', '{}')],
    ['a value on the next line', begin('Transfer-Encoding:\r\n chunked', '0\r\n\r\n')],
    ['a value behind a vertical tab', begin('Transfer-Encoding: \x0bchunked', `0\r\n\r\n${hidden}`)],
    ['two encodings', begin(`${chunked}\r\nTransfer-Encoding: identity`, `0\r\n\r\n${hidden}`)],
    ['pieces that end in a line feed alone', begin(chunked, `2\n{}\n0\n\n${hidden}`)],
    ['a piece of a negative length', begin(chunked, '-2\r\n{}\r\n0\r\n\r\n')],
    ['a piece of a prefixed length', begin(chunked, '0x2\r\n{}\r\n0\r\n\r\n')],
    ['a piece with an endless extension', begin(chunked, `2;${'a'.repeat(100_000)}\r\n{}\r\n0\r\n\r\n`)],
    ['a trailer that would be a header', begin(chunked, '2\r\n{}\r\n0\r\nHost: x\r\nContent-Length: 9\r\n\r\n')],
    ['endless trailers', begin(chunked, `0\r\n${'X: y\r\n'.repeat(20_000)}\r\n`)],
    ['a length in hexadecimal', begin('Content-Length: 0x2', '{}')],
    ['a list of lengths', begin('Content-Length: 2, 2', '{}')],
    ['a length of no number', begin(`Content-Length: ${'9'.repeat(23)}`, '')],
    ['a header on two lines', get('/healthz', [host, 'X: a', ' b'])],
    ['a NUL', get('/healthz', [host, 'X: a\0b'])],
    ['lines that end in a carriage return alone', `GET /healthz HTTP/1.1\r${host}\r\r`],
    ['lines that end in a line feed alone', `GET /healthz HTTP/1.1\n${host}\n\n`],
    ['more headers than anybody sends', get('/healthz', [host, ...Array<string>(2_500).fill('A: b')])],
    ['a host behind more headers than are kept', get('/healthz', [...Array<string>(2_100).fill('A: b'), host])],
    ['two hosts in one', get('/nurse/desk/me', ['Host: 127.0.0.1, evil.example'])],
    ['an address of another server', get('http://evil.example/nurse/desk/me')],
    ['a version of no one', get('/healthz', [host], '9.9')],
    ['the beginning of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['no host, as an old browser', get('/healthz', [], '1.0')],
    ['an encoding beside pieces', begin('Transfer-Encoding: gzip, chunked', '2\r\n{}\r\n0\r\n\r\n')],
    ['pieces twice', begin('Transfer-Encoding: chunked, chunked', '2\r\n{}\r\n0\r\n\r\n')],
    ['pieces for an old browser', begin(chunked, '2\r\n{}\r\n0\r\n\r\n', '1.0')],
    ['a length with a sign', begin('Content-Length: +2', '{}')],
    ['a length of minus nothing', begin('Content-Length: -0', '')],
    ['the same length twice', begin('Content-Length: 2\r\nContent-Length: 2', '{}')],
    ['a piece with a space behind its length', begin(chunked, '2 \r\n{}\r\n0\r\n\r\n')],
    ['a piece that does not end where it says', begin(chunked, '2\r\n{}XX0\r\n\r\n')],
    ['two tokens', begin('Authorization: Bearer a\r\nAuthorization: Bearer b\r\nContent-Length: 2', '{}')],
    ['two kinds of one body', begin('Content-Type: text/plain\r\nContent-Length: 2', '{}')],
    ['two origins', get('/chat', [host, 'Origin: http://127.0.0.1', 'Origin: https://evil.example'])],
    ['a fragment', get('/healthz#/nurse/desk/me')],
    ['no path', 'OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'],
    ['a method in small letters', `get /healthz HTTP/1.1\r\n${host}\r\n\r\n`],
    ['a method of no one', `FROB /healthz HTTP/1.1\r\n${host}\r\n\r\n`],
    ['the beginning of TLS', '\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03'],
  ])('%s', async (_what, bytes) => {
    const answer = await rawRequest(server.url, bytes, 500);
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
  });
});

test.each(['localhost.', '0', '127.1', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]', '127.0.0.1.nip.example'])(
  'under the name %s, which also leads here, it answers nobody',
  async (name) => {
    const answer = await rawRequest(server.url, get('/nurse/desk/me', [`Host: ${name}`]), 500);
    expect(answer).toMatch(/^HTTP\/1\.1 4(21|00) /);
  },
);

test.each([
  ['CONNECT', 'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n', /^$/],
  ['a request of 1991', 'GET /nurse\r\n', /^(HTTP\/1\.1 400 |$)/],
  ['HTTP/2 in the clear', upgrade('/', 'h2c'), /^HTTP\/1\.1 403 /],
  ['TLS in the midst', upgrade('/', 'TLS/1.2'), /^HTTP\/1\.1 403 /],
  ['a socket where there is none', upgrade('/nurse', 'websocket'), /^HTTP\/1\.1 403 /],
])('%s leads nowhere', async (_what, bytes, answered) => {
  expect(await rawRequest(server.url, bytes, 500)).toMatch(answered);
});

test.each([
  ['something else than to go on', begin('Expect: 200-maybe\r\nContent-Length: 2', '{}'), /^HTTP\/1\.1 417 /],
  ['to go on with far too much', begin('Expect: 100-continue\r\nContent-Length: 99999999', ''), /^HTTP\/1\.1 413 /],
  ['to go on without a body', get('/healthz', [host, 'Expect: 100-continue', 'Connection: close']), /^HTTP\/1\.1 200 /],
  ['a token as a trailer', begin(chunked, '2\r\n{}\r\n0\r\nAuthorization: Bearer x\r\n\r\n'), /^HTTP\/1\.1 200 /],
  ['more than it reads answers to', get('/healthz').repeat(50), /^(HTTP\/1\.1 200 [\s\S]*?){0,8}$/],
  [
    'a body behind a GET',
    `${get('/healthz', [host, 'Content-Length: 5'])}hello${get('/readyz', [host])}`,
    /200 [\s\S]*200 /,
  ],
  [
    'HTTP/2 with its settings',
    get('/', [host, 'Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c']),
    /^HTTP\/1\.1 403 /,
  ],
  ['two upgrades', get('/', [host, 'Connection: Upgrade', 'Upgrade: websocket, h2c']), /^HTTP\/1\.1 403 /],
  [
    'a thousand cookies',
    get('/nurse/desk/me', [host, `Cookie: ${'a=b; '.repeat(3_000)}`, 'Connection: close']),
    / 200 /,
  ],
  [
    'nothing but commas',
    get('/healthz', [host, `X-Forwarded-For: ${','.repeat(15_000)}`, 'Connection: close']),
    / 200 /,
  ],
  ['2,000 ranges', get('/chat', [host, `Range: bytes=${'0-,'.repeat(2_000)}`, 'Connection: close']), / 200 /],
  ['endless languages', get('/chat', [host, `Accept-Language: ${'x-'.repeat(7_000)}`, 'Connection: close']), / 200 /],
  ['a language of every object', get('/chat?locale=__proto__', [host, 'Connection: close']), / 200 /],
  [
    'words of every object',
    get('/nurse/desk/words?language=constructor&caller=toString', [host, 'Connection: close']),
    / 200 /,
  ],
])('who sends %s gets what anybody would', async (_what, bytes, answered) => {
  expect(await rawRequest(server.url, bytes, 1_000)).toMatch(answered);
});

test('headers that name another address, path or method are not believed', async () => {
  const others = [
    'X-Original-URL: /nurse/desk/audit',
    'X-Rewrite-URL: /nurse/desk/audit',
    'X-Forwarded-Host: evil.example',
    'X-Forwarded-Proto: gopher',
    'Forwarded: host=evil.example;proto=gopher',
    'X-HTTP-Method-Override: DELETE',
    'Connection: close, Host, Origin',
  ];
  const page = await rawRequest(server.url, get('/chat', [host, ...others]));
  expect(page).toMatch(/^HTTP\/1\.1 200 /);
  expect(page).not.toMatch(/evil\.example|gopher|"what":/);
});

test.each([
  '/nurse//desk/me',
  '/nurse%2fdesk%2fme',
  '/NURSE/DESK/ME',
  '/nurse;x/desk/me',
  '/static/../nurse/desk/me',
  '/static/%2e%2E/nurse/desk/me',
  '/nurse/./desk/me',
  '/static/%2e%2e%2fpackage.json',
  '/nurse/desk/me%00',
])('%s is no other spelling of a path', async (path) => {
  expect(await rawRequest(server.url, get(path, [host, 'Connection: close']))).toMatch(/^HTTP\/1\.1 40[04] /);
});

describe('a client with a token of its own', () => {
  let client: DirectLineClient;
  beforeAll(async () => {
    client = await new DirectLineClient(server.url).start();
  });
  const path = () => `/v3/directline/conversations/${client.conversation}`;
  async function posted(body: string | Uint8Array<ArrayBuffer>): Promise<number> {
    const answer = await fetch(`${server.url}${path()}/activities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${client.token}`, 'content-type': 'application/json' },
      body,
    });
    await answer.arrayBuffer();
    return answer.status;
  }

  test.each([
    ['nested lists', `{"type":"message","text":"a","channelData":${'['.repeat(15_000)}${']'.repeat(15_000)}}`, 400],
    ['nested objects', `{"type":"message","value":${'{"a":'.repeat(8_000)}1${'}'.repeat(8_000)}}`, 200],
    [
      'a prototype',
      '{"type":"message","text":"a","__proto__":{"polluted":1},"constructor":{"prototype":{"x":1}}}',
      200,
    ],
    ['a prototype in its value', '{"type":"message","value":{"__proto__":{"polluted":1},"verb":"__proto__"}}', 200],
    [
      'names of every object as ids',
      '{"type":"message","text":"a","channelData":{"clientActivityID":"__proto__"}}',
      200,
    ],
    ['half a character', '{"type":"message","text":"\\ud800","channelData":{"clientActivityID":"\\udfff"}}', 200],
    ['a number beyond all', '{"type":"message","text":"a","timestamp":1e999}', 200],
    ['a language of another alphabet', '{"type":"message","text":"a","locale":"\\u0000-__proto__"}', 200],
    ['UTF-16', Buffer.from('{"type":"message","text":"a"}', 'utf16le'), 400],
    [
      'bytes that are no UTF-8',
      Buffer.from([...Buffer.from('{"type":"message","text":"'), 0xc0, 0xaf, 0x22, 0x7d]),
      200,
    ],
    ['no number', '{"type":"message","text":NaN}', 400],
    ['a kind that every object has', '{"type":"__proto__"}', 200],
    ['a kind of another channel', '{"type":"invoke","name":"adaptiveCard/action","value":{}}', 200],
  ])('says %s, and harms nobody', async (_what, body, status) => {
    expect(await posted(body)).toBe(status);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect((await client.poll()).activities.length).toBeGreaterThan(0);
  });

  test('cannot speak as the bot, as somebody else or elsewhere', async () => {
    await posted(
      JSON.stringify({
        type: 'message',
        text: 'spoofed',
        from: { id: 'somebody else', role: 'bot', aadObjectId: 'x' },
        conversation: { id: 'another' },
        recipient: { id: 'x' },
        serviceUrl: 'http://169.254.169.254/',
        attachments: [{ contentType: 'image/png', contentUrl: 'http://169.254.169.254/latest' }],
      }),
    );
    const { activities } = await client.poll();
    expect(activities.find(({ text }) => text === 'spoofed')?.from.role).toBe('user');
    expect(JSON.stringify(activities)).not.toMatch(/169\.254|somebody else|another/);
  });

  test.each(['-1', '1e3', '0x1', '9'.repeat(30), 'NaN', '%00', '%D9%A1', '2147483648', '1.5', '[]', '1&watermark=2'])(
    'has seen %s, and gets pages of the transcript all the same',
    async (watermark) => {
      const answer = await client.call(
        'GET',
        `/conversations/${client.conversation}/activities?watermark=${watermark}`,
      );
      expect(answer.status).toBe(200);
    },
  );

  test.each(['__proto__', 'constructor', '%00', '%C3%A9', 'x', '%2e%2e%2f'])('is none of %s', async (id) => {
    expect((await client.call('GET', `/conversations/${id}/activities`)).status).toBe(403);
  });

  /** @param opcode with its first bits. */
  function frame(opcode: number, payload: string | Buffer, said = Buffer.byteLength(payload)): Buffer {
    const length =
      said < 126 ? [0x80 | said] : [0x80 | 127, 0, 0, 0, ...Buffer.from(said.toString(16).padStart(10, '0'), 'hex')];
    // Masked with nothing but zeros.
    return Buffer.concat([Buffer.from([opcode, ...length, 0, 0, 0, 0]), Buffer.from(payload)]);
  }
  const [text, part, last, ping, final] = [0x1, 0x0, 0x80, 0x89, 0x81];
  test.each([
    ['endless empty parts', Buffer.concat([frame(text, 'a'), ...Array<Buffer>(50_000).fill(frame(part, ''))]), [1008]],
    ['parts that grow', Buffer.concat([frame(text, 'a'), ...Array<Buffer>(5_000).fill(frame(part, 'aaaa'))]), [1008]],
    ['a part of nothing', frame(last, 'x'), [1002]],
    ['a beginning within another', Buffer.concat([frame(text, 'a'), frame(final, 'b')]), [1002]],
    ['compressed without a word', frame(final | 0x40, 'x'.repeat(50)), [1002]],
    ['not masked', Buffer.from([0x81, 1, 0x61]), [1002]],
    ['a terabyte, it says', frame(final, 'x', 2 ** 39), [1009]],
    ['a ping in parts', frame(0x09, 'p'), [1002]],
    ['a kind that does not exist', frame(0x83, 'x'), [1002]],
    ['no text', frame(final, Buffer.from([0xff, 0xfe])), [1007]],
    ['pings without end', Buffer.concat(Array<Buffer>(20_000).fill(frame(ping, 'p'.repeat(125)))), [1006, 1008]],
  ])('sends %s into its socket, which ends', async (_what, bytes, codes) => {
    const { body } = await client.call('GET', `/conversations/${client.conversation}`);
    const socket = new WebSocket(z.object({ streamUrl: z.string() }).parse(body).streamUrl);
    socket.on('error', () => undefined);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    Reflect.get(socket, '_socket').write(bytes);
    expect(codes).toContain((await closed)[0]);
  });

  test('erases while it talks: what was said before, beside and after is nowhere, and its token ends', async () => {
    const racing = await new DirectLineClient(server.url).start();
    const several = () =>
      Array.from({ length: 3 }, (_, n) => racing.say(`word ${n}`, { channelData: { clientActivityID: `w${n}` } }));
    const answers = await Promise.all([...several(), racing.say('delete'), ...several()]);
    expect(answers.filter(({ status }) => ![200, 403].includes(status))).toEqual([]);
    expect((await racing.call('GET', `/conversations/${racing.conversation}/activities`)).status).toBe(403);
    expect((await racing.call('POST', '/tokens/refresh')).status).toBe(403);
  });
});

test('nothing that was sent writes a line of its own into the security log', async () => {
  await rawRequest(
    server.url,
    get('/nurse/desk/me%0a%7B%22event%22:%22start%22%7D\u2028', ['Host: evil.example']),
    300,
  );
  await rawRequest(server.url, get('/"},{"event":"erased"}', ['Host: evil.example']), 300);
  const lines = readFileSync(securityLog, 'utf8').trimEnd().split('\n');
  const events = lines.map((line) => z.object({ event: z.string() }).parse(JSON.parse(line)).event);
  expect(events).toContain('refused');
  expect(events).not.toContain('start');
});

test('nothing of all this reached nobody, and the server still answers', async () => {
  expect(uncaught).toEqual([]);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
});
