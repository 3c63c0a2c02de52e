import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { DataKeys } from './dataKeys.ts';
import { withFirstTurns } from './firstTurns.ts';
import { groupCommit } from './groupCommit.ts';
import { activityFingerprint, conversationNames, type Owner, sealReply, sealTurns } from './sealedRows.ts';
import { sqliteErasure } from './sqliteErasure.ts';
import { alone, hasRoom, openPrivately } from './sqliteFile.ts';
import { type SqliteKeys, sqliteKeys } from './sqliteKeys.ts';
import { sqliteOutbox } from './sqliteOutbox.ts';
import { packConversations } from './sqlitePacking.ts';
import { movePlainRows } from './sqlitePlainRows.ts';
import { refuseStrangeKeys, refuseWithoutKeys } from './sqliteProof.ts';
import { migrate } from './sqliteSchema.ts';
import { statements } from './sqliteStatements.ts';
import { type Change, type Loaded, patience, type Store, type TranscriptRow } from './store.ts';
import {
  lastShown,
  loaded,
  type OnUnreadable,
  placeRow,
  readTurns,
  rowsAfter,
  turnOf,
  turnRows,
  verdict,
} from './storedConversation.ts';
import { type FormRow, formRow, type PlainStore, withForms } from './storedForms.ts';
import { walDisk } from './walDisk.ts';

const formRows = z.array(formRow);
const placeOrNone = placeRow.optional();
const knownOrNone = placeRow.pick({ id: true, key: true }).optional();
/** Pages of the log, 16 MB, after which they are copied into the database. */
const copiedAtOnce = 4_000;
/** More than a turn writes: a disk that is nearly full is not ready. */
const probeBytes = 32_768;
/** More than an erasure writes; tried once one has failed. */
const erasureProbeBytes = 4 * 1024 * 1024;

export type SqliteOptions = {
  readonly file: string;
  readonly dataKeys: DataKeys;
  readonly now: () => number;
  readonly onUnreadable: OnUnreadable;
};

/** Beside the conversations, since it must never be in one backup with them. */
export const keysFileOf = (file: string): string => file.replace(/(\.sqlite)?$/, '-keys.sqlite');
/** Where earlier versions kept what signs the tokens. */
const earlierTokenFile = (file: string): string => join(dirname(file), 'token.key');

/**
 * The embedded store: a file with what people said and one with its keys, for one process. Throws when another process
 * has them, and when one cannot be opened, is damaged, of a newer version, or of another data key.
 */
export function openSqlite({ file, dataKeys, ...options }: SqliteOptions): Store {
  const { release } = alone(file);
  const opened: DatabaseSync[] = [];
  const open = (name: string): DatabaseSync => {
    const db = openPrivately(name);
    opened.push(db);
    return db;
  };
  try {
    const keysFile = keysFileOf(file);
    const db = open(file);
    // Commits wait for the disk without holding up the process; see walDisk.ts. What many turns write to one page is copied
    // from the log once, and that does hold it up.
    if (hasLog(db)) db.exec(`PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = ${copiedAtOnce}`);
    if (!existsSync(keysFile)) refuseWithoutKeys(db, keysFile);
    const earlier = earlierTokenFile(file);
    const keys = sqliteKeys(open(keysFile), dataKeys, { token: earlierToken(earlier) });
    rmSync(earlier, { force: true });
    const store = withFirstTurns(sqliteStore(db, keys, options));
    return { ...store, close: () => store.close().finally(release) };
  } catch (error) {
    for (const db of opened) db.close();
    release();
    throw error;
  }
}

/** Not where the file system cannot have one: there SQLite waits for the disk itself. */
const hasLog = (db: DatabaseSync): boolean => db.prepare('PRAGMA journal_mode').get()?.['journal_mode'] === 'wal';

