import * as z from 'zod';
import { isOfTheCourse, type Log } from '../../machines/answerLog.ts';

/** Answers as stored: what another content version asked is passed over when it is read. */
const storedFindings = z.record(z.string(), z.string()).readonly();

/** A step that waits for a "yes", since it would lower the urgency or was understood with doubt. */
export const proposalSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answered'),
    findings: storedFindings,
    heard: z.exactOptional(z.string()),
    /** The words of it that were not understood: they are shown with the question. */
    unheard: z.exactOptional(z.array(z.string())),
  }),
  z.object({ kind: z.literal('undone') }),
  z.object({ kind: z.literal('restarted') }),
  z.object({ kind: z.literal('erased') }),
  /** To go on with answers that are more than a day old: "yes" says that they still hold. */
  z.object({ kind: z.literal('resumed') }),
]);
export type Proposal = z.infer<typeof proposalSchema>;

/** What the bot asked outside the pathway's order, so that the next words answer that and nothing else. */
export const askedAsideSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('confirmation'), of: proposalSchema }),
  /** The same question, since the answer was not understood. */
  z.object({ kind: z.literal('again'), question: z.string() }),
  /** An answered question, since the person wants to change it. */
  z.object({ kind: z.literal('change'), question: z.string() }),
  /** What was asked aside was declined; the pathway's own question is asked again. */
  z.object({ kind: z.literal('nothing') }),
]);
export type AskedAside = z.infer<typeof askedAsideSchema>;

/** What an entry asks aside; undefined where it asks nothing, or what only another version understands. */
export const askedIn = (entry: Log['entries'][number] | undefined): AskedAside | undefined =>
  entry?.kind === 'asked' ? askedAsideSchema.safeParse(entry.asked).data : undefined;

/** What was asked aside since the last step of the conversation's course, the latest last. */
export const asides = ({ entries }: Log): readonly AskedAside[] =>
  entries.slice(entries.findLastIndex(isOfTheCourse) + 1).flatMap((entry) => askedIn(entry) ?? []);

/** How many times in a row an answer was not understood. */
export function timesNotUnderstood(log: Log): number {
  const asked = asides(log);
  return asked.length - 1 - asked.findLastIndex(({ kind }) => kind !== 'again');
}
