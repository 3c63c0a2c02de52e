import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { payloadKeys } from '../../dialogs/cardActions.ts';
import { FilledForm, jsonOf, type Text } from '../../dialogs/cards/filledForm.ts';
import { mostTyped } from '../../dialogs/longText.ts';
import type { Held } from '../heldReplies.ts';
import type { TranscriptRow } from '../storage/store.ts';
import type { Claims } from './directLineTokens.ts';
import type { FirstPlace } from './firstPlaces.ts';

/** A web client's text is refused beyond this; the dialog takes less for an answer, and looks for emergency words in all. */
export const longestText = 20_000;
const largestPart = 4_000;

/** Of what a client sends along, what the conversation knows; too large, it is refused. */
const known = z.unknown().transform((sent, context) => {
  const entries = typeof sent === 'object' && sent !== null ? Object.entries(sent) : [];
  const kept = Object.fromEntries(entries.filter(([key]) => payloadKeys.has(key)));
  if (JSON.stringify(kept).length > largestPart)
    context.addIssue({ code: 'custom', message: `must not be larger than ${largestPart} characters` });
  return kept;
});

const channelDataSchema = z.object({
  /** How Web Chat finds its message again. */
  clientActivityID: z.exactOptional(z.string().max(200)),
  postBack: z.exactOptional(z.boolean()),
  messageBack: z.exactOptional(z.object({ displayText: z.exactOptional(z.string().max(2_000)) })),
  /** Where the conversation stood when this was typed. */
  cauda: z.exactOptional(known),
});

/** What a web client may say; its id, sender and time are never taken from it, nor is anything that nobody reads. */
export const postedActivity = z.object({
  type: z.string().min(1).max(50),
  name: z.exactOptional(z.string().max(200)),
  text: z.exactOptional(z.string().max(longestText)),
  textFormat: z.exactOptional(z.string().max(20)),
  value: z.exactOptional(known),
  locale: z.exactOptional(z.string().max(35)),
  localTimezone: z.exactOptional(z.string().max(64)),
  channelData: z.exactOptional(channelDataSchema),
});
export type PostedActivity = z.infer<typeof postedActivity>;

/** What of a text comes back and is kept. */
const shortened = (text: string): string => (text.length > mostTyped ? `${text.slice(0, mostTyped)}…` : text);

/** Ids name their place in the transcript, so an update finds the original's. */
export const activityIdAt = (conversation: string, sequence: number): string =>
  `${conversation}|${String(sequence).padStart(7, '0')}`;

/** @returns undefined for an id that is not of this conversation's transcript. */
export function sequenceOf(conversation: string, activityId: string): number | undefined {
  const [, digits] = activityId.startsWith(`${conversation}|`) ? (/\|(\d{1,15})$/.exec(activityId) ?? []) : [];
  return digits === undefined ? undefined : Number(digits);
}

export type Stamp = { readonly id: string; readonly sequence: number; readonly timestamp: string };

/** The person's activity as it goes back to them: Web Chat takes a message as sent only when it comes back. */
export const echoed = (posted: PostedActivity, { user, conv }: Claims, stamp: Stamp): object =>
  stamped(
    {
      ...posted,
      ...(posted.text === undefined ? {} : { text: shortened(posted.text) }),
      from: { id: user, role: 'user' },
    },
    conv,
    stamp,
  );

/** A reply as the web client gets it. */
export function replied(
  {
    type,
    name,
    text,
    textFormat,
    attachments,
    attachmentLayout,
    suggestedActions,
    value,
    locale,
    channelData,
    summary,
    speak,
  }: Partial<Activity>,
  conversation: string,
  stamp: Stamp,
): object {
  const shown = {
    type,
    name,
    text,
    textFormat,
    attachmentLayout,
    suggestedActions,
    value,
    locale,
    channelData,
    summary,
    speak,
  };
  const cards = attachments?.map((attachment) => ({ ...attachment, content: withCard(attachment.content, stamp.id) }));
  return stamped({ ...shown, attachments: cards, from: bot }, conversation, stamp);
}

export const bot = { id: 'cauda', name: 'Cauda', role: 'bot' };

const stamped = (
  activity: Readonly<Record<string, unknown>>,
  conversation: string,
  { id, sequence, timestamp }: Stamp,
): object => ({
  ...activity,
  id,
  timestamp,
  conversation: { id: conversation },
  // Orders the transcript, whatever the clocks say.
  channelData: {
    ...(typeof activity['channelData'] === 'object' ? activity['channelData'] : {}),
    'webchat:sequence-id': sequence,
  },
});

/** Web Chat does not say on which card a button was; so every button does. */
function withCard(card: unknown, id: string): unknown {
  if (card instanceof FilledForm) return new FilledForm(card.form, `${card.own},"card":${JSON.stringify(id)}`);
  if (Array.isArray(card)) return card.map((one) => withCard(one, id));
  if (typeof card !== 'object' || card === null) return card;
  const inner = Object.fromEntries(
    Object.entries(card).map(([name, value]) => [name, name === 'data' ? value : withCard(value, id)]),
  );
  const { type, data } = inner;
  return type === 'Action.Submit' && typeof data === 'object' ? { ...inner, data: { ...data, card: id } } : inner;
}

type Originals = {
  readonly at: (sequence: number) => Promise<FirstPlace | undefined>;
  readonly note: (place: FirstPlace) => void;
};

const original = z.object({ id: z.string(), timestamp: z.string(), from: z.object({ role: z.string() }) });

/**
 * Rows for a turn's replies, from `sequence` on. An update goes out again under its original's id, place and time; one
 * of something that is not the bot's is dropped.
 * @param originals where the bot first showed an activity, undefined where it did not; told of what is shown now.
 */
export async function replyRows(
  held: readonly Held[],
  conversation: string,
  sequence: number,
  timestamp: string,
  originals: Originals,
): Promise<readonly TranscriptRow<Text>[]> {
  const rows: TranscriptRow<Text>[] = [];
  for (const { kind, activity } of held) {
    const at = sequence + rows.length;
    const stamp =
      kind === 'send'
        ? { id: activityIdAt(conversation, at), sequence: at, timestamp }
        : await originalStamp(conversation, activity.id ?? '', originals);
    if (kind === 'send') originals.note({ sequence: at, timestamp });
    if (stamp !== undefined) rows.push({ sequence: at, activity: jsonOf(replied(activity, conversation, stamp)) });
  }
  return rows;
}

async function originalStamp(
  conversation: string,
  activityId: string,
  originals: Originals,
): Promise<Stamp | undefined> {
  const sequence = sequenceOf(conversation, activityId);
  const place = sequence === undefined ? undefined : await originals.at(sequence);
  return place && activityIdAt(conversation, place.sequence) === activityId ? { id: activityId, ...place } : undefined;
}

/** Where the bot first showed what stands in a row; undefined where it was another place, or not the bot. */
export function firstPlaceIn(conversation: string, { sequence, activity }: TranscriptRow): FirstPlace | undefined {
  const shown = original.safeParse(JSON.parse(activity)).data;
  const isFirst = shown?.id === activityIdAt(conversation, sequence) && shown.from.role === 'bot';
  return isFirst ? { sequence, timestamp: shown.timestamp } : undefined;
}

/** An activity that is shown and not kept, after what the client has seen so far. */
export function unsaved(
  activity: object,
  conversation: string,
  id: string,
  sequence: number,
  timestamp: string,
): object {
  // Between two rows of the transcript, so that what comes next is shown below it.
  return stamped({ from: bot, ...activity }, conversation, { id, sequence: sequence + 0.5, timestamp });
}
