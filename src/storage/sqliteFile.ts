import { closeSync, mkdirSync, openSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isNativeError } from 'node:util/types';

/** Bytes that must be free on the disk before anybody is sent here. */
const roomNeeded = 32 * 1024 * 1024;

/**
 * Opens a database file that nobody but the owner of the process may read. Throws, naming the remedy, for one that is
 * damaged.
 */
export function openPrivately(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  // No busy timeout: inside SQLite that wait would stop the whole process.
  const db = new DatabaseSync(file, { timeout: 0 });
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
    refuseDamaged(db);
  } catch (error) {
    db.close();
    if (error instanceof DamagedFile || !isDamage(error)) throw error;
    throw new DamagedFile(file);
  }
  return db;
}

/** A file that cannot be trusted with what people answer. */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
  constructor(file: string) {
    super(`${file} is damaged. Put back a copy that is whole, or move it away to begin with an empty one.`);
  }
}

function refuseDamaged(db: DatabaseSync): void {
  const found = db.prepare('PRAGMA quick_check(1)').get();
  if (found?.['quick_check'] !== 'ok') throw new DamagedFile(db.location() ?? 'the database');
}

/** SQLITE_CORRUPT and SQLITE_NOTADB. */
const isDamage = (error: unknown): boolean =>
  isNativeError(error) &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  [11, 26].includes(error.errcode & 0xff);

/**
 * Makes a database file this process's alone, until `release` or the end of the process, however it ends. Throws where
 * another process has it.
 */
export function alone(file: string): { readonly release: () => void } {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // SQLite would make it readable by others.
  closeSync(openSync(`${file}.lock`, 'a', 0o600));
  const lock = new DatabaseSync(`${file}.lock`, { timeout: 0 });
  try {
    // The system's own lock on the file: unlike a written process id, it cannot outlive its holder.
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new Error(
      `Another Cauda uses ${dirname(file)} already. Stop it, or give this one a folder of its own with CAUDA_DATA_DIR.`,
    );
  }
  return {
    release() {
      if (lock.isOpen) lock.close();
    },
  };
}

/** Whether the disk of a file has room for some time to come. */
export function hasRoom(file: string): boolean {
  const { bavail, bsize } = statfsSync(dirname(file));
  return bavail * bsize >= roomNeeded;
}
