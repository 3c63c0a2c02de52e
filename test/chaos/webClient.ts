import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { BrokenPromise } from './brokenPromise.ts';
import type { Chance } from './chance.ts';
import type { Counts } from './counts.ts';
import { Erased, insistentRequests, personsPatience } from './insistentRequests.ts';
import { type Frame, isKept, readFrame, type SeenActivity } from './seenActivity.ts';

export type WebClientOptions = {
  readonly name: string;
  /** Where the next request goes; any server of the deployment will do. */
  readonly address: () => string;
  /** Decides what the network does to this client. */
  readonly network: Chance;
  readonly polls: boolean;
  readonly counts: Counts;
};

const tokenAnswer = z.object({ conversationId: z.string(), token: z.string() });
const streamAnswer = tokenAnswer.extend({ streamUrl: z.string() });
const postAnswer = z.object({ id: z.string() });

const lostAnswer = 0.06;
const sentTwice = 0.04;

/** A Direct Line client as Web Chat's is, on a bad network: whatever has no answer is sent again under the same id. */
export function webClient({ name, address, network, polls, counts }: WebClientOptions) {
  let token = '';
  let conversation = '';
  let watermark = '';
  let seen: SeenActivity[] = [];
  let socket: WebSocket | undefined;
  let closed = false;
  let said = 0;
  const waiting = new Set<() => void>();
  /** The id that each taken message was answered with. */
  const acknowledged = new Map<string, string>();
  /** Ids in the order of posting; those of one group were posted at the same time. */
  let groups: string[][] = [];

  const insist = insistentRequests({ address, network, counts, token: () => token });

  function take({ activities, watermark: next }: Frame): void {
    seen.push(...activities.filter(isKept));
    counts.add('notices that are not kept', activities.filter((one) => !isKept(one)).length);
    watermark = next;
    for (const look of waiting) look();
  }

  let listenings = 0;
  async function listen(): Promise<void> {
    const mine = ++listenings;
    // Two sockets at a time would show what was said twice; and what became of an older one is of no interest.
    const isOver = () => mine !== listenings || closed;
    try {
      const at = streamAnswer.parse(await insist('GET', `/conversations/${conversation}?watermark=${watermark}`));
      if (isOver()) return;
      token = at.token;
      open(at.streamUrl);
    } catch (error) {
      if (!isOver()) throw error;
    }
  }

  function open(streamUrl: string): void {
    const mine = new WebSocket(streamUrl);
    socket = mine;
    mine.on('message', (data) => {
      if (socket === mine) take(readFrame(JSON.parse(data.toString())));
    });
    mine.on('error', () => mine.terminate());
    mine.on('close', () => {
      if (socket === mine) void comeBack();
    });
  }

  async function comeBack(): Promise<void> {
    socket = undefined;
    const mine = ++listenings;
    await pause(20 + network.next() * 200);
    if (closed || mine !== listenings) return;
    counts.add('reconnections');
    await listen().catch(fail);
  }

  let failure: unknown;
  let erased = false;
  function fail(error: unknown): void {
    if (error instanceof Erased) erased = true;
    else failure = error;
    for (const look of waiting) look();
  }

  async function poll(): Promise<void> {
    try {
      take(readFrame(await insist('GET', `/conversations/${conversation}/activities?watermark=${watermark}`)));
    } catch (error) {
      if (!(error instanceof Erased)) throw error;
      erased = true;
    }
  }

  /** Resolves once `come` holds of what was seen. */
  async function until(come: () => boolean, what: string): Promise<void> {
    const last = Date.now() + personsPatience;
    while (!come()) {
      if (failure !== undefined) throw failure;
      if (Date.now() > last) throw new BrokenPromise(`never saw ${what}`);
      if (polls) {
        await poll();
        if (!come()) await pause(30);
      } else {
        const news = new Promise<void>((look) => waiting.add(look));
        await Promise.race([news, pause(1_000)]);
        waiting.clear();
      }
    }
  }

  async function deliver(id: string, activity: object): Promise<void> {
    const path = `/conversations/${conversation}/activities`;
    const loseAfter = network.happens(lostAnswer) ? Math.ceil(network.next() * 12) : undefined;
    const copies = network.happens(sentTwice) ? 2 : 1;
    if (copies > 1) counts.add('posts delivered twice');
    const answers = await Promise.all(Array.from({ length: copies }, () => insist('POST', path, activity, loseAfter)));
    for (const answer of answers) {
      const { id: given } = postAnswer.parse(answer);
      const before = acknowledged.get(id) ?? given;
      if (before !== given) throw new BrokenPromise('one message was answered with two ids');
      acknowledged.set(id, given);
    }
  }

  return {
    async start(role: string): Promise<void> {
      const fresh = tokenAnswer.parse(await insist('POST', '/tokens/generate', { role }));
      ({ conversationId: conversation, token } = fresh);
      const started = streamAnswer.parse(await insist('POST', '/conversations', {}));
      token = started.token;
      if (!polls) open(started.streamUrl);
      await until(() => seen.length > 0, 'the welcome');
    },

    /** Posts messages at the same time; resolves when each was answered. */
    async post(...activities: readonly object[]): Promise<readonly string[]> {
      const ids = activities.map(() => `${name}-${++said}`);
      groups.push(ids);
      counts.add('messages', ids.length);
      const posts = activities.map((activity, index) => {
        const clientActivityID = ids[index] ?? '';
        const channelData = 'channelData' in activity ? activity.channelData : {};
        return deliver(clientActivityID, { ...activity, channelData: { ...Object(channelData), clientActivityID } });
      });
      await Promise.all(posts);
      return ids;
    },

    until,
    seen: (): readonly SeenActivity[] => seen,
    conversation: () => conversation,
    acknowledged: (): ReadonlyMap<string, string> => acknowledged,
    groups: (): readonly (readonly string[])[] => groups,

    /** Typing is shown back and changes nothing. */
    async type(): Promise<void> {
      await insist('POST', `/conversations/${conversation}/activities`, { type: 'typing' });
    },

    loseSocket: () => socket?.terminate(),

    /** The page is loaded anew: it knows its token and nothing else, and must get the same transcript. */
    async reload(): Promise<void> {
      counts.add('reloads');
      const before = seen;
      seen = [];
      watermark = '';
      const old = socket;
      socket = undefined;
      old?.terminate();
      if (!polls) await listen();
      await until(() => seen.length >= before.length, 'the transcript again');
      if (!isDeepStrictEqual(seen.slice(0, before.length), before))
        throw new BrokenPromise('a reload shows another transcript');
    },

    /** Has all erased by this message, and begins another conversation; a client that cannot read that it was done is told so. */
    async erase(activity: object, role: string): Promise<void> {
      const before = seen.length;
      await this.post(activity);
      const said = () => seen.slice(before).some(({ from, text }) => from.role === 'bot' && text !== undefined);
      await until(() => erased || said(), 'that all is erased');
      const old = socket;
      socket = undefined;
      listenings += 1;
      old?.terminate();
      seen = [];
      watermark = '';
      erased = false;
      acknowledged.clear();
      groups = [];
      await this.start(role);
    },

    close(): void {
      closed = true;
      socket?.terminate();
    },
  };
}
export type WebClient = ReturnType<typeof webClient>;
