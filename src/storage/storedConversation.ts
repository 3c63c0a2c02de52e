import { z } from 'zod';
import type { Entry, Log } from '../../machines/answerLog.ts';
import { type Owner, openTurns } from './sealedRows.ts';
import type { Change, Loaded, Position, TranscriptRow } from './store.ts';
import { readEntry, readHead, storedEntry, storedHead } from './storedLog.ts';
import type { StoredTurn } from './storedTurn.ts';

/** A conversation as it stands, and the turn in which one activity was handled before. */
export const placeRow = z.object({
  id: z.number(),
  key: z.number(),
  log: z.number(),
  revision: z.number(),
  watermark: z.number(),
  turns: z.number(),
  handled: z.number().nullable(),
});
export type PlaceRow = z.infer<typeof placeRow>;

/** A body may hold many turns; `number` is that of the last. */
export const turnRows = z.array(z.object({ number: z.number(), body: z.instanceof(Uint8Array) }));
export type TurnRow = { readonly number: number; readonly body: Uint8Array };

const nothingYet: Position = { log: 0, revision: 0, watermark: 0 };

/**
 * Told what could not be read, by the numbers of rows, which are nobody's. It stays where it is: without a log the
 * conversation begins a new one.
 */
export type OnUnreadable = (where: Unreadable) => void;
export type Unreadable =
  | { readonly conversation: number; readonly turn: number }
  | { readonly conversation: number; readonly log: number }
  | { readonly conversation: number; readonly sequence: number };

/** Opens what rows hold; those that cannot be opened are left out and named. */
export function readTurns(
  id: number,
  owner: Owner | undefined,
  rows: readonly TurnRow[],
  onUnreadable: OnUnreadable,
): readonly StoredTurn[] {
  return rows.flatMap(({ number, body }) => {
    try {
      if (owner !== undefined) return openTurns(owner, number, body);
    } catch {
      // Named below: why would only say that it is not what was written here.
    }
    onUnreadable({ conversation: id, turn: number });
    return [];
  });
}

/** The transcript after a sequence. A row that is not JSON is left out and named: it would break the page that gets it. */
export const rowsAfter = (
  id: number,
  turns: readonly StoredTurn[],
  after: number,
  limit: number,
  onUnreadable: OnUnreadable,
): readonly TranscriptRow[] =>
  turns
    .flatMap(({ shown }) => shown)
    .filter(({ sequence }) => sequence > after)
    .slice(0, limit)
    .filter(({ sequence, activity }) => {
      const readable = isJson(activity);
      if (!readable) onUnreadable({ conversation: id, sequence });
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

/**
 * What a turn gets to know of a conversation.
 * @param bodies of all turns; of the one in which the activity was handled before, where it was.
 */
export function loaded(
  conversation: string,
  row: PlaceRow | undefined,
  owner: Owner | undefined,
  bodies: readonly TurnRow[],
  onUnreadable: OnUnreadable,
): Loaded {
  if (row === undefined) return { position: nothingYet, log: undefined, handled: undefined };
  const { id, log, revision, watermark, handled } = row;
  const position = { log, revision, watermark };
  let readable = true;
  const turns = readTurns(id, owner, bodies, (where) => {
    readable = false;
    onUnreadable(where);
  });
  if (handled !== null) {
    return {
      position,
      log: undefined,
      handled: { response: turns.find(({ number }) => number === handled)?.response },
    };
  }
  const begun = turns.some((turn) => turn.log === log && turn.head !== undefined);
  if (readable && !begun && revision === 0) {
    return { position, log: undefined, handled: undefined, ...(log > 0 ? { erased: true } : {}) };
  }
  return { position, log: logOf(conversation, row, turns, onUnreadable), handled: undefined };
}

/** The latest log of a conversation; undefined where it cannot be read. */
function logOf(
  conversation: string,
  { id, log, revision }: Pick<PlaceRow, 'id' | 'log' | 'revision'>,
  turns: readonly StoredTurn[],
  onUnreadable: OnUnreadable,
): Log | undefined {
  const own = turns.filter((turn) => turn.log === log);
  const head = own.findLast((turn) => turn.head !== undefined)?.head;
  const entries = own.flatMap((turn) => turn.entries.map(readEntry)).filter((one): one is Entry => one !== undefined);
  const read = readHead(conversation, log, head ?? '');
  if (read !== undefined && entries.length === revision) return { head: read, entries };
  onUnreadable({ conversation: id, log });
  return undefined;
}

/** Whether a turn that began at `from` may be written over what is found now. */
export function verdict(found: PlaceRow | undefined, from: Position): 'mayCommit' | 'conflict' | 'alreadyHandled' {
  if (found !== undefined && found.handled !== null) return 'alreadyHandled';
  const { log, revision, watermark } = found ?? nothingYet;
  return log === from.log && revision === from.revision && watermark === from.watermark ? 'mayCommit' : 'conflict';
}

/** What a change leaves, as the turn of that number. */
export const turnOf = ({ to, head, entries, transcript, response }: Change<string>, number: number): StoredTurn => ({
  number,
  log: to.log,
  head: head && storedHead(head),
  entries: entries.map(storedEntry),
  shown: transcript,
  response,
});

/** Sequence of the last transcript row in some turns; null without any. */
export const lastShown = (turns: readonly StoredTurn[]): number | null =>
  turns.flatMap(({ shown }) => shown).at(-1)?.sequence ?? null;
