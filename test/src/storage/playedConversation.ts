import { randomUUID } from 'node:crypto';
import type { Findings, Role } from '../../../machines/findings.ts';
import { type Button, buttonsOn, readActivity } from '../../chaos/seenActivity.ts';
import { DirectLineClient, type SeenActivity } from '../directLineClient.ts';

export const buttonsOf = (one: SeenActivity | undefined): readonly Button[] =>
  one === undefined ? [] : buttonsOn(readActivity(JSON.stringify(one)));

/** A web client at its first question. */
export async function startedClient(url: string, role: Role = 'self', locale = 'en'): Promise<DirectLineClient> {
  const client = await new DirectLineClient(url).start({ role, locale });
  await client.until(({ attachments }) => attachments !== undefined);
  return client;
}

const placeOf = ({ channelData }: SeenActivity): number => channelData['webchat:sequence-id'];

/** Taps the newest button that fits, and waits for the card after it. Throws where there is no such button. */
export async function tap(client: DirectLineClient, fits: (button: Button) => boolean): Promise<void> {
  const button = client.seen.flatMap(buttonsOf).findLast(fits);
  if (button === undefined) throw new Error('there is no such button');
  const clientActivityID = randomUUID();
  const { status } = await client.post({ type: 'message', value: button.data, channelData: { clientActivityID } });
  if (status !== 200) throw new Error(`the tap was answered ${status}`);
  const echo = await client.until(({ channelData }) => channelData['clientActivityID'] === clientActivityID);
  await client.until((one) => one.attachments !== undefined && placeOf(one) > placeOf(echo));
}

/** A card that was settled comes again in its old place. */
const newestCard = ({ seen }: DirectLineClient): SeenActivity | undefined =>
  seen
    .filter(({ attachments }) => attachments !== undefined)
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .at(-1);

/** Has a whole conversation: answers everything until the last card, what is not in the findings with "not sure". */
export async function concluded(
  url: string,
  role: Role,
  findings: Findings,
  locale = 'en',
  typedFirst: readonly string[] = [],
): Promise<DirectLineClient> {
  const client = await startedClient(url, role, locale);
  for (const text of typedFirst) await client.say(text);
  for (let turns = 0; turns < 40; turns += 1) {
    const buttons = buttonsOf(newestCard(client));
    const question = buttons.find(({ data }) => data.verb === 'answer')?.data.question;
    if (question === undefined) {
      const goesOn = buttons.some(({ data }) => data.verb === 'continue');
      if (!goesOn) return client;
      await tap(client, ({ data }) => data.verb === 'continue');
    } else {
      const value = findings[question] ?? 'unsure';
      await tap(client, ({ data }) => data.question === question && data.value === value);
    }
  }
  throw new Error('the conversation does not end');
}
