import * as z from 'zod';
import type { SaidActivity } from './activity.ts';
import { checked } from './checked.ts';

/** JSON says null for what is not there. */
const absent = <S extends z.ZodType>(schema: S) => z.preprocess((given) => given ?? undefined, z.optional(schema));
/** What is of another type is not there: the words of a turn are heard whatever stands beside them. */
const words = z.optional(z.string()).catch(undefined);
const things = z.optional(z.array(z.unknown()).readonly()).catch(undefined);
const attachment = z.looseObject({ contentType: z.string() });
const attachments = z
  .array(z.unknown())
  .transform((all) => all.flatMap((one) => attachment.safeParse(one).data ?? []))
  .readonly();

const activitySchema = z.object({
  type: z.string().min(1),
  id: words,
  name: words,
  text: absent(z.string()),
  locale: words,
  value: z.optional(z.unknown()),
  replyToId: words,
  attachments: z.optional(attachments).catch(undefined),
  entities: things,
  reactionsAdded: things,
  channelData: z.optional(z.unknown()),
} satisfies Record<keyof SaidActivity, z.ZodType>);

/**
 * What is read of an activity that somebody else's library received.
 * @throws TypeError that names what of it is none.
 */
export const readActivity = (what: string, activity: unknown): SaidActivity =>
  checked(`${what}, activity`, activitySchema, activity);
