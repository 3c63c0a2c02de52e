import { once } from 'node:events';
import { connect } from 'node:net';
import { parseArgs } from 'node:util';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { answeredLine } from '../../src/answerCommand.ts';
import { understandLine } from '../../src/understandCommand.ts';
import type { Chance } from '../chaos/chance.ts';
import { buttonsOn, readActivity } from '../chaos/seenActivity.ts';
import { type Instance, startInstance } from '../cluster/instance.ts';
import { rawRequest } from '../src/rawRequest.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import {
  type Knowing,
  luckOf,
  mutated,
  oddAct,
  oddCode,
  oddInvoke,
  oddRequest,
  oddTap,
  oddToken,
  oddValue,
  smuggled,
} from './attacks.ts';

export type FuzzReport = {
  readonly attacks: number;
  /** What should not have been, with the number of the attack that did it. */
  readonly problems: readonly string[];
};

const atOnce = 8;
/** Milliseconds; a machine that is busy looks late. */
const longestHead = 25_000;
const tokenAnswer = z.object({ conversationId: z.string(), token: z.string() });
const streamAnswer = z.object({ streamUrl: z.string() });
const callAnswer = z.object({ reference: z.string() });
const codeAnswer = z.object({ code: z.string() });
const frameAnswer = z.object({ activities: z.array(z.looseObject({ from: z.looseObject({ role: z.string() }) })) });

