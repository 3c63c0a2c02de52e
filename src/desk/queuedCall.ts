import { z } from 'zod';
import { urgencySchema } from '../../machines/urgency.ts';

export const summarySchema = z.object({
  urgency: urgencySchema,
  computed: urgencySchema,
  judged: z.exactOptional(urgencySchema),
  complete: z.boolean(),
  openSoFar: z.boolean(),
  otherEmergency: z.boolean(),
  age: z.exactOptional(z.number()),
});
export type CallSummary = z.infer<typeof summarySchema>;

/** As they are stored. */
export const callRows = z.array(
  z.object({
    reference: z.string(),
    owner: z.string().nullable(),
    state: z.enum(['open', 'closed', 'handedOver']),
    started: z.coerce.number(),
    touched: z.coerce.number(),
    summary: z.string(),
  }),
);
export type CallRow = z.infer<typeof callRows>[number];

/** A call in the queue. */
export type QueuedCall = Omit<CallRow, 'summary'> & {
  /** Undefined where it cannot be opened with this key. */
  readonly summary: CallSummary | undefined;
};
