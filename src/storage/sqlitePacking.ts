import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { GroupCommit } from './groupCommit.ts';
import { type Owner, packTurns } from './sealedRows.ts';
import { idRange } from './sqliteErasure.ts';
import type { SqliteKeys } from './sqliteKeys.ts';
import type { Statements } from './sqliteStatements.ts';
import { patience } from './store.ts';
import { lastShown, type OnUnreadable, placeRow, readTurns, turnRows } from './storedConversation.ts';

const candidates = z.array(
  placeRow.pick({ id: true, key: true, turns: true }).extend({ name: z.instanceof(Uint8Array) }),
);
type Candidate = z.infer<typeof candidates>[number];
const turnCount = placeRow.pick({ turns: true, key: true }).optional();

/** Rows that are looked at in one go. */
const lookedAtOnce = 1_000;

type Surroundings = {
  readonly sql: Statements;
  readonly keys: SqliteKeys;
  readonly commits: GroupCommit;
  readonly now: () => number;
  readonly onUnreadable: OnUnreadable;
};

/**
 * Turns are written fast, each in a row of its own. Once a conversation has come to rest they are written again, all in
 * one small row, with every word as it was.
 */
export function packConversations({ sql, keys, commits, now, onUnreadable }: Surroundings) {
  /** @returns how many conversations were packed that nobody has touched since (milliseconds). */
  return async function pack(untouchedSince: number): Promise<number> {
    const { first, last } = await commits.read(() => idRange.parse(sql.idRange.get()), now() + patience);
    let packed = 0;
    for (let id = first ?? 1; id <= (last ?? 0); id += lookedAtOnce) {
      const found = await commits.read(
        () => candidates.parse(sql.unpacked.all(id, id + lookedAtOnce - 1, Math.floor(untouchedSince / 1000))),
        now() + patience,
      );
      for (const one of found) if (await packOne(one)) packed += 1;
    }
    return packed;
  };

  async function packOne({ id, name, key, turns }: Candidate): Promise<boolean> {
    const owner = ownerOf(name, keys.find(key)?.key);
    const rows = await commits.read(() => turnRows.parse(sql.turns.all(id)), now() + patience);
    const read = readTurns(id, owner, rows, onUnreadable);
    // What cannot be read is left as it is.
    if (owner === undefined || read.length === 0) return false;
    const body = await packTurns(owner, read);
    const number = read.at(-1)?.number ?? turns;
    return commits.inCommit(() => {
      const now = turnCount.parse(sql.turnsOf.get(id));
      if (now?.turns !== turns || now.key !== key) return false;
      sql.removeTurns.run(id);
      sql.addTurn.run(id, number, lastShown(read), body);
      sql.markPacked.run(id);
      return true;
    }, now() + patience);
  }
}

const ownerOf = (name: Uint8Array, key: KeyObject | undefined): Owner | undefined =>
  key && { name: Buffer.from(name), key };
