import { z } from 'zod';
import { questionIdSchema } from '../../machines/findings.ts';

/** What a web client reads of an activity; the rest of it is kept as it came. */
const activitySchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  timestamp: z.string(),
  text: z.exactOptional(z.string()),
  from: z.looseObject({ role: z.enum(['user', 'bot']) }),
  attachments: z.exactOptional(z.array(z.looseObject({ content: z.unknown() }))),
  channelData: z.looseObject({
    'webchat:sequence-id': z.number(),
    clientActivityID: z.exactOptional(z.string()),
    cauda: z.exactOptional(z.looseObject({ log: z.number(), run: z.exactOptional(z.string()), revision: z.number() })),
  }),
});
export type SeenActivity = z.infer<typeof activitySchema>;

const frameSchema = z.object({ activities: z.array(activitySchema), watermark: z.string() });
export type Frame = z.infer<typeof frameSchema>;

export const readActivity = (json: string): SeenActivity => activitySchema.parse(JSON.parse(json));
export const readFrame = (json: unknown): Frame => frameSchema.parse(json);

/** Typing, apologies and the like stand between two places of the transcript: they are shown and not kept. */
export const isKept = ({ channelData }: SeenActivity): boolean => Number.isInteger(channelData['webchat:sequence-id']);

/** A button as a client finds it on a card. */
const buttonData = z.looseObject({
  verb: z.string(),
  question: z.exactOptional(questionIdSchema),
  value: z.exactOptional(z.string()),
});
export type Button = { readonly title: string; readonly data: z.infer<typeof buttonData> };
const submit = z.looseObject({ title: z.string(), data: buttonData });

/** All buttons of an activity's cards, nested ones too. */
export const buttonsOn = ({ attachments = [] }: SeenActivity): readonly Button[] =>
  attachments.flatMap(({ content }) => buttonsIn(content));

function buttonsIn(node: unknown): readonly Button[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('type' in node && node.type === 'Action.Submit') {
    const { title, data } = submit.parse(node);
    return [{ title, data }];
  }
  return Object.values(node).flatMap(buttonsIn);
}
