import { setTimeout as pause } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import { BrokenPromise } from './brokenPromise.ts';
import { chance } from './chance.ts';
import { check, digest, type Witness } from './check.ts';
import { type Counts, counts as newCounts } from './counts.ts';
import type { Deployment } from './deployment.ts';
import { person } from './person.ts';
import { talk } from './talk.ts';
import { webClient } from './webClient.ts';

export type Wanted = {
  readonly seed: string;
  /** At least so many of each. */
  readonly conversations: number;
  readonly harms: number;
  /** Conversations at the same time. */
  readonly atOnce: number;
};
export type Report = {
  readonly conversations: number;
  readonly harms: number;
  readonly counts: Counts;
  /** What is wrong, and with which conversation. */
  readonly problems: readonly string[];
};

/** About so many messages a conversation takes. */
const messagesEach = 38;

/** Lets simulated clients talk while the deployment is broken again and again; then compares what they saw with what is stored. */
export async function run(wanted: Wanted, deployment: Deployment, progress: (line: string) => void): Promise<Report> {
  const counts = newCounts();
  const problems: string[] = [];
  const witnesses: Witness[] = [];
  let begun = 0;
  let harms = 0;
  let over = false;

  async function talkOnAndOn(): Promise<void> {
    while (begun < wanted.conversations || harms < wanted.harms) {
      begun += 1;
      const witness = await oneConversation(wanted.seed, `person${begun}`, deployment, counts, problems);
      if (witness !== undefined) witnesses.push(witness);
    }
  }

  async function breakThings(): Promise<void> {
    const between = (wanted.conversations * messagesEach) / (wanted.harms * 1.15);
    while (!over && wanted.harms > 0) {
      const luck = chance(wanted.seed, 'harm', harms);
      const at = counts.of('messages') + 1 + luck.next() * 2 * between;
      while (counts.of('messages') < at && !over) await pause(2);
      if (over) return;
      await pause(luck.next() * 30);
      counts.add(await deployment.harm(luck));
      harms += 1;
      if (harms % 10 === 0) progress(`${harms} harms, ${witnesses.length} conversations over`);
    }
  }

  const breaking = breakThings();
  await Promise.race([
    Promise.all(Array.from({ length: wanted.atOnce }, talkOnAndOn)),
    breaking.then(() => new Promise(() => undefined)),
  ]);
  over = true;
  await breaking;

  progress(`comparing ${witnesses.length} conversations`);
  problems.push(...(await compare(witnesses, deployment, counts)));
  return { conversations: witnesses.length, harms, counts, problems };
}

async function oneConversation(
  seed: string,
  name: string,
  { addresses }: Deployment,
  counts: Counts,
  problems: string[],
): Promise<Witness | undefined> {
  const somebody = person(seed, name);
  const network = chance(seed, name, 'network');
  const [first = '', ...others] = addresses;
  const address = () => network.one([first, ...others]);
  const client = webClient({ name, address, network, polls: network.happens(0.1), counts });
  try {
    await talk(somebody, seed, client, counts);
    counts.add(`conversations of a ${somebody.role}`);
    return {
      person: somebody,
      conversation: client.conversation(),
      seen: client.seen().map(digest),
      acknowledged: client.acknowledged(),
      groups: client.groups(),
    };
  } catch (error) {
    if (!(error instanceof BrokenPromise)) throw error;
    problems.push(`${name} (${client.conversation()}): ${error.message}`);
    return undefined;
  } finally {
    client.close();
  }
}

async function compare(
  witnesses: readonly Witness[],
  deployment: Deployment,
  counts: Counts,
): Promise<readonly string[]> {
  const store = await deployment.stored();
  const problems: string[] = [];
  for (const witness of witnesses) {
    const { conversation, person: somebody } = witness;
    const { log } = await store.load(conversation, 'comparison', Date.now() + 4_000);
    const transcript = (await store.transcript(conversation, 0, 100_000)).map(({ activity }) => activity);
    counts.add('stored entries compared', log?.entries.length ?? 0);
    counts.add('stored activities compared', transcript.length);
    counts.add('acknowledged messages found', witness.acknowledged.size);
    const found = await check(witness, { log, transcript }).catch((error: unknown) => [
      `cannot be compared: ${isNativeError(error) ? error.message : String(error)}`,
    ]);
    problems.push(...found.map((problem) => `${somebody.name} (${conversation}): ${problem}`));
  }
  await store.close();
  return problems;
}
