import { closeSync, fdatasync, openSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { isNativeError } from 'node:util/types';
import { z } from 'zod';
import { StorageUnavailable } from './store.ts';

/** Resolves once all that was written to a file is on the disk. */
export type Datasync = (file: number) => Promise<void>;
const checkpointRow = z.object({ busy: z.number() });

/** Where a database's commits are written to. */
export type Disk = {
  /** Resolves once all that was committed before is on the disk. Throws `StorageUnavailable` where that is in doubt. */
  sync(): Promise<void>;
  /** The same for what was committed and read by now; at once where all is on the disk already. */
  settled(): Promise<void> | undefined;
  /** After the database. */
  close(): Promise<void>;
};

/**
 * The disk under a database in WAL mode with `synchronous = NORMAL`: a commit appends to the log, and is durable once
 * the log is. With `FULL` SQLite would wait for that itself, and the whole process with it. What else must be on the
 * disk before what, SQLite sees to: https://sqlite.org/wal.html
 */
export function walDisk(db: DatabaseSync, datasync: Datasync = promisify(fdatasync)): Disk {
  let log: number | undefined;
  let inDoubt = false;
  let underWay: Promise<void> | undefined;

  /** Undefined as long as nothing was committed. It is never another file as long as the database is open. */
  function opened(): number | undefined {
    const file = db.isOpen ? db.location() : null;
    if (log === undefined && file !== null) log = openedLog(`${file}-wal`);
    return log;
  }

  /** What the system may have dropped when it failed to write is written from what SQLite still reads. */
  function copyFromLog(): void {
    const { busy } = checkpointRow.parse(db.prepare('PRAGMA wal_checkpoint(FULL)').get());
    if (busy !== 0) throw new StorageUnavailable('busy');
  }

  async function write(): Promise<void> {
    if (!inDoubt) {
      try {
        const file = opened();
        if (file !== undefined) await datasync(file);
        return;
      } catch {
        inDoubt = true;
      }
    }
    copyFromLog();
    inDoubt = false;
  }

  function sync(): Promise<void> {
    underWay = write().finally(() => {
      underWay = undefined;
    });
    return underWay;
  }

  return {
    sync,
    settled: () => underWay ?? (inDoubt ? sync() : undefined),
    async close() {
      await underWay?.catch(() => undefined);
      if (log !== undefined) closeSync(log);
      log = undefined;
    },
  };
}

function openedLog(file: string): number | undefined {
  try {
    return openSync(file, 'r+');
  } catch (error) {
    if (isNativeError(error) && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
