import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { DeskDatabase } from './deskDatabase.ts';
import type { DeskKeys } from './deskKeys.ts';

const minutes = 5;
const place = 'second signature';
const ticketSchema = z.object({
  id: z.string(),
  /** The call's reference. */
  call: z.string(),
  /** Who asked for it. */
  besides: z.string(),
  /** Who signed. */
  by: z.string(),
  until: z.number(),
});
const usedRows = z.array(z.object({ act: z.string() }));

export type Signed = { readonly call: string; readonly besides: string; readonly by: string };

/** Second signatures: each is good for one judgement in one call of one first person, whichever instance it reaches. */
export function signatures(database: DeskDatabase, keys: DeskKeys, now: () => number) {
  function read(ticket: string | undefined): z.infer<typeof ticketSchema> | undefined {
    const plain = ticket === undefined ? undefined : keys.unseal(ticket, place);
    const given = ticketSchema.safeParse(JSON.parse(plain ?? 'null'));
    return given.success && given.data.until >= now() && given.data.by !== given.data.besides ? given.data : undefined;
  }

  return {
    give: (signed: Signed): string =>
      keys.seal(JSON.stringify({ ...signed, id: randomUUID(), until: now() + minutes * 60_000 }), place),

    /**
     * Takes a signature for an act, which may come more than once.
     * @returns who signed, by their opaque id; undefined where it is not for this, or another act has taken it.
     */
    async take(
      ticket: string | undefined,
      { call, first, act }: { readonly call: string; readonly first: string; readonly act: string },
    ): Promise<string | undefined> {
      const given = read(ticket);
      if (given === undefined || given.call !== call || given.besides !== first) return undefined;
      await database.ask('DELETE FROM desk_signature WHERE until < $1', now());
      await database.ask(
        'INSERT INTO desk_signature (id, act, until) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING',
        given.id,
        act,
        given.until,
      );
      const [used] = usedRows.parse(await database.ask('SELECT act FROM desk_signature WHERE id = $1', given.id));
      return used?.act === act ? given.by : undefined;
    },

    /** The act that took it was not done: it is good for another. */
    async giveBack(ticket: string | undefined, act: string): Promise<void> {
      const given = read(ticket);
      if (given !== undefined)
        await database.ask('DELETE FROM desk_signature WHERE id = $1 AND act = $2', given.id, act);
    },
  };
}
export type Signatures = ReturnType<typeof signatures>;
