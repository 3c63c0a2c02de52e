import { z } from 'zod';
import type { Entry, Log } from '../../machines/answerLog.ts';
import type { Change, Loaded, Position, TranscriptRow } from './store.ts';
import { readEntry, readHead, storedEntry } from './storedLog.ts';

/** A conversation as it stands, and whether one activity was handled before. */
export const placeRow = z.object({
  id: z.number(),
  log: z.number(),
  revision: z.number(),
  watermark: z.number(),
  handled: z.string().nullable(),
});
type PlaceRow = z.infer<typeof placeRow>;

/** That, with what was answered to the activity and the head of the latest log. */
export const conversationRow = placeRow.extend({ head: z.string().nullable(), response: z.string().nullable() });
type ConversationRow = z.infer<typeof conversationRow>;

export const transcriptRows = z.array(z.object({ sequence: z.number(), activity: z.string() }));
export const outboxRows = z.array(
  z.object({
    id: z.number(),
    conversation: z.string(),
    message: z.string(),
    /** SQLite has no boolean. */
    aside: z.union([z.boolean(), z.number()]).transform(Boolean),
  }),
);

const nothingYet: Position = { log: 0, revision: 0, watermark: 0 };

/** Told what could not be read. It stays where it is: without a log the conversation begins a new one. */
export type OnUnreadable = (where: Unreadable) => void;
export type Unreadable =
  | { readonly conversation: number; readonly log: number }
  | { readonly conversation: string; readonly sequence: number };

/** The rows that are JSON: one that is not would break the whole page that gets it. */
export const readableRows = (
  conversation: string,
  rows: readonly TranscriptRow[],
  onUnreadable: OnUnreadable,
): readonly TranscriptRow[] =>
  rows.filter(({ sequence, activity }) => {
    const readable = isJson(activity);
    if (!readable) onUnreadable({ conversation, sequence });
    return readable;
  });

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What a turn gets to know of a conversation. `entries` are asked for only where the activity is new. */
export function loaded(
  conversation: string,
  row: ConversationRow | undefined,
  entries: (row: ConversationRow) => readonly string[],
  onUnreadable: OnUnreadable,
): Loaded {
  if (row === undefined) return { position: nothingYet, log: undefined, handled: undefined };
  const { log, revision, watermark, handled, response } = row;
  const position = { log, revision, watermark };
  if (handled !== null) return { position, log: undefined, handled: { response: response ?? undefined } };
  const found = { position, log: logOf(conversation, row, entries, onUnreadable), handled: undefined };
  return row.head === null && log > 0 ? { ...found, erased: true } : found;
}

function logOf(
  conversation: string,
  row: ConversationRow,
  entries: (row: ConversationRow) => readonly string[],
  onUnreadable: OnUnreadable,
): Log | undefined {
  if (row.head === null) return undefined;
  const head = readHead(conversation, row.log, row.head);
  const stored = entries(row);
  const readable = stored.map(readEntry).filter((entry): entry is Entry => entry !== undefined);
  if (head !== undefined && readable.length === row.revision && stored.length === row.revision) {
    return { head, entries: readable };
  }
  onUnreadable({ conversation: row.id, log: row.log });
  return undefined;
}

/** Whether a turn that began at `from` may be written over what is found now. */
export function verdict(found: PlaceRow | undefined, from: Position): 'mayCommit' | 'conflict' | 'alreadyHandled' {
  if (found !== undefined && found.handled !== null) return 'alreadyHandled';
  const { log, revision, watermark } = found ?? nothingYet;
  return log === from.log && revision === from.revision && watermark === from.watermark ? 'mayCommit' : 'conflict';
}

/** A change's entries with the revision that each leads to. */
export function entriesToStore({
  entries,
  to,
}: Change): readonly { readonly revision: number; readonly entry: string }[] {
  const before = to.revision - entries.length;
  return entries.map((entry, index) => ({ revision: before + index + 1, entry: storedEntry(entry) }));
}

/** What a person's wish erases, besides the answers to handled activities. Place and ids stay: nothing said before may count after. */
export const erasedTables = ['log', 'entry', 'transcript', 'outbox'];
/** All that is kept of a conversation, except its place. */
export const expiredTables = [...erasedTables, 'handled'];
