import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';
import { transaction } from './sqliteTransaction.ts';
import { StorageUnavailable } from './store.ts';
import type { Disk } from './walDisk.ts';

type Waiting = {
  readonly write: () => void;
  readonly until: number;
  readonly done: (failure?: Error) => void;
};

/** Milliseconds between two tries at a database that another process holds. */
const retryAfter = 20;

/**
 * Lets the writes that wait share one commit and one wait for the disk, during which the process goes on and the next
 * ones gather. A write that fails is tried alone, so it cannot spoil the others.
 */
export function groupCommit(db: DatabaseSync, disk: Disk, now: () => number) {
  let waiting: Waiting[] = [];
  let isWorking = false;

  async function work(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await commitAll(batch);
    }
    isWorking = false;
  }

  async function commitAll(batch: readonly Waiting[]): Promise<void> {
    const failure = attempt(batch);
    if (failure === undefined) {
      const lost = await failureToSync();
      for (const { done } of batch) done(lost);
    } else if (isBusy(failure)) {
      await pause(retryAfter);
      const time = now();
      for (const { done } of batch.filter(({ until }) => until <= time)) done(failure);
      await commitAll(batch.filter(({ until }) => until > time));
    } else if (batch.length === 1) {
      batch[0]?.done(failure);
    } else {
      for (const one of batch) await commitAll([one]);
    }
  }

  /** What is committed stays so: whoever tries again finds it done. */
  async function failureToSync(): Promise<Error | undefined> {
    try {
      await disk.sync();
      return undefined;
    } catch (error) {
      return storageFailure(error);
    }
  }

  function attempt(batch: readonly Waiting[]): Error | undefined {
    if (batch.length === 0) return undefined;
    try {
      transaction(db, () => {
        for (const { write } of batch) write();
      });
      return undefined;
    } catch (error) {
      return storageFailure(error);
    }
  }

  return {
    /** Runs `write` inside a transaction; resolves with its result once that is on the disk. */
    inCommit: <T>(write: () => T, until: number): Promise<T> =>
      new Promise((resolve, reject) => {
        let result: { readonly value: T } | undefined;
        waiting.push({
          until,
          write() {
            result = { value: write() };
          },
          done(failure) {
            if (result === undefined || failure !== undefined) reject(failure ?? new StorageUnavailable('unknown'));
            else resolve(result.value);
          },
        });
        if (isWorking) return;
        isWorking = true;
        setImmediate(work);
      }),

    /** Reads until it succeeds or `until` is past; resolves once all that was read is on the disk. */
    async read<T>(read: () => T, until: number): Promise<T> {
      for (;;) {
        try {
          const value = read();
          await disk.settled();
          return value;
        } catch (error) {
          const failure = storageFailure(error);
          if (!isBusy(failure) || until <= now()) throw failure;
          await pause(retryAfter);
        }
      }
    },
  };
}
export type GroupCommit = ReturnType<typeof groupCommit>;

/** https://sqlite.org/rescode.html */
const codes = new Map([
  [5, 'busy'],
  [6, 'busy'],
  [8, 'readOnly'],
  [10, 'ioError'],
  [11, 'corrupt'],
  [13, 'full'],
  [14, 'cannotOpen'],
  [26, 'notADatabase'],
]);

const isBusy = (failure: Error): boolean => failure instanceof StorageUnavailable && failure.code === 'busy';

/** Errors that are not the storage's own are bugs, and go on as they are. */
function storageFailure(error: unknown): Error {
  if (!isNativeError(error)) return new Error('something that is no error was thrown');
  if ('errcode' in error && typeof error.errcode === 'number') {
    return new StorageUnavailable(codes.get(error.errcode & 0xff) ?? `sqlite${error.errcode}`);
  }
  return 'code' in error && error.code === 'ERR_INVALID_STATE' ? new StorageUnavailable('closed') : error;
}
