import { type Chance, chance } from '../chaos/chance.ts';

/** Bytes that have surprised a server before. */
const oddities = [
  '',
  ' ',
  '\0',
  '%',
  '%00',
  '%ff',
  '%c0%ae',
  '[',
  ']',
  '::1',
  '..',
  '../..',
  '\\',
  '//',
  '\u202e',
  'ä',
  '😀',
  '\ud800',
  '\r\n',
  '9'.repeat(400),
  '-1',
  '1e309',
  'null',
  'NaN',
  '[]',
  '{}',
  '__proto__',
  'constructor',
  '<script>',
  "' OR 1=1--",
  '{{7*7}}',
  'a:99999',
  'a b',
  'x'.repeat(5_000),
] as const;
const methods = ['GET', 'POST', 'PUT', 'OPTIONS', 'HEAD', 'DELETE', 'PATCH', 'CONNECT', 'get', 'G E T'] as const;
const paths = [
  '/',
  '/chat',
  '/nurse',
  '/nurse/sign-in',
  '/nurse/signed-in',
  '/nurse/desk/calls',
  '/nurse/desk/calls/%ID%',
  '/nurse/desk/calls/%ID%/acts',
  '/nurse/desk/audit',
  '/hand-over',
  '/healthz',
  '/readyz',
  '/static/',
  '/widget.js',
  '/api/messages',
  '/v3/directline/tokens/generate',
  '/v3/directline/tokens/refresh',
  '/v3/directline/conversations',
  '/v3/directline/conversations/%ID%',
  '/v3/directline/conversations/%ID%/activities',
  '/v3/directline/conversations/%ID%/stream',
  '/v3/directline/conversations/%ID%/upload',
] as const;
const headerNames = [
  'Host',
  'Origin',
  'Authorization',
  'Content-Type',
  'Content-Length',
  'Transfer-Encoding',
  'Content-Encoding',
  'Expect',
  'Connection',
  'Upgrade',
  'Sec-WebSocket-Key',
  'Sec-WebSocket-Version',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'Accept-Language',
  'Accept-Encoding',
  'Cookie',
  'Range',
  'If-None-Match',
  'TE',
] as const;

export type Knowing = { readonly conversation: string; readonly token: string };

/** A request by the grammar of HTTP, with something odd in some of its places. */
export function oddRequest(luck: Chance, { conversation, token }: Knowing): string {
  const odd = (usual: string, probability = 0.15): string => (luck.happens(probability) ? luck.one(oddities) : usual);
  const path = odd(luck.one(paths).replace('%ID%', odd(conversation)));
  const query = luck.happens(0.3) ? `?${odd('watermark')}=${odd('0', 0.5)}&t=${odd(token)}` : '';
  const target = luck.happens(0.05) ? `http://${luck.one(oddities)}${path}` : `${path}${query}`;
  const body = luck.happens(0.5) ? JSON.stringify(oddValue(luck, 3)) : odd('{}');
  const lines = [
    `${luck.one(methods)} ${target} HTTP/${odd('1.1', 0.05)}`,
    `Host: ${odd('127.0.0.1')}`,
    `Authorization: Bearer ${odd(token)}`,
    'Content-Type: application/json',
    `Content-Length: ${odd(String(Buffer.byteLength(body)), 0.1)}`,
    ...Array.from({ length: Math.floor(luck.next() * 4) }, () => `${luck.one(headerNames)}: ${luck.one(oddities)}`),
    luck.happens(0.2) ? 'Connection: Upgrade\r\nUpgrade: websocket' : 'Connection: close',
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** Any JSON, with the names that the server knows in it. */
export function oddValue(luck: Chance, depth: number): unknown {
  const kind = luck.weighted({ text: 4, number: 2, known: 2, object: depth > 0 ? 3 : 0, list: depth > 0 ? 1 : 0 });
  if (kind === 'number') return luck.one([0, -1, 1.5, 2 ** 31, 2 ** 53, Number.MAX_VALUE]);
  if (kind === 'known')
    return luck.one([true, false, null, 'message', 'typing', 'self', 'nurse', 'answer', 'legWeakness', 'en']);
  if (kind === 'list') return Array.from({ length: Math.floor(luck.next() * 5) }, () => oddValue(luck, depth - 1));
  if (kind !== 'object') return luck.one(oddities);
  const names = [
    'type',
    'text',
    'value',
    'channelData',
    'from',
    'id',
    'locale',
    'role',
    'verb',
    'question',
    'log',
    'revision',
    'cauda',
    'conversation',
    'recipient',
    'serviceUrl',
    'channelId',
    'name',
    'membersAdded',
    'entities',
    '__proto__',
    'clientActivityID',
  ] as const;
  return Object.fromEntries(
    Array.from({ length: 1 + Math.floor(luck.next() * 6) }, () => [luck.one(names), oddValue(luck, depth - 1)]),
  );
}

/** Real bytes with some of them changed, cut out, doubled or put elsewhere. */
export function mutated(luck: Chance, real: Buffer): Buffer {
  let bytes = Buffer.from(real);
  for (let times = 1 + Math.floor(luck.next() * 4); times > 0; times -= 1) {
    const at = Math.floor(luck.next() * bytes.length);
    const end = Math.min(bytes.length, at + 1 + Math.floor(luck.next() * 20));
    const [before, part, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
    const kind = luck.one(['flip', 'cut', 'double', 'odd', 'end'] as const);
    if (kind === 'flip') bytes = Buffer.concat([before, part.map((byte) => byte ^ (1 << (at % 8))), after]);
    if (kind === 'cut') bytes = Buffer.concat([before, after]);
    if (kind === 'double') bytes = Buffer.concat([before, part, part, after]);
    if (kind === 'odd') bytes = Buffer.concat([before, Buffer.from(luck.one(oddities)), after]);
    if (kind === 'end') bytes = Buffer.concat([before, Buffer.alloc(Math.floor(luck.next() * 300), 0x41)]);
  }
  return bytes;
}

export const luckOf = (seed: string, number: number): Chance => chance('fuzz', seed, number);
