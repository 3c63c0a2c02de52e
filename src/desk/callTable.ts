import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { CallSheet } from '../../dialogs/call/callSheet.ts';
import type { DeskDatabase } from './deskDatabase.ts';
import type { DeskKeys } from './deskKeys.ts';
import { type CallSummary, callRows, type QueuedCall, summarySchema } from './queuedCall.ts';
import { isOpenEmergency, mostShown, type ShownCalls, shownCalls } from './shownCalls.ts';

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

const countRows = z.tuple([z.object({ calls: z.coerce.number() })]);

/** The calls of a desk: what the queue shows, and no more. The conversations themselves are the store's. */
export function callTable(database: DeskDatabase, keys: DeskKeys) {
  async function rowsOf(which: string, time: number): Promise<readonly QueuedCall[]> {
    const found = await database.ask(
      `SELECT reference, owner, state, started, touched, summary FROM desk_call WHERE ${which}`,
      time,
    );
    return callRows.parse(found).map(({ summary, ...row }) => ({
      ...row,
      summary: summarySchema.safeParse(JSON.parse(keys.unseal(summary, row.reference) ?? 'null')).data,
    }));
  }

  return {
    /** Unless something newer is known: whoever only looks may have looked before another one's act. */
    put: ({ reference, owner, state, started, touched, summary }: QueuedCall & { readonly summary: CallSummary }) =>
      database.ask(
        `INSERT INTO desk_call (reference, owner, state, started, touched, summary) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (reference) DO UPDATE SET owner = excluded.owner, state = excluded.state,
           touched = excluded.touched, summary = excluded.summary
         WHERE desk_call.touched <= excluded.touched`,
        reference,
        owner,
        state,
        started,
        touched,
        keys.seal(JSON.stringify(summary), reference),
      ),

    /**
     * The calls that somebody touched since, and emergencies that nobody closed since `openSince`, which is no later.
     * Times in milliseconds since the epoch.
     */
    async since(time: number, openSince: number): Promise<ShownCalls> {
      const [open, closed, counted] = await Promise.all([
        rowsOf(`state <> 'closed' AND touched >= $1 ORDER BY started`, openSince),
        rowsOf(`state = 'closed' AND touched >= $1 ORDER BY started DESC LIMIT ${mostShown}`, time),
        database.ask(`SELECT count(*) AS calls FROM desk_call WHERE state = 'closed' AND touched >= $1`, time),
      ]);
      const recent = open.filter((call) => call.touched >= time || isOpenEmergency(call));
      return shownCalls(recent, closed, countRows.parse(counted)[0].calls);
    },

    /** What nobody touched since. */
    forgetBefore: (time: number) => database.ask('DELETE FROM desk_call WHERE touched < $1', time),

    forget: (reference: string) => database.ask('DELETE FROM desk_call WHERE reference = $1', reference),
  };
}
export type CallTable = ReturnType<typeof callTable>;
