import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { Log } from '../../machines/answerLog.ts';
import { findingsIn, view } from '../../machines/conversationView.ts';
import { findingsOn, questionIdSchema } from '../../machines/findings.ts';
import { answeredLine } from '../../src/answerCommand.ts';
import type { Person } from './person.ts';
import { replay, untimed } from './replay.ts';
import { buttonsOn, readActivity, type SeenActivity } from './seenActivity.ts';

/** A conversation as its client saw it. */
export type Witness = {
  readonly person: Person;
  readonly conversation: string;
  /** A digest of each activity that it saw, in order. */
  readonly seen: readonly string[];
  readonly acknowledged: ReadonlyMap<string, string>;
  readonly groups: readonly (readonly string[])[];
};
/** The same conversation as the storage has it. */
export type Stored = { readonly log: Log | undefined; readonly transcript: readonly string[] };

/** What is wrong, in words; nothing when all is well. */
export async function check(witness: Witness, stored: Stored): Promise<readonly string[]> {
  const { log } = stored;
  if (log === undefined) return ['its log is gone'];
  const transcript = stored.transcript.map(readActivity);
  const replayed = replay(transcript, log.head);
  const problems = [
    !isDeepStrictEqual(witness.seen, transcript.map(digest)) && 'the client saw another history than is stored',
    ...acknowledgedOnce(witness, transcript),
    !inOrder(witness, transcript) && 'messages are stored in another order than they were posted',
    replayed?.head.number !== log.head.number && 'the stored transcript makes a log of another number',
    !isDeepStrictEqual(untimed(replayed?.entries), untimed(log.entries)) &&
      'the stored log is not what the stored transcript makes',
    ...concludesAsAnswer(witness.person, log, transcript),
  ];
  return problems.filter((problem) => problem !== false);
}

export const digest = (activity: SeenActivity): string =>
  createHash('sha256').update(JSON.stringify(activity)).digest('base64');

const clientId = ({ channelData }: SeenActivity): string | undefined => channelData.clientActivityID;

function acknowledgedOnce({ acknowledged }: Witness, transcript: readonly SeenActivity[]): readonly string[] {
  const missing = [...acknowledged].filter(
    ([id, given]) => transcript.filter((one) => clientId(one) === id && one.id === given).length !== 1,
  );
  const said = transcript.flatMap((one) => clientId(one) ?? []);
  return [
    ...missing.map(([id]) => `message ${id} was acknowledged and is not stored once, where it was said to be`),
    ...(new Set(said).size === said.length ? [] : ['a message is stored twice']),
  ];
}

/** Whether messages stand in the order of posting; those posted at the same time may stand in any. */
function inOrder({ groups, acknowledged }: Witness, transcript: readonly SeenActivity[]): boolean {
  const groupOf = new Map(groups.flatMap((ids, index) => ids.map((id) => [id, index] as const)));
  const places = transcript.flatMap((one) => groupOf.get(clientId(one) ?? '') ?? []);
  return acknowledged.size === places.length && places.every((place, index) => place >= (places[index - 1] ?? 0));
}

const answered = z.looseObject({
  asked: z.array(questionIdSchema),
  urgency: z.string(),
  rules: z.array(z.string()),
  conditions: z.array(z.string()),
  card: z.looseObject({ speak: z.string() }),
});
const spoken = z.looseObject({ speak: z.string() });

/** The conversation concluded what `npm run answer` concludes from the person's findings. */
function concludesAsAnswer(person: Person, log: Log, transcript: readonly SeenActivity[]): readonly string[] {
  const { name: id, role, findings } = person;
  const { line } = answeredLine(JSON.stringify({ id, role, findings }));
  const expected = answered.parse(JSON.parse(line));
  const shows = view(log);
  const { urgency, rules, conditions } = shows.recommendation;
  const last = transcript.findLast((one) => buttonsOn(one).some(({ data }) => data.verb === 'restart'));
  const card = spoken.safeParse(last?.attachments?.[0]?.content).data;
  const problems = [
    shows.kind !== 'recommendation' && `it stands at a ${shows.kind}`,
    !isDeepStrictEqual(findingsIn(shows), findingsOn(findings, expected.asked)) &&
      `it rests on ${JSON.stringify(findingsIn(shows))}, the person told ${JSON.stringify(findings)}`,
    !isDeepStrictEqual([urgency, rules, conditions], [expected.urgency, expected.rules, expected.conditions]) &&
      'the stored log concludes otherwise',
    card?.speak !== expected.card.speak && 'the last card says something else',
  ];
  return problems.filter((problem) => problem !== false);
}
