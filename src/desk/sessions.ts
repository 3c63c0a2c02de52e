import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { DeskDatabase } from './deskDatabase.ts';
import type { DeskKeys } from './deskKeys.ts';
import { type Person, personSchema } from './people.ts';

const sessionRows = z.array(z.object({ seen: z.coerce.number(), until: z.coerce.number(), person: z.string() }));
const nameRows = z.array(z.object({ id: z.string(), name: z.string() }));
const hour = 3_600_000;
/** A working day: then even who is busy signs in again. */
const longest = 12 * hour;
const seenEvery = 15_000;

/** `locked`: idle for too long; the same person goes on after signing in again. */
export type Session = { readonly person: Person; readonly locked: boolean };

/** Who is signed in. The cookie's secret is kept nowhere, so nobody can sign in with what is stored. */
export function sessions(database: DeskDatabase, keys: DeskKeys, idleMinutes: number, now: () => number) {
  const idOf = (secret: string): string => keys.nameOf('session', secret).toString('base64url');

  const remember = (person: Person) =>
    database.ask(
      'INSERT INTO desk_person (id, name) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET name = excluded.name',
      person.id,
      keys.seal(person.name, person.id),
    );

  return {
    /** Keeps the name behind an opaque id. */
    remember,

    /** @returns the secret for the cookie. */
    async begin(person: Person): Promise<string> {
      const secret = randomBytes(32).toString('base64url');
      await database.ask('DELETE FROM desk_session WHERE until < $1', now());
      await database.ask(
        'INSERT INTO desk_session (id, seen, until, person) VALUES ($1, $2, $3, $4)',
        idOf(secret),
        now(),
        now() + longest,
        keys.seal(JSON.stringify(person), idOf(secret)),
      );
      await remember(person);
      return secret;
    },

    /** @param active whether the person did something, and not their page by itself. */
    async find(secret: string, active: boolean): Promise<Session | undefined> {
      const id = idOf(secret);
      const [row] = sessionRows.parse(
        await database.ask('SELECT seen, until, person FROM desk_session WHERE id = $1', id),
      );
      if (row === undefined || row.until < now()) return undefined;
      const person = personSchema.safeParse(JSON.parse(keys.unseal(row.person, id) ?? 'null'));
      if (!person.success) return undefined;
      // Seen in what is the future now, it was before the clock was set back: nobody knows how long ago.
      const locked = Math.abs(now() - row.seen) > idleMinutes * 60_000;
      if (!locked && active && now() - row.seen > seenEvery)
        await database.ask('UPDATE desk_session SET seen = $1 WHERE id = $2', now(), id);
      return { person: person.data, locked };
    },

    /** As if nobody had been there for long. */
    lock: (secret: string) => database.ask('UPDATE desk_session SET seen = 0 WHERE id = $1', idOf(secret)),

    end: (secret: string) => database.ask('DELETE FROM desk_session WHERE id = $1', idOf(secret)),

    /** The names of these by their ids, else of all who were ever signed in. */
    async names(ids?: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
      const all = nameRows.parse(await database.ask('SELECT id, name FROM desk_person'));
      const some = ids === undefined ? all : all.filter(({ id }) => ids.has(id));
      return new Map(some.map(({ id, name }) => [id, keys.unseal(name, id) ?? id]));
    },
  };
}
export type Sessions = ReturnType<typeof sessions>;
