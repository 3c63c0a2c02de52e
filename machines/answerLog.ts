import * as z from 'zod';
import { roleSchema } from './findings.ts';
import { urgencySchema } from './urgency.ts';

/** What is written once, when a conversation (or its next log, after a restart) begins. */
export const logHeadSchema = z.object({
  conversation: z.string().min(1),
  /** 1 for the first log of the conversation; a restart begins the next. */
  number: z.int().positive(),
  /** Chosen at random for this log, so that no card of another run of the conversation counts in it; old logs have none. */
  run: z.exactOptional(z.string().min(1)),
  /** ISO 8601, UTC. */
  started: z.iso.datetime(),
  channel: z.string().min(1),
  role: roleSchema,
  /** BCP 47. */
  language: z.string().min(2),
  /** Hash of the questions, rules and texts that the conversation began under. */
  content: z.string(),
});
/** How a log begins; none of it changes. */
export type LogHead = z.infer<typeof logHeadSchema>;

/** Answers as stored: what another content version asked stays here, and is passed over when read. */
const storedFindings = z.record(z.string(), z.string()).readonly();
const storedQuestion = z.string();

const common = {
  /** Whole seconds since the head's start. */
  at: z.int().nonnegative(),
  /** Only where it differs from the head. */
  channel: z.exactOptional(z.string()),
  /** Who made it, where somebody is signed in; an opaque id. */
  by: z.exactOptional(z.string()),
};

const keptSchema = z.object({
  urgency: urgencySchema,
  /** The rules that decided, by the ids that they had then. */
  rules: z.array(z.string()).readonly(),
  /** The version of the content that said so. */
  content: z.string(),
});
/** What other content told, and no answer takes back. */
export type Kept = z.infer<typeof keptSchema>;

/** What the person was told when an entry changed it. It outlives a change of content. */
const toldSchema = keptSchema.extend({
  /** Less than this, and what stands again where the answers come to less than it. */
  kept: z.exactOptional(keptSchema),
});
export type Told = z.infer<typeof toldSchema>;
const told = z.exactOptional(toldSchema);

/** The course of the conversation: these settle, take back or go on, and what was asked aside ends with them. */
const course = [
  z.object({
    kind: z.literal('answered'),
    findings: storedFindings,
    heard: z.exactOptional(z.string()),
    /** Given after an early stop that it does not end: "not enough was asked" stands on. */
    early: z.exactOptional(z.boolean()),
    told,
    ...common,
  }),
  z.object({ kind: z.literal('undone'), told, ...common }),
  z.object({ kind: z.literal('continued'), told, ...common }),
  /** `early`: there was more to ask, so "not enough was asked" was told; it stands where other content asks no more. */
  z.object({ kind: z.literal('stopped'), early: z.exactOptional(z.boolean()), told, ...common }),
  z.object({
    kind: z.literal('settings'),
    role: z.exactOptional(roleSchema),
    language: z.exactOptional(z.string()),
    ...common,
  }),
  /** Something that the card must know and that is no finding: a `Notable`, or what another version notes. */
  z.object({ kind: z.literal('noted'), what: z.string(), ...common }),
] as const;

/**
 * The person is under 18; there is another emergency; life threats were asked for, and there is none; a professional
 * takes back, confirmed, that there is another emergency.
 */
const notableSchema = z.enum(['under18', 'otherEmergency', 'noOtherEmergency', 'otherEmergencyTakenBack']);
export type Notable = z.infer<typeof notableSchema>;
export const isNotable = (what: string): what is Notable => notableSchema.safeParse(what).success;