/** Attacks a real server in a process of its own; the same seed does the same. */
export async function fuzz(seed: string, until: (attacks: number) => boolean): Promise<FuzzReport> {
  const dataDir = temporaryFolder();
  const server = await startInstance({
    CAUDA_DATA_DIR: dataDir,
    CAUDA_PLAYGROUND: '1',
    CAUDA_LOG_LEVEL: 'silent',
    CAUDA_CHATS_PER_MINUTE: '1000000',
    // Whoever attacks must get in, however busy the machine is.
    CAUDA_TURN_AWAY: '0',
    // Who guesses codes comes from many addresses.
    CAUDA_TRUSTED_PROXIES: '1',
  });
  const problems: string[] = [];
  let attacks = 0;
  const slow = drippedInto(server);
  try {
    const attacker = async (): Promise<void> => {
      let knowing: Knowing | undefined;
      while (!until(attacks) && server.process.exitCode === null) {
        const number = attacks++;
        try {
          // Another conversation now and then, since one grows full.
          if (knowing === undefined || number % 100 === 99) knowing = await begun(server);
          const problem = await attack(luckOf(seed, number), server, knowing);
          if (problem !== undefined) problems.push(`attack ${number}: ${problem}`);
        } catch (error) {
          problems.push(`attack ${number}: ${String(error)}`);
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, attacker));
    problems.push(...slow.problems());
    if (server.process.exitCode !== null) problems.push(`the server ended with ${server.process.exitCode}`);
    else if ((await fetch(`${server.url}/readyz`)).status !== 200) problems.push('the server is not ready any more');
    return { attacks, problems };
  } finally {
    slow.end();
    await server.stop();
  }
}

/** Requests that come a letter at a time, for ever: each is cut off, at the latest when its head is not there in time. */
function drippedInto({ url }: Instance) {
  const { hostname, port } = new URL(url);
  const dripping = [
    `GET /${'a'.repeat(4_000)}`,
    `POST /hand-over HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'a'.repeat(4_000)}`,
  ].map((bytes) => {
    const began = Date.now();
    const socket = connect(Number(port), hostname).on('error', () => undefined);
    let sent = 0;
    const timer = setInterval(() => socket.write(bytes.charAt(sent++) || 'a'), 200);
    socket.on('close', () => clearInterval(timer)).resume();
    return { socket, timer, isTooOld: () => !socket.destroyed && Date.now() - began > longestHead };
  });
  return {
    problems: () =>
      dripping.filter(({ isTooOld }) => isTooOld()).map(() => 'a request that comes a letter at a time is still taken'),
    end(): void {
      for (const { socket, timer } of dripping) {
        clearInterval(timer);
        socket.destroy();
      }
    },
  };
}

async function begun({ url }: Instance): Promise<Knowing> {
  const answer = await fetch(`${url}/v3/directline/tokens/generate`, { method: 'POST' });
  const { conversationId: conversation, token } = tokenAnswer.parse(await answer.json());
  await fetch(`${url}/v3/directline/conversations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{}',
  });
  return { conversation, token };
}

/** @returns what was wrong with the answer. */
async function attack(luck: Chance, { url }: Instance, knowing: Knowing): Promise<string | undefined> {
  const kind = luck.weighted({
    grammar: 6,
    mutation: 6,
    smuggled: 3,
    activity: 4,
    teams: 3,
    token: 2,
    desk: 3,
    receive: 1,
    handOver: 2,
    tap: 4,
    begin: 2,
    frame: 2,
    line: 2,
  });
  switch (kind) {
    case 'grammar':
      return wrongIn(await rawRequest(url, oddRequest(luck, knowing), 300));
    case 'mutation':
      return wrongIn(await rawRequest(url, mutated(luck, Buffer.from(realRequest(knowing))), 300));
    case 'smuggled':
      return wrongIn(await rawRequest(url, smuggled(luck, knowing), 300));
    case 'token':
      return tried(url, oddToken(luck, knowing.token), knowing);
    case 'desk':
      return acted(url, luck);
    case 'receive':
      return received(url, luck);
    case 'handOver':
      return guessed(url, luck);
    case 'tap':
      return tapped(url, luck, knowing);
    case 'begin':
      return begunOddly(url, luck);
    case 'activity':
      return posted(`${url}/v3/directline/conversations/${knowing.conversation}/activities`, luck, knowing);
    case 'teams':
      return posted(`${url}/api/messages`, luck, knowing);
    case 'frame':
      return framed(url, luck, knowing);
    default: {
      const real = luck.one([realLine, realWords]);
      const line = luck.happens(0.5) ? JSON.stringify(oddValue(luck, 3)) : mutated(luck, Buffer.from(real)).toString();
      answeredLine(line);
      understandLine(line, luck.happens(0.2));
      return undefined;
    }
  }
}

/** A token that nobody gave out opens nothing. */
async function tried(url: string, token: string, { conversation, token: real }: Knowing): Promise<string | undefined> {
  // Other letters for the same bytes are the same token.
  if (bytesOf(token) === bytesOf(real)) return undefined;
  const answer = await fetch(`${url}/v3/directline/conversations/${conversation}/activities`, {
    headers: { authorization: `Bearer ${token}` },
  });
  await answer.arrayBuffer();
  // 400 where it is longer than any header may be.
  return [400, 401, 403].includes(answer.status) ? undefined : `${answer.status} for the token ${token.slice(0, 300)}`;
}

const bytesOf = (token: string): string =>
  token
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString('hex'))
    .join('.');

/** The desk of a machine of one's own needs no sign-in. */
async function acted(url: string, luck: Chance): Promise<string | undefined> {
  const headers = { origin: url, 'x-cauda-desk': '1', 'content-type': 'application/json' };
  const begun = await fetch(`${url}/nurse/desk/calls`, { method: 'POST', headers, body: '{}' });
  const { reference } = callAnswer.parse(await begun.json());
  for (let times = 0; times < 3; times += 1) {
    const body = JSON.stringify(oddAct(luck));
    const answer = await fetch(`${url}/nurse/desk/calls/${reference}/acts`, { method: 'POST', headers, body });
    await answer.arrayBuffer();
    if (answer.status >= 500) return `${answer.status} for the act ${body.slice(0, 300)}`;
  }
  for (const what of ['', '/fhir']) {
    const read = await fetch(`${url}/nurse/desk/calls/${reference}${what}?locale=${luck.one(['es', '%00', 'x'])}`);
    await read.arrayBuffer();
    if (read.status !== 200) return `${read.status} for the call${what} after what was done in it`;
  }
  return undefined;
}

async function received(url: string, luck: Chance): Promise<string | undefined> {
  const odd = String(oddValue(luck, 0));
  const answer = await fetch(`${url}/hand-over`, {
    method: 'POST',
    headers: {
      'content-type': luck.one(['application/x-www-form-urlencoded', 'application/json', 'text/plain', 'x/y']),
    },
    body: luck.one([`reference=${odd}&code=${odd}`, `reference=ABCDEFG&code=ABCDEF`, odd, '{}', '&&==&']),
  });
  await answer.arrayBuffer();
  return [400, 403, 413, 429].includes(answer.status) ? undefined : `${answer.status} for receiving ${odd}`;
}

/** A call that is handed over, and codes that are nearly its own. */
async function guessed(url: string, luck: Chance): Promise<string | undefined> {
  const headers = { origin: url, 'x-cauda-desk': '1', 'content-type': 'application/json' };
  const ask = async (path: string, body: object) =>
    (await fetch(`${url}/nurse/desk/calls${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  const { reference } = callAnswer.parse(await ask('', {}));
  const id = `handed ${reference}`;
  const { code } = codeAnswer.parse(
    await ask(`/${reference}/acts`, { id, seen: 0, act: { act: 'handOver', to: 'x' } }),
  );
  for (let times = 0; times < 5; times += 1) {
    const guess = oddCode(luck, code);
    const answer = await fetch(`${url}/hand-over`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-forwarded-for': `10.${luck.one([1, 2, 3])}.${Math.floor(luck.next() * 250)}.${Math.floor(luck.next() * 250)}`,
      },
      body: new URLSearchParams({ reference, code: guess }).toString(),
    });
    await answer.arrayBuffer();
    const isRight = guess.trim().toUpperCase() === code;
    if (![isRight ? 200 : 403, 413, 429].includes(answer.status))
      return `${answer.status} for the code ${JSON.stringify(guess).slice(0, 100)} in the place of ${code}`;
  }
  return undefined;
}

/** Real buttons, with something odd in what they say: on the web and as in Teams, none may make a turn fail. */
async function tapped(url: string, luck: Chance, { conversation, token }: Knowing): Promise<string | undefined> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const at = `${url}/v3/directline/conversations/${conversation}/activities`;
  const read = frameAnswer.safeParse(await (await fetch(at, { headers })).json());
  // Asked for too often.
  if (!read.success) return undefined;
  // What the attacker said itself comes back as odd as it was.
  const shown = read.data.activities.filter(({ from }) => from.role === 'bot');
  const buttons = shown.flatMap((one) => buttonsOn(readActivity(JSON.stringify(one))));
  const button = buttons[Math.floor(luck.next() * buttons.length)];
  if (button === undefined) return 'a conversation without a button';
  const data = oddTap(luck, button.data);
  const onTheWeb = { type: 'message', value: data, channelData: { clientActivityID: `tap ${luck.next()}` } };
  const inTeams = { ...realActivity, ...oddInvoke(luck, data), conversation: { id: `fuzz ${conversation}` } };
  for (const [address, activity] of [
    [at, onTheWeb],
    [`${url}/api/messages`, inTeams],
  ] as const) {
    const send = async () => {
      const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(activity) });
      await answer.arrayBuffer();
      return answer.status;
    };
    // A machine that is too busy may fail once; what fails each time fails by what was sent.
    const statuses = [await send()];
    while ([424, 500].includes(statuses.at(-1) ?? 0) && statuses.length < 6) statuses.push(await send());
    if (statuses.length === 6) return `${statuses} for the tap ${JSON.stringify(activity).slice(0, 400)}`;
  }
  return undefined;
}

