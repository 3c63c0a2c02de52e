import * as z from 'zod';
import type { SaidActivity } from './activity.ts';
import { checked } from './checked.ts';

/** JSON says null for what is not there. */
const absent = <S extends z.ZodType>(schema: S) => z.preprocess((given) => given ?? undefined, z.optional(schema));
const words = absent(z.string());

const activitySchema = z.object({
  type: z.string().min(1),
  id: words,
  name: words,
  text: words,
  locale: words,
  value: z.optional(z.unknown()),
  replyToId: words,
  attachments: absent(z.array(z.looseObject({ contentType: z.string() })).readonly()),
  entities: absent(z.array(z.unknown()).readonly()),
  reactionsAdded: absent(z.array(z.unknown()).readonly()),
  channelData: z.optional(z.unknown()),
} satisfies Record<keyof SaidActivity, z.ZodType>);

/**
 * What is read of an activity that somebody else's library received.
 * @throws TypeError that names what of it is none.
 */
export const readActivity = (what: string, activity: unknown): SaidActivity =>
  checked(`${what}, activity`, activitySchema, activity);
