import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { CallSheet } from '../../dialogs/call/callSheet.ts';
import type { DeskDatabase } from './deskDatabase.ts';
import type { DeskKeys } from './deskKeys.ts';
import { openedCalls } from './openedCalls.ts';
import type { CallSummary, QueuedCall } from './queuedCall.ts';

/** Without letters and digits that sound or look alike. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const referenceLength = 7;
export const referenceSchema = z
  .string()
  .transform((given) => given.toUpperCase().replaceAll(/[\s-]/g, ''))
  .pipe(z.string().regex(/^[2-9A-HJKMNP-TV-Z]{7}$/));

/** Short enough to be read out, and one of 21 billion. */
export const newReference = (): string =>
  Array.from({ length: referenceLength }, () => alphabet[randomInt(alphabet.length)]).join('');

export const conversationOf = (reference: string): string => `call ${reference}`;

export const summaryOf = (sheet: CallSheet): CallSummary => ({
  urgency: sheet.urgency,
  computed: sheet.computed,
  ...(sheet.judged === undefined ? {} : { judged: sheet.judged }),
  complete: sheet.complete,
  openSoFar: sheet.openSoFar,
  otherEmergency: sheet.lifeThreats === 'noted',
  ...(sheet.party?.age === undefined ? {} : { age: sheet.party.age }),
});

export const stateOf = (sheet: CallSheet): QueuedCall['state'] =>
  sheet.handedOver ? 'handedOver' : sheet.closed ? 'closed' : 'open';

/** When something was done last, in milliseconds since the epoch; of two acts in one second the later is greater. */
export const touchedAt = (started: number, entries: readonly { readonly at: number }[]): number =>
  started + (entries.at(-1)?.at ?? 0) * 1_000 + entries.length;

/** The calls of a desk: what the queue shows, and no more. The conversations themselves are the store's. */
export function callTable(database: DeskDatabase, keys: DeskKeys) {
  // Apart, since a year's calls are asked for seldom and a day's all the time.
  const [recent, kept] = [openedCalls(database, keys), openedCalls(database, keys)];

  return {
    /** Unless something newer is known: whoever only looks may have looked before another one's act. */
    async put(call: QueuedCall & { readonly summary: CallSummary }): Promise<void> {
      const { reference, owner, state, started, touched, summary } = call;
      const written = await database.ask(
        `INSERT INTO desk_call (reference, owner, state, started, touched, summary) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (reference) DO UPDATE SET owner = excluded.owner, state = excluded.state,
           touched = excluded.touched, summary = excluded.summary
         WHERE desk_call.touched <= excluded.touched RETURNING reference`,
        reference,
        owner,
        state,
        started,
        touched,
        keys.seal(JSON.stringify(summary), reference),
      );
      if (written.length > 0) await Promise.all([recent.wrote(call), kept.wrote(call)]);
    },

    /** Those that somebody touched since, and open emergencies of as long as `openSince`: milliseconds since the epoch. */
    since: recent.look,

    /** All that are kept. */
    all: () => kept.look(0, 0),

    /** What nobody touched since. */
    forgetBefore: (time: number) => database.ask('DELETE FROM desk_call WHERE touched < $1', time),

    async forget(reference: string): Promise<void> {
      await database.ask('DELETE FROM desk_call WHERE reference = $1', reference);
      await Promise.all([recent.forget(reference), kept.forget(reference)]);
    },
  };
}
export type CallTable = ReturnType<typeof callTable>;