function earlierToken(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** The store in an open database of its own, with its keys. */
export function sqliteStore(
  db: DatabaseSync,
  keys: SqliteKeys,
  { now, onUnreadable }: Pick<SqliteOptions, 'now' | 'onUnreadable'>,
): Store {
  migrate(db);
  const sql = statements(db);
  refuseStrangeKeys(sql, keys);
  movePlainRows(db, sql, keys);
  const disk = walDisk(db);
  const commits = groupCommit(db, disk, now);
  const erasure = sqliteErasure({ keys, sql, commits, now });
  const pack = packConversations({ sql, keys, commits, now, onUnreadable });

  const nameOf = conversationNames(keys.names);
  function ownerOf(name: Uint8Array, key: number): Owner | undefined {
    const found = keys.find(key);
    return found && { name: Buffer.from(name), key: found.key };
  }

  function load(conversation: string, activityId: string): Loaded {
    const name = nameOf(conversation);
    const row = placeOrNone.parse(sql.place.get(activityFingerprint(keys.names, name, activityId), name));
    const found =
      row === undefined ? [] : row.handled === null ? sql.turns.all(row.id) : sql.turnAt.all(row.id, row.handled);
    const owner = row && ownerOf(name, row.key);
    return loaded(conversation, row, owner, turnRows.parse(found), onUnreadable);
  }

  function write(change: Change<string>, forms: readonly FormRow[]): 'committed' | 'conflict' | 'alreadyHandled' {
    const { conversation, activityId, from, to } = change;
    const name = nameOf(conversation);
    const activity = activityFingerprint(keys.names, name, activityId);
    const found = placeOrNone.parse(sql.place.get(activity, name));
    const judged = verdict(found, from);
    if (judged !== 'mayCommit') return judged;

    if (found !== undefined && change.erase) erasure.erase(found);
    const { id: keyId, key } = (change.erase ? undefined : found && keys.find(found.key)) ?? keys.take();
    const number = (found?.turns ?? 0) + 1;
    const place = [
      keyId,
      to.log,
      to.revision,
      to.watermark,
      Math.floor(now() / 1000),
      change.finished ? 1 : 0,
      change.record ? 1 : 0,
    ] as const;
    const id = found?.id ?? Number(sql.begin.run(name, ...place).lastInsertRowid);
    if (found !== undefined) sql.move.run(...place, number, id);

    for (const { id: form, pieces } of forms) sql.keepForm.run(form, pieces);
    const owner = { name, key };
    const turn = turnOf(change, number);
    sql.addTurn.run(id, number, lastShown([turn]), sealTurns(owner, [turn]));
    change.outbox.forEach((message, within) => {
      sql.addOutbox.run(id, number, within, sealReply(owner, number, within, conversation, message), 0);
    });
    if (change.reminder === 'none') sql.dropReminder.run(id);
    else if (change.reminder !== undefined) {
      const after = change.outbox.length;
      const message = sealReply(owner, number, after, conversation, change.reminder.message);
      sql.remindLater.run(id, Math.ceil(change.reminder.due / 1000), number, after, message);
    }
    sql.addHandled.run(id, activity, number);
    return 'committed';
  }

  function transcript(conversation: string, after: number, limit: number): readonly TranscriptRow[] {
    const name = nameOf(conversation);
    const row = knownOrNone.parse(sql.known.get(name));
    if (row === undefined) return [];
    const rows = turnRows.parse(sql.turnsAfter.all(row.id, after, limit));
    const turns = readTurns(row.id, ownerOf(name, row.key), rows, onUnreadable);
    return rowsAfter(row.id, turns, after, limit, onUnreadable);
  }

  async function rewrap(): Promise<number> {
    let rewrapped = 0;
    for (let from: number | undefined = 0; from !== undefined; ) {
      const { count, last } = await commits.read(() => keys.rewrapAfter(from ?? 0), now() + patience);
      rewrapped += count;
      from = last;
    }
    return rewrapped;
  }

  async function isReady(): Promise<boolean> {
    const file = db.isOpen ? db.location() : null;
    if (file !== null && !hasRoom(file)) return false;
    const bytes = erasure.hasFailed() ? erasureProbeBytes : probeBytes;
    const probed = await commits
      .inCommit(() => void sql.probe.run(bytes), now())
      .then(
        () => true,
        () => false,
      );
    if (!probed) return false;
    erasure.mayWork();
    await erasure.clearAway();
    return !erasure.hasFailed();
  }

  const plain: PlainStore = {
    load: (conversation, activityId, until) => commits.read(() => load(conversation, activityId), until),
    async commit(change, forms, until) {
      const written = commits.inCommit(() => write(change, forms), until);
      const result = await (change.erase ? erasure.watched(written) : written);
      await erasure.clearAway();
      return result;
    },
    transcript: (conversation, after, limit) => commits.read(() => transcript(conversation, after, limit), now()),
    // No other process is on this file.
    follow: () => () => undefined,
    isFirstUse: async () => true,
    tokenKey: keys.token,
    ...sqliteOutbox({ sql, commits, now, nameOf, ownerOf, onUnreadable }),
    expire: erasure.expire,
    // Each erasure does that itself.
    tidy: async () => 'done',
    pack,
    rewrap,
    ready: isReady,
    async close() {
      await keys.close();
      if (db.isOpen) db.close();
      await disk.close();
    },
  };
  return withForms(plain, (ids) =>
    commits.read(
      () => formRows.parse(ids.map((id) => sql.form.get(id)).filter((row) => row !== undefined)),
      now() + patience,
    ),
  );
}
