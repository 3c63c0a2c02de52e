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
  '/nurse/desk/me',
  '/nurse/desk/words',
  '/nurse/desk/calls/%ID%/exports',
  '/nurse/desk/calls/%ID%/fhir',
  '/nurse/call/%ID%',
  '/nurse/files/nurse.css',
  '/nurse/sign-out',
  '/privacy',
  '/metrics',
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

/** Requests that a proxy and a server could read as others than they were meant: lengths, pieces, doubled headers. */
export function smuggled(luck: Chance, { conversation, token }: Knowing): string {
  const path = luck.one(paths).replace('%ID%', conversation);
  const hidden = `GET /nurse/desk/audit HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;
  const pieces = luck.one([
    '0\r\n\r\n',
    '5\r\nhello\r\n0\r\n\r\n',
    'ffffffffffffffffff\r\nx',
    '-1\r\n\r\n',
    '2;a=b\r\n{}\r\n0\r\nHost: x\r\n\r\n',
    '2\n{}\n0\n\n',
    `${'0'.repeat(200)}2\r\n{}\r\n0\r\n\r\n`,
    `0\r\n\r\n${hidden}`,
  ]);
  const lengths = luck.one([
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: chunked\r\nContent-Length: 2',
    'Content-Length: 2\r\nContent-Length: 20',
    'Transfer-Encoding: xchunked',
    'Transfer-Encoding: chunked, identity',
    'Transfer-Encoding:\tchunked',
    'Content-Length: +2',
    'Content-Length: 2, 2',
    'Content-Length : 2',
  ]);
  const lines = [
    `${luck.one(['POST', 'GET', 'DELETE', 'HEAD'])} ${path} HTTP/1.1`,
    luck.one([
      'Host: 127.0.0.1',
      'Host: 127.0.0.1\r\nHost: rebound.example',
      'host: rebound.example\r\nHost: localhost',
      'X-No-Host: x',
    ]),
    `Authorization: Bearer ${token}`,
    luck.one(['Content-Type: application/json', 'Content-Type: application/x-www-form-urlencoded', 'Content-Type: ,']),
    ...(luck.happens(0.2) ? ['Expect: 100-continue'] : []),
    lengths,
  ];
  const once = `${lines.join('\r\n')}\r\n\r\n${pieces}`;
  return luck.happens(0.3) ? once.repeat(20) : once;
}

/** A token as nobody here would sign it: another algorithm, another claim, another part. */
export function oddToken(luck: Chance, token: string): string {
  const [head = '', claims = '', mac = ''] = token.split('.');
  const coded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const read: object = JSON.parse(Buffer.from(claims, 'base64url').toString());
  const altered = coded({ ...read, ...Object(oddValue(luck, 1)), conv: luck.one(['x', 'another', '']), exp: 9e12 });
  return luck.one([
    `${coded({ alg: 'none' })}.${claims}.`,
    `${coded({ alg: 'HS256', kid: '../../dev/null' })}.${claims}.${mac}`,
    `${coded({ alg: 'HS256', crit: ['exp'] })}.${claims}.${mac}`,
    `${coded({ alg: 'RS256', jwk: {} })}.${altered}.${mac}`,
    `${head}.${altered}.${mac}`,
    `${head}.${claims}`,
    `${head}.${claims}.${mac}.${mac}`,
    `${token}=`,
    mutated(luck, Buffer.from(token))
      .toString('latin1')
      .replaceAll(/[^\x21-\x7e]/g, ''),
  ]);
}

/** What a real button says, with one thing odd in it, added or left out. */
export function oddTap(luck: Chance, data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const names = Object.keys(data);
  const name = luck.happens(0.2) ? luck.one(oddities) : (names[Math.floor(luck.next() * names.length)] ?? '');
  const { [name]: _left, ...rest } = data;
  return luck.happens(0.2) ? rest : { ...data, [name]: oddValue(luck, 1) };
}

/** As Teams sends a tap, with something odd around it. */
export const oddInvoke = (luck: Chance, data: object): object => ({
  type: luck.happens(0.9)
    ? 'invoke'
    : luck.one(['messageReaction', 'installationUpdate', 'conversationUpdate', 'event']),
  name: luck.happens(0.9) ? 'adaptiveCard/action' : luck.one(oddities),
  value: luck.happens(0.1)
    ? oddValue(luck, 2)
    : { action: { type: 'Action.Execute', verb: luck.one(['answer', 'why', ...oddities]), data }, trigger: 'manual' },
});

/** Something like a code of eight letters. */
export const oddCode = (luck: Chance, real: string): string =>
  luck.one([
    luck.one(oddities),
    mutated(luck, Buffer.from(real)).toString('latin1'),
    mutated(luck, Buffer.from(real)).toString(),
    [...real].map((letter) => (luck.happens(0.3) ? luck.one(['ß', 'Ä', '😀', '\0', 'ı']) : letter)).join(''),
  ]);

/** Something that a nurse does at the desk, with something odd in it. */
export function oddAct(luck: Chance): object {
  const kind = luck.one(['set', 'back', 'type', 'lifeThreats', 'note', 'party', 'judge', 'close', 'handOver', 'take']);
  const usual = {
    id: `odd ${Math.floor(luck.next() * 1e9)}`,
    seen: Math.floor(luck.next() * 5),
    act: {
      act: kind,
      ...(kind === 'set' ? { question: luck.one(['bladder', 'legWeakness', 'implantedDevice']), value: 'no' } : {}),
      ...(kind === 'type' || kind === 'note' ? { text: luck.one(oddities) } : {}),
      ...(kind === 'lifeThreats' ? { present: luck.happens(0.5) } : {}),
      ...(kind === 'party' ? { about: 'other', age: luck.one([0, 17, 130, -1, 1e9]) } : {}),
      ...(kind === 'judge' ? { to: 'urgent', reason: 'seenAlready', words: luck.one(oddities) } : {}),
      ...(kind === 'close' ? { how: 'complete', readBack: [luck.one(oddities)] } : {}),
      ...(kind === 'handOver' ? { to: luck.one(oddities) } : {}),
      ...(luck.happens(0.3) ? Object(oddValue(luck, 2)) : {}),
    },
  };
  return luck.happens(0.2) ? { ...usual, ...Object(oddValue(luck, 2)) } : usual;
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
    'words',
    'activities',
    'action',
    'answers',
    'run',
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
