import { z } from 'zod';
import { entrySchema, type Log, logHeadSchema } from '../../machines/answerLog.ts';
import { readEntry, readHead } from '../../src/storage/storedLog.ts';

/** A conversation as a released version kept it, and what it concluded. These files are never changed. */
export const goldenSchema = z.strictObject({
  about: z.string(),
  /** As a host's dialog state keeps it. */
  log: z.strictObject({ head: z.record(z.string(), z.unknown()), entries: z.array(z.record(z.string(), z.unknown())) }),
  /** The same as the database keeps it: the texts of its rows. */
  stored: z.strictObject({ head: z.string(), entries: z.array(z.string()) }),
  concluded: z.strictObject({
    answers: z.record(z.string(), z.string()),
    urgency: z.enum(['routine', 'soon', 'urgent', 'emergency']),
  }),
});
export type Golden = z.infer<typeof goldenSchema>;

/** The log as this version reads it from a dialog's state. Throws when it cannot. */
export const fromState = ({ log }: Golden): Log => ({
  head: logHeadSchema.parse(log.head),
  entries: log.entries.map((entry) => entrySchema.parse(entry)),
});

/** The log as this version reads it from the database; undefined where a row cannot be read. */
export function fromDatabase({ log, stored }: Golden) {
  const { conversation, number } = logHeadSchema.pick({ conversation: true, number: true }).parse({
    conversation: log.head['conversation'],
    number: log.head['number'],
  });
  return { head: readHead(conversation, number, stored.head), entries: stored.entries.map(readEntry) };
}