/** Whoever begins says how; what comes of it must be a conversation or a refusal. */
async function begunOddly(url: string, luck: Chance): Promise<string | undefined> {
  const headers = { 'content-type': 'application/json' };
  const wanted = { locale: 'en', words: 'chest pain', ...Object(oddValue(luck, 1)) };
  const first = await fetch(`${url}/v3/directline/tokens/generate`, {
    method: 'POST',
    headers,
    body: JSON.stringify(luck.happens(0.8) ? wanted : oddValue(luck, 2)),
  });
  if (first.status >= 500) return `${first.status} for beginning with ${JSON.stringify(wanted).slice(0, 300)}`;
  const given = tokenAnswer.safeParse(await first.json());
  if (!given.success) return undefined;
  const second = await fetch(`${url}/v3/directline/conversations`, {
    method: 'POST',
    headers: { ...headers, authorization: `Bearer ${given.data.token}` },
    body: JSON.stringify({ activities: true, ...Object(oddValue(luck, 1)) }),
  });
  await second.arrayBuffer();
  return second.status >= 500 ? `${second.status} for opening what began so` : undefined;
}

const realWords = '{"id":1,"question":"bladder","text":"no but I have to strain"}';
const realLine = '{"id":1,"role":"clinician","findings":{"legWeakness":"both"}}';
const realActivity = {
  type: 'message',
  channelId: 'msteams',
  id: 'a1',
  serviceUrl: 'http://127.0.0.1:1/',
  conversation: { id: 'c' },
  from: { id: 'p' },
  recipient: { id: 'b' },
  text: 'no',
};

