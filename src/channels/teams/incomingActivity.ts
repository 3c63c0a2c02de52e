import type { Activity } from 'botbuilder';
import { z } from 'zod';

/** What a field of another type is: not there. */
const orNothing = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const list = <T extends z.ZodType>(one: T) =>
  orNothing(z.array(z.unknown()).transform((all) => all.flatMap((some) => one.safeParse(some).data ?? [])));

const text = orNothing(z.string());
const fields = z.record(z.string(), z.unknown());
const account = z.object({
  id: z.string().min(1),
  name: text,
  aadObjectId: text,
  role: text,
  properties: orNothing(fields),
});

/** An activity as the rest of the program may read it; without what it needs there is no answer to it. */
const activitySchema = z.object({
  type: z.string().min(1),
  id: text,
  channelId: z.string().min(1),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  conversation: z.object({
    id: z.string().min(1),
    tenantId: text,
    conversationType: text,
    isGroup: orNothing(z.boolean()),
    name: text,
  }),
  from: account,
  recipient: account,
  name: text,
  action: text,
  text,
  textFormat: text,
  locale: text,
  replyToId: text,
  deliveryMode: text,
  timestamp: text,
  localTimestamp: text,
  localTimezone: text,
  value: z.unknown().optional(),
  channelData: orNothing(fields),
  entities: list(z.looseObject({ type: z.string() })),
  attachments: list(z.looseObject({ contentType: z.string() })),
  membersAdded: list(account),
  membersRemoved: list(account),
  reactionsAdded: list(z.looseObject({ type: z.string() })),
  reactionsRemoved: list(z.looseObject({ type: z.string() })),
});

/** The SDK's types name no `undefined`. */
function withoutGaps(some: object): object {
  const whole: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(some)) if (value !== undefined) whole[name] = value;
  return whole;
}

/**
 * An activity with what every turn relies on. Fields of other types than the protocol's, and fields that nobody here
 * reads, are left out, so that nothing behind this edge meets them.
 */
export const incomingActivity = activitySchema
  .transform(({ conversation, ...rest }) => ({ ...withoutGaps(rest), conversation: withoutGaps(conversation) }))
  .pipe(z.custom<Activity>((clean) => typeof clean === 'object'));

/** What is missing from a body that is no activity. */
export function activityProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  return `The body must be a Bot Framework activity (${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'invalid'}).`;
}
