import { z } from 'zod';
import type { GroupCommit } from './groupCommit.ts';
import { type Owner, openReply, openShown, sealShown } from './sealedRows.ts';
import type { Statements } from './sqliteStatements.ts';
import { mostShown, type OutboxRow, type Store } from './store.ts';
import type { OnUnreadable } from './storedConversation.ts';

const sealedPlace = z.object({
  turn: z.number(),
  place: z.number(),
  conversation: z.number(),
  key: z.number(),
  name: z.instanceof(Uint8Array),
});
const replyRows = z.array(
  sealedPlace.extend({
    id: z.number(),
    message: z.instanceof(Uint8Array),
    aside: z.number().transform((flag) => flag === 1),
  }),
);
const shownRows = z.array(sealedPlace.extend({ body: z.instanceof(Uint8Array) }));
const replyOrNone = sealedPlace.optional();

type Surroundings = {
  readonly sql: Statements;
  readonly commits: GroupCommit;
  readonly now: () => number;
  readonly nameOf: (conversation: string) => Buffer;
  readonly ownerOf: (name: Uint8Array, key: number) => Owner | undefined;
  readonly onUnreadable: OnUnreadable;
};

/** The outbox of the embedded store, what became of it in the chats, and what is to be said later. */
export function sqliteOutbox({
  sql,
  commits,
  now,
  nameOf,
  ownerOf,
  onUnreadable,
}: Surroundings): Pick<Store, 'undelivered' | 'outbox' | 'unseen' | 'confirm' | 'setAside' | 'shown' | 'remind'> {
  /** What cannot be opened goes nowhere any more, and leaves with its conversation. */
  function opened<Row extends z.infer<typeof sealedPlace>, T>(
    rows: readonly Row[],
    open: (owner: Owner, row: Row) => T,
  ): readonly T[] {
    return rows.flatMap((row) => {
      const owner = ownerOf(row.name, row.key);
      try {
        if (owner !== undefined) return [open(owner, row)];
      } catch {
        // Named below.
      }
      onUnreadable({ conversation: row.conversation, turn: row.turn });
      return [];
    });
  }

  const repliesIn = (rows: readonly object[]): readonly OutboxRow[] =>
    opened(replyRows.parse(rows), (owner, { id, turn, place, message, aside }) => ({
      id,
      aside,
      ...openReply(owner, turn, place, message),
    }));

  const unconfirmed = (conversation: string): Promise<readonly OutboxRow[]> =>
    commits.read(() => repliesIn(sql.outbox.all(nameOf(conversation))), now());

  /** Nothing where the reply was erased meanwhile. */
  function addShown(id: number, shown: string): void {
    const row = replyOrNone.parse(sql.replyOf.get(id));
    const owner = row && ownerOf(row.name, row.key);
    if (row === undefined || owner === undefined) return;
    sql.addShown.run(row.conversation, row.turn, row.place, sealShown(owner, row.turn, row.place, shown));
  }

  return {
    undelivered: () => commits.read(() => repliesIn(sql.waiting.all()).map(({ conversation }) => conversation), now()),
    outbox: unconfirmed,
    unseen: unconfirmed,
    confirm: (id, until, shown) =>
      commits.inCommit(() => {
        if (shown !== undefined) addShown(id, shown);
        sql.confirm.run(id);
      }, until),
    setAside: (id, until) => commits.inCommit(() => void sql.setAside.run(id), until),
    shown: (conversation) =>
      commits.read(() => {
        const rows = shownRows.parse(sql.shown.all(nameOf(conversation), mostShown));
        return opened(rows.toReversed(), (owner, { turn, place, body }) => openShown(owner, turn, place, body));
      }, now()),
    remind: () =>
      commits.inCommit(() => {
        const due = Math.floor(now() / 1000);
        sql.sendDueReminders.run(due);
        return Number(sql.markReminded.run(due).changes);
      }, now() + patience),
  };
}

const patience = 2_000;
