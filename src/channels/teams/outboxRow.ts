import { ActivityImportance, type ConversationReference } from 'botbuilder';
import { z } from 'zod';
import { shownSchema } from '../../../dialogs/cardActions.ts';
import { jsonOf, type Text } from '../../../dialogs/cards/filledForm.ts';
import type { Held } from '../../heldReplies.ts';

/** A person or a bot by id alone: no row holds a name, and the connector asks for none. */
const party = z.object({ id: z.string() }).transform(({ id }) => ({ id, name: '' }));

/** What a conversation shows, one at a time. */
export const chatViews = ['question', 'emergency', 'recommendation', 'confirmation'] as const;

/** What a card shows; `view` where it is the question, emergency, recommendation or confirmation itself. */
const rowShows = shownSchema.extend({ view: z.exactOptional(z.enum(chatViews)) });
export type RowShows = z.infer<typeof rowShows>;

/** A reply as it waits in the outbox: what the connector needs, and nothing else. */
const rowSchema = z.object({
  /** Milliseconds since the epoch. */
  at: z.number().default(0),
  /** It tells of an emergency, and so waits for nothing. */
  urgent: z.boolean().default(false),
  /** Where the conversation stands once this is seen, as cards say it. */
  shows: z.exactOptional(rowShows),
  activity: z.object({
    type: z.literal('message'),
    channelId: z.string(),
    serviceUrl: z.url(),
    conversation: z
      .object({
        id: z.string().min(1),
        isGroup: z.boolean().default(false),
        conversationType: z.string().default('personal'),
        tenantId: z.exactOptional(z.string()),
      })
      .transform((place) => ({ ...place, name: '' })),
    from: party,
    recipient: z.exactOptional(party),
    replyToId: z.exactOptional(z.string()),
    locale: z.exactOptional(z.string()),
    importance: z.exactOptional(z.enum(ActivityImportance)),
    text: z.exactOptional(z.string()),
    textFormat: z.exactOptional(z.string()),
    attachments: z.exactOptional(z.array(z.object({ contentType: z.string(), content: z.unknown() }))),
  }),
});
/** A reply that is read from the outbox. */
export type WaitingReply = z.infer<typeof rowSchema>;

/** A reply as the outbox stores it. `now` in milliseconds since the epoch. */
export function outboxRow({ activity }: Held, now: number): Text {
  const { conversation = {}, channelData, ...rest } = activity;
  return jsonOf(
    rowSchema.parse({
      at: now,
      urgent: isUrgent(activity),
      ...defined({ shows: channelData?.cauda }),
      activity: { ...defined(rest), conversation: defined(conversation) },
    }),
  );
}

/** The words beside such a card can wait, as it cannot wait for them. */
export const isUrgent = ({ importance, attachments = [] }: Held['activity']): boolean =>
  importance === ActivityImportance.High && attachments.length > 0;

const defined = (some: object): object =>
  Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined));

/** @returns undefined for text that no connector would take. */
export function readOutboxRow(text: string): WaitingReply | undefined {
  try {
    return rowSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The way to where a waiting reply goes. */
export const referenceOf = ({
  activity: { channelId, serviceUrl, conversation, from, recipient },
}: WaitingReply): Partial<ConversationReference> => ({
  channelId,
  serviceUrl,
  conversation,
  bot: from,
  ...(recipient === undefined ? {} : { user: recipient }),
});
