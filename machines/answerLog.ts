import { z } from 'zod';
import { roleSchema } from './findings.ts';

/** What is written once, when a conversation (or its next log, after a restart) begins. */
export const logHeadSchema = z.strictObject({
  conversation: z.string().min(1),
  /** 1 for the first log of the conversation; a restart begins the next. */
  number: z.int().positive(),
  /** ISO 8601, UTC. */
  started: z.iso.datetime(),
  channel: z.string().min(1),
  role: roleSchema,
  /** BCP 47. */
  language: z.string().min(2),
  /** Hash of the questions, rules and texts that the conversation began under. */
  content: z.string(),
});
export type LogHead = z.infer<typeof logHeadSchema>;

/** Answers as stored: what another content version asked stays here, and is passed over when read. */
const storedFindings = z.record(z.string(), z.string()).readonly();
const storedQuestion = z.string();

/** A step that waits for a "yes", since it would take an emergency away or was understood with doubt. */
export const proposalSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answered'), findings: storedFindings, heard: z.exactOptional(z.string()) }),
  z.strictObject({ kind: z.literal('undone') }),
  z.strictObject({ kind: z.literal('restarted') }),
  z.strictObject({ kind: z.literal('erased') }),
  /** To go on with answers that are more than a day old: "yes" says that they still hold. */
  z.strictObject({ kind: z.literal('resumed') }),
]);
export type Proposal = z.infer<typeof proposalSchema>;

/**
 * What the bot asked outside the pathway's order, so that the next words answer that and nothing else.
 * It settles nothing: cards shown before it stay good.
 */
export const askedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('confirmation'), of: proposalSchema }),
  /** The same question, since the answer was not understood. */
  z.strictObject({ kind: z.literal('again'), question: storedQuestion }),
  /** An answered question, since the person wants to change it. */
  z.strictObject({ kind: z.literal('change'), question: storedQuestion }),
  /** What was asked aside was declined; the pathway's own question is asked again. */
  z.strictObject({ kind: z.literal('nothing') }),
]);
export type AskedAside = z.infer<typeof askedSchema>;

const common = {
  /** Whole seconds since the head's start. */
  at: z.int().nonnegative(),
  /** Only where it differs from the head. */
  channel: z.exactOptional(z.string()),
};

export const entrySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('answered'),
    findings: storedFindings,
    heard: z.exactOptional(z.string()),
    ...common,
  }),
  z.strictObject({ kind: z.literal('undone'), ...common }),
  z.strictObject({ kind: z.literal('continued'), ...common }),
  z.strictObject({ kind: z.literal('stopped'), ...common }),
  z.strictObject({
    kind: z.literal('settings'),
    role: z.exactOptional(roleSchema),
    language: z.exactOptional(z.string()),
    ...common,
  }),
  z.strictObject({ kind: z.literal('noted'), what: z.enum(['under18', 'otherEmergency']), ...common }),
  z.strictObject({ kind: z.literal('asked'), asked: askedSchema, ...common }),
]);
export type Entry = z.infer<typeof entrySchema>;

/** The conversation: append-only, the only truth. Everything else is computed from it. */
export type Log = { readonly head: LogHead; readonly entries: readonly Entry[] };

/** The number of entries; buttons and typed messages carry the one that they were shown under. */
export const revision = (log: Log): number => log.entries.length;