function realRequest({ conversation, token }: Knowing): string {
  const body = JSON.stringify({ ...realActivity, channelData: { clientActivityID: 'x' } });
  return [
    `POST /v3/directline/conversations/${conversation}/activities HTTP/1.1`,
    'Host: 127.0.0.1',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}

async function posted(url: string, luck: Chance, { token }: Knowing): Promise<string | undefined> {
  const activity = { ...realActivity, ...Object(oddValue(luck, 3)), serviceUrl: 'http://127.0.0.1:1/' };
  const answer = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(activity),
  });
  await answer.arrayBuffer();
  return answer.status === 500 ? `500 for ${JSON.stringify(activity).slice(0, 300)}` : undefined;
}

async function framed(url: string, luck: Chance, { conversation, token }: Knowing): Promise<string | undefined> {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/v3/directline/conversations/${conversation}`, { headers });
  const read = streamAnswer.safeParse(await answer.json());
  // Asked for too often.
  if (!read.success) return answer.status === 500 ? 'no stream: 500' : undefined;
  const socket = new WebSocket(read.data.streamUrl);
  socket.on('error', () => undefined);
  await Promise.race([once(socket, 'open'), once(socket, 'close')]).catch(() => undefined);
  if (socket.readyState === socket.OPEN) {
    socket.send(mutated(luck, Buffer.from('{"activities":[]}')), { binary: luck.happens(0.5) });
    // Past the library: no frame at all.
    if (luck.happens(0.5))
      Reflect.get(socket, '_socket').write(mutated(luck, Buffer.from([0x81, 0x85, 1, 2, 3, 4, 5])));
  }
  socket.terminate();
  return undefined;
}

/** A fault inside is no answer to anything that comes from outside. */
function wrongIn(answer: string): string | undefined {
  const [, status] = /^HTTP\/1\.1 (\d+)/.exec(answer) ?? [];
  return status === '500' ? answer.slice(0, 200) : undefined;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '60' }, seed: { type: 'string', default: String(Date.now()) } },
  });
  const end = Date.now() + Number(values.minutes) * 60_000;
  process.stdout.write(`seed ${values.seed}\n`);
  const { attacks, problems } = await fuzz(values.seed, () => Date.now() > end);
  process.stdout.write(
    `${attacks} attacks, ${problems.length} problems\n${problems.map((one) => `${one}\n`).join('')}`,
  );
  process.exitCode = problems.length > 0 ? 1 : 0;
}
