import { z } from 'zod';
import type { TranscriptRow } from './store.ts';

/** What one turn leaves, as texts. */
export type StoredTurn = {
  /** Turns of a conversation count from 1, also across its logs and erasures. */
  readonly number: number;
  /** Number of the log that its entries belong to. */
  readonly log: number;
  /** Where it begins that log. */
  readonly head: string | undefined;
  readonly entries: readonly string[];
  readonly shown: readonly TranscriptRow[];
  readonly response: string | undefined;
};

const length = z.int().nonnegative();
const absent = -1;
/** number, log, then lengths in UTF-16 units: head, entries, [sequence, length] of what is shown, response. */
const headerSchema = z.array(
  z.tuple([
    z.int(),
    z.int(),
    z.int().min(absent),
    z.array(length),
    z.array(z.tuple([z.int(), length])),
    z.int().min(absent),
  ]),
);

/**
 * Turns as text: a line of JSON with what stands where, then all their texts one after the other. The texts are mostly
 * JSON already, and need not be quoted once more.
 */
export function encodeTurns(turns: readonly StoredTurn[]): string {
  const header: z.infer<typeof headerSchema> = turns.map(({ number, log, head, entries, shown, response }) => [
    number,
    log,
    head?.length ?? absent,
    entries.map((entry) => entry.length),
    shown.map(({ sequence, activity }) => [sequence, activity.length]),
    response?.length ?? absent,
  ]);
  const texts = turns.flatMap(({ head = '', entries, shown, response = '' }) => [
    head,
    ...entries,
    ...shown.map(({ activity }) => activity),
    response,
  ]);
  return `${JSON.stringify(header)}\n${texts.join('')}`;
}

/** Throws for a text that holds no turns. */
export function decodeTurns(text: string): readonly StoredTurn[] {
  let at = text.indexOf('\n') + 1;
  const next = (size: number): string => {
    at += size;
    return text.slice(at - size, at);
  };
  return headerSchema.parse(JSON.parse(text.slice(0, at))).map(([number, log, head, entries, shown, response]) => ({
    number,
    log,
    head: head === absent ? undefined : next(head),
    entries: entries.map(next),
    shown: shown.map(([sequence, size]) => ({ sequence, activity: next(size) })),
    response: response === absent ? undefined : next(response),
  }));
}
