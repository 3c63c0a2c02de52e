import { z } from 'zod';
import type { DeskDatabase } from './deskDatabase.ts';

const dueRows = z.array(z.object({ reference: z.string(), due: z.coerce.number(), tries: z.coerce.number() }));

/** A call whose record is to go out; what it says is computed when it goes. */
export type DueRecord = z.infer<typeof dueRows>[number];

/** Calls whose records wait for the record system: each once, however often it changed meanwhile. Times in milliseconds. */
export function recordOutbox(database: DeskDatabase) {
  return {
    /** Also where it waits already: then it goes once more, and is tried from the beginning. */
    put: (reference: string, due: number) =>
      database.ask(
        `INSERT INTO desk_outbox (reference, due, tries) VALUES ($1, $2, 0)
         ON CONFLICT (reference) DO UPDATE SET due = excluded.due, tries = 0`,
        reference,
        due,
      ),

    /** Those that are due, now this process's alone until then. Who dies with one loses nothing: it is due again. */
    async take(now: number, until: number): Promise<readonly DueRecord[]> {
      const found = dueRows.parse(
        await database.ask('SELECT reference, due, tries FROM desk_outbox WHERE due <= $1 ORDER BY due LIMIT 5', now),
      );
      const mine: DueRecord[] = [];
      for (const { reference, due } of found) {
        const taken = await database.ask(
          `UPDATE desk_outbox SET due = $1, tries = tries + 1 WHERE reference = $2 AND due = $3
           RETURNING reference, due, tries`,
          until,
          reference,
          due,
        );
        mine.push(...dueRows.parse(taken));
      }
      return mine;
    },

    /** Nothing happens where it was put again meanwhile. */
    done: ({ reference, due }: DueRecord) =>
      database.ask('DELETE FROM desk_outbox WHERE reference = $1 AND due = $2', reference, due),
    again: ({ reference, due }: DueRecord, at: number) =>
      database.ask('UPDATE desk_outbox SET due = $1 WHERE reference = $2 AND due = $3', at, reference, due),

    forget: (reference: string) => database.ask('DELETE FROM desk_outbox WHERE reference = $1', reference),
  };
}
export type RecordOutbox = ReturnType<typeof recordOutbox>;
