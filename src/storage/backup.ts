import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { DataKeys } from './dataKeys.ts';
import { keysFileOf, openSqlite } from './sqlite.ts';
import { alone } from './sqliteFile.ts';

const day = 24 * 3_600_000;
const conversations = 'cauda.sqlite';
/** Databases that a backup holds, where they are there; the keys of the conversations are not among them. */
const backedUp = [conversations, 'desk.sqlite', 'audit.sqlite'];
const keys = keysFileOf(conversations);
const keyBackup = /^cauda-keys-.*\.sqlite$/;
const counted = z.object({ gone: z.number() });

/** "2026-01-31T12-00-00Z": sorts by time, and is a file's name everywhere. */
const stamped = (now: number): string => new Date(now).toISOString().replace(/\.\d+/, '').replaceAll(':', '-');

/** A whole copy of a database at one moment, while its server goes on. */
function copyOnline(from: string, to: string): void {
  const db = new DatabaseSync(from, { readOnly: true, timeout: 10_000 });
  try {
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
  chmodSync(to, 0o600);
}

/** Copies what is stored into a new folder in `to`. Without its keys nothing in it can be read. @returns that folder. */
export function backUp(dataDir: string, to: string, now: number): string {
  if (!existsSync(join(dataDir, conversations))) throw new Error(`There is no ${conversations} in ${dataDir}.`);
  const folder = join(to, `cauda-${stamped(now)}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of backedUp.filter((one) => existsSync(join(dataDir, one)))) {
    copyOnline(join(dataDir, name), join(folder, name));
  }
  return folder;
}

/**
 * Copies the keys of the conversations into `to`, where no other backup should lie, and removes the copies there that
 * are older than `days`: for so long at most can what was erased be read again. @returns the copy.
 */
export function backUpKeys(dataDir: string, to: string, days: number, now: number): string {
  if (!existsSync(join(dataDir, keys))) throw new Error(`There is no ${keys} in ${dataDir}.`);
  mkdirSync(to, { recursive: true, mode: 0o700 });
  const copy = join(to, `cauda-keys-${stamped(now)}.sqlite`);
  copyOnline(join(dataDir, keys), copy);
  for (const name of readdirSync(to).filter((one) => keyBackup.test(one))) {
    if (statSync(join(to, name)).mtimeMs < now - days * day) rmSync(join(to, name));
  }
  return copy;
}

type Restoring = {
  /** What `backUp` and `backUpKeys` returned. The keys should be the newest there are. */
  readonly folder: string;
  readonly keys: string;
  readonly dataDir: string;
  readonly dataKeys: DataKeys;
  readonly now: () => number;
};

/**
 * Puts a backup into an empty data folder. Throws, and leaves nothing there, for one that is damaged or does not fit its
 * keys. @returns how many conversations were left out because they were erased after the backup.
 */
export async function restore({ folder, keys: keysCopy, dataDir, dataKeys, now }: Restoring): Promise<number> {
  const target = (name: string): string => join(dataDir, name);
  const present = [...backedUp, keys].filter((name) => existsSync(target(name)));
  if (present.length > 0) {
    throw new Error(`${dataDir} holds ${present.join(', ')} already. Move that away first: nothing is written over.`);
  }
  alone(target(conversations)).release();
  const names = backedUp.filter((name) => existsSync(join(folder, name)));
  try {
    for (const name of names) copyFileSync(join(folder, name), target(name));
    copyFileSync(keysCopy, target(keys));
    const gone = forgetErased(target(conversations), target(keys));
    // Opens only what is whole, belongs together and fits the data key.
    await openSqlite({ file: target(conversations), dataKeys, now, onUnreadable: () => undefined }).close();
    return gone;
  } catch (error) {
    for (const name of [...names, keys]) {
      for (const file of [target(name), `${target(name)}-wal`, `${target(name)}-shm`]) rmSync(file, { force: true });
    }
    throw error;
  }
}

/** Conversations whose key is gone were erased since. */
function forgetErased(file: string, keysFile: string): number {
  const db = new DatabaseSync(file);
  try {
    db.prepare('ATTACH ? AS held').run(keysFile);
    const erased = 'conversation IN (SELECT id FROM conversation WHERE key NOT IN (SELECT id FROM held.key))';
    const { gone } = counted.parse(
      db.prepare('SELECT count(*) AS gone FROM conversation WHERE key NOT IN (SELECT id FROM held.key)').get(),
    );
    for (const part of ['turn', 'handled', 'outbox', 'shown', 'reminder'])
      db.exec(`DELETE FROM ${part} WHERE ${erased}`);
    db.exec('DELETE FROM conversation WHERE key NOT IN (SELECT id FROM held.key)');
    return gone;
  } finally {
    db.close();
  }
}
