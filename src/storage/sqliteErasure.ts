import { z } from 'zod';
import type { GroupCommit } from './groupCommit.ts';
import type { SqliteKeys } from './sqliteKeys.ts';
import type { Statements } from './sqliteStatements.ts';
import { type Expiry, patience } from './store.ts';
import { placeRow } from './storedConversation.ts';

const expiredRows = z.array(placeRow.pick({ id: true, key: true }));
const droppedRows = z.array(z.object({ key: z.number() }));
export const idRange = z.object({ first: z.number().nullable(), last: z.number().nullable() });

/** So few that their erasure holds nobody up. */
const expiredAtOnce = 20;

type Surroundings = {
  readonly keys: SqliteKeys;
  readonly sql: Statements;
  readonly commits: GroupCommit;
  readonly now: () => number;
};

/**
 * How conversations go for good: their rows are deleted, and then their keys, from a small file that is written anew.
 * What copies there are of the rows can be read by nobody after that.
 */
export function sqliteErasure({ keys, sql, commits, now }: Surroundings) {
  let failed = false;
  let keysAreLeft = true;
  // What a crash left undone.
  dropKeys();
  keys.clearAwayAtOnce();

  /** Inside a commit: everything but its place, and what it has handled. */
  function erase({ id, key }: { readonly id: number; readonly key: number }): void {
    sql.removeTurns.run(id);
    sql.removeOutbox.run(id);
    sql.removeShown.run(id);
    sql.removeReminder.run(id);
    sql.dropKey.run(key);
    keysAreLeft = true;
  }

  function eraseExpired(
    first: number,
    last: number,
    { recordsBefore, finishedBefore, unfinishedBefore }: Expiry,
  ): number {
    const ends = [recordsBefore, finishedBefore, unfinishedBefore].map(seconds);
    const expired = sql.expired.all(first, last, ...ends);
    const rows = expiredRows.parse(expired);
    for (const row of rows) {
      erase(row);
      sql.removeHandled.run(row.id);
      sql.forget.run(row.id);
    }
    return rows.length;
  }

  /** Remembers whether what erases could be done: nobody is sent to a server where it cannot. */
  async function watched<T>(work: Promise<T>): Promise<T> {
    try {
      const result = await work;
      failed = false;
      return result;
    } catch (error) {
      failed = true;
      throw error;
    }
  }

  function dropKeys(): void {
    const dropped = droppedRows.parse(sql.droppedKeys.all()).map(({ key }) => key);
    if (dropped.length > 0) keys.drop(dropped);
    for (const key of dropped) sql.forgetDroppedKey.run(key);
    keysAreLeft = false;
  }

  /** Erases keys whose rows are erased. Where it cannot be done now, it is done later, and until then nobody is sent here. */
  async function clearAway(): Promise<void> {
    if (keysAreLeft) await watched(commits.inCommit(dropKeys, now() + patience)).catch(() => undefined);
    await keys.clearAway();
  }

  async function expire(before: Expiry): Promise<number> {
    const { first, last } = await commits.read(() => idRange.parse(sql.idRange.get()), now() + patience);
    let erased = 0;
    for (let id = first ?? 1; id <= (last ?? 0); id += expiredAtOnce) {
      erased += await watched(
        commits.inCommit(() => eraseExpired(id, id + expiredAtOnce - 1, before), now() + patience),
      );
    }
    await clearAway();
    return erased;
  }

  return {
    erase,
    watched,
    clearAway,
    expire,
    hasFailed: (): boolean => failed,
    /** There is room again. */
    mayWork(): void {
      failed = false;
    },
  };
}

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);