/** What stands beside the course: it settles no answer and ages no card. */
const beside = [
  /** What the bot asked aside, until the next step of the course: chat, read by dialogs/ alone. */
  z.object({ kind: z.literal('asked'), asked: z.json(), ...common }),
  /** What was typed and not understood. */
  z.object({ kind: z.literal('said'), words: z.string(), ...common }),
  /** Free words of a professional; `about` is the question that they belong to. */
  z.object({ kind: z.literal('note'), text: z.string(), about: z.exactOptional(storedQuestion), ...common }),
  /** A professional's own disposition, which stands until the computed one rises above `under`. */
  z.object({
    kind: z.literal('judged'),
    to: urgencySchema,
    reason: z.string(),
    /** The computed urgency that it was made under. */
    under: urgencySchema,
    /** The second person who signed for it, by an opaque id. */
    secondedBy: z.exactOptional(z.string()),
    ...common,
  }),
  z.object({ kind: z.literal('unjudged'), ...common }),
  /** Who calls and for whom; a later one adds to it or corrects it. */
  z.object({
    kind: z.literal('party'),
    /** Whether the caller is the person with the pain. */
    about: z.enum(['self', 'other']),
    /** What the caller is to that person. */
    relation: z.exactOptional(z.string()),
    /** Of the person with the pain, in years. Under 18 acts. */
    age: z.exactOptional(z.int().nonnegative()),
    callback: z.exactOptional(z.string()),
    interpreter: z.exactOptional(z.boolean()),
    /** What the caller speaks, BCP 47. */
    language: z.exactOptional(z.string()),
    ...common,
  }),
  /** A call came to its end; an answer after it opens it again. */
  z.object({
    kind: z.literal('closed'),
    how: z.enum(['complete', 'disconnected', 'transferred', 'declined']),
    /** The pieces of advice that the caller read back. */
    readBack: z.array(z.string()).readonly(),
    ...common,
  }),
  z.object({ kind: z.literal('handedOver'), to: z.string(), ...common }),
  /** Taken over by whoever `by` names. */
  z.object({ kind: z.literal('taken'), ...common }),
] as const;

const knownEntrySchema = z.discriminatedUnion('kind', [...course, ...beside]);
type KnownEntry = z.infer<typeof knownEntrySchema>;

/** The kinds of entry that this version reads. */
export const entryKinds: readonly KnownEntry['kind'][] = knownEntrySchema.options.map((one) => one.shape.kind.value);
const kinds: ReadonlySet<string> = new Set(entryKinds);

export type CourseEntry = z.infer<(typeof course)[number]>;
const courseKinds: ReadonlySet<string> = new Set(course.map((one) => one.shape.kind.value));
/** Whether an entry is a step of the conversation's course, not something that stands beside it or is not known. */
export const isOfTheCourse = (entry: Entry): entry is CourseEntry =>
  courseKinds.has(entry.kind) && (entry.kind !== 'noted' || isNotable(entry.what));

/** An entry of a kind that another version wrote: kept as it is, passed over, and named on the card. */
const anyKind = z.looseObject({ kind: z.string(), at: common.at });
const ofSomeKind = anyKind.pick({ kind: true });
const foreignEntrySchema = z.object({
  kind: z.literal('foreign'),
  at: common.at,
  entry: anyKind,
});
type ForeignEntry = z.infer<typeof foreignEntrySchema>;

/** One line of the log. Reads what any version wrote: fields that it does not know are left out, kinds are `foreign`. */
export const entrySchema: z.ZodType<KnownEntry | ForeignEntry> = z.preprocess(
  (stored) => {
    // Nearly all are; to find out what else they are not takes long.
    const { data } = ofSomeKind.safeParse(stored);
    if (data !== undefined && kinds.has(data.kind)) return stored;
    const foreign = foreignEntrySchema.safeParse(stored);
    const entry = foreign.success ? foreign.data.entry : stored;
    const any = anyKind.safeParse(entry);
    return any.success && !kinds.has(any.data.kind) ? { kind: 'foreign', at: any.data.at, entry: any.data } : entry;
  },
  z.discriminatedUnion('kind', [...course, ...beside, foreignEntrySchema]),
);
/** One thing that was said or done. Kinds that this version does not know are kept and passed over. */
export type Entry = KnownEntry | ForeignEntry;
export type EntryOf<Kind extends Entry['kind']> = Extract<Entry, { readonly kind: Kind }>;

/** The conversation: append-only, the only truth. Everything else is computed from it. */
export type Log = { readonly head: LogHead; readonly entries: readonly Entry[] };

/** A log as any version wrote it. */
export const logSchema = z.object({ head: logHeadSchema, entries: z.array(entrySchema).readonly() });

/** The number of entries; buttons and typed messages carry the one that they were shown under. */
export const revision = (log: Log): number => log.entries.length;

/** A log with what a turn added. */
export const extended = (log: Log, added: readonly Entry[]): Log =>
  added.length === 0 ? log : { head: log.head, entries: [...log.entries, ...added] };
