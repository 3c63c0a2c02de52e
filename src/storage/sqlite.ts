import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { groupCommit, readPatiently } from './groupCommit.ts';
import { alone, hasRoom, openPrivately } from './sqliteFile.ts';
import { migrate } from './sqliteSchema.ts';
import { statements } from './sqliteStatements.ts';
import { vacuum } from './sqliteVacuum.ts';
import type { Change, Expiry, Loaded, Store } from './store.ts';
import {
  conversationRow,
  entriesToStore,
  loaded,
  type OnUnreadable,
  outboxRows,
  placeRow,
  readableRows,
  transcriptRows,
  verdict,
} from './storedConversation.ts';
import { storedHead } from './storedLog.ts';

const conversationOrNone = conversationRow.optional();
const placeOrNone = placeRow.optional();
const entryRows = z.array(z.object({ entry: z.string() }));
const nameRows = z.array(z.object({ name: z.string() }));
const idRows = z.array(z.object({ id: z.number() }));
const idRange = z.object({ first: z.number().nullable(), last: z.number().nullable() });
const checkpoint = z.object({ busy: z.number() });
const size = z.object({ bytes: z.number() });

/** So few that their erasure holds nobody up. */
const expiredAtOnce = 20;
const patience = 4_000;
/** More than a turn writes: a disk that is nearly full is not ready. */
const probeBytes = 32_768;
/** More than an erasure writes; tried once one has failed. */
const erasureProbeBytes = 4 * 1024 * 1024;
/** A larger file would keep commits waiting for too long. */
const vacuumedBytes = 48 * 1024 * 1024;

export type SqliteOptions = {
  readonly file: string;
  readonly now: () => number;
  readonly onUnreadable: OnUnreadable;
};

/**
 * The embedded store: one file, for one process. Throws when another process has it, and when it cannot be opened, is
 * damaged or of a newer version.
 */
export function openSqlite({ file, ...options }: SqliteOptions): Store {
  const { release } = alone(file);
  try {
    const store = sqliteStore(openPrivately(file), options);
    return { ...store, close: () => store.close().finally(release) };
  } catch (error) {
    release();
    throw error;
  }
}

/** The store in an open database of its own. */
export function sqliteStore(db: DatabaseSync, { now, onUnreadable }: Omit<SqliteOptions, 'file'>): Store {
  migrate(db);
  // What was erased just before a crash may still be there.
  let erasedIsLeft = !emptiedWriteAheadLog(db);
  // Nobody is sent to a server where people cannot have their answers deleted.
  let erasureFailed = false;
  const sql = statements(db);
  const inCommit = groupCommit(db, now);

  function load(conversation: string, activityId: string): Loaded {
    const row = conversationOrNone.parse(sql.conversation.get(activityId, conversation));
    const entries = ({ id, log }: { readonly id: number; readonly log: number }): readonly string[] =>
      entryRows.parse(sql.entries.all(id, log)).map(({ entry }) => entry);
    return loaded(conversation, row, entries, onUnreadable);
  }

  function write(change: Change): 'committed' | 'conflict' | 'alreadyHandled' {
    const { conversation, activityId, from, to, head } = change;
    const found = placeOrNone.parse(sql.place.get(activityId, conversation));
    const judged = verdict(found, from);
    if (judged !== 'mayCommit') return judged;

    const id = found?.id ?? Number(sql.begin.run(conversation).lastInsertRowid);
    sql.move.run(to.log, to.revision, to.watermark, seconds(now()), change.finished ? 1 : 0, id);
    if (change.erase) for (const erase of sql.erase) erase.run(id);
    if (head !== undefined) sql.addHead.run(id, head.number, storedHead(head));
    for (const { revision, entry } of entriesToStore(change)) sql.addEntry.run(id, to.log, revision, entry);
    for (const { sequence, activity } of change.transcript) sql.addTranscript.run(id, sequence, activity);
    for (const message of change.outbox) sql.addOutbox.run(id, message);
    sql.addHandled.run(id, activityId, change.response ?? null);
    return 'committed';
  }

  const unconfirmed = (conversation: string) =>
    readPatiently(() => outboxRows.parse(sql.outbox.all(conversation)), now(), now);

  /** Of the conversations with these ids. */
  function eraseExpired(first: number, last: number, { finishedBefore, unfinishedBefore }: Expiry): number {
    const found = sql.expired.all(first, last, seconds(finishedBefore), seconds(unfinishedBefore));
    const ids = idRows.parse(found).map(({ id }) => id);
    for (const id of ids) for (const erase of [...sql.expire, sql.forget]) erase.run(id);
    return ids.length;
  }

  /**
   * SQLite overwrites what it deletes, but not the copies that it left when it moved rows from page to page. In a large
   * file those stay until their page is emptied, at the latest when their neighbours expire.
   */
  async function clearAway(): Promise<void> {
    const { bytes } = size.parse(sql.size.get());
    const file = db.location();
    if (bytes <= vacuumedBytes && file !== null) await vacuum(file).catch(() => undefined);
    erasedIsLeft = !emptiedWriteAheadLog(db);
  }

  /** Remembers whether what erases could be done. */
  async function erasing<T>(work: Promise<T>): Promise<T> {
    try {
      const result = await work;
      erasureFailed = false;
      return result;
    } catch (error) {
      erasureFailed = true;
      throw error;
    }
  }

  async function isReady(): Promise<boolean> {
    const file = db.isOpen ? db.location() : null;
    if (file !== null && !hasRoom(file)) return false;
    const bytes = erasureFailed ? erasureProbeBytes : probeBytes;
    const probed = await inCommit(() => void sql.probe.run(bytes), now()).then(
      () => true,
      () => false,
    );
    if (probed) erasureFailed = false;
    return probed;
  }

  return {
    load: (conversation, activityId, until) => readPatiently(() => load(conversation, activityId), until, now),
    async commit(change, until) {
      const written = inCommit(() => write(change), until);
      const result = await (change.erase ? erasing(written) : written);
      if (change.erase && result === 'committed') await clearAway();
      else if (erasedIsLeft) erasedIsLeft = !emptiedWriteAheadLog(db);
      return result;
    },
    transcript: (conversation, after, limit) =>
      readPatiently(
        () =>
          readableRows(
            conversation,
            transcriptRows.parse(sql.transcript.all(conversation, after, limit)),
            onUnreadable,
          ),
        now(),
        now,
      ),
    // No other process commits to this file.
    follow: () => () => undefined,
    sharedKey: undefined,
    undelivered: () => readPatiently(() => nameRows.parse(sql.undelivered.all()).map(({ name }) => name), now(), now),
    outbox: unconfirmed,
    unseen: unconfirmed,
    confirm: (id, until) => inCommit(() => void sql.confirm.run(id), until),
    setAside: (id, until) => inCommit(() => void sql.setAside.run(id), until),
    async expire(before) {
      const { first, last } = await readPatiently(() => idRange.parse(sql.idRange.get()), now() + patience, now);
      let erased = 0;
      for (let id = first ?? 1; id <= (last ?? 0); id += expiredAtOnce) {
        erased += await erasing(inCommit(() => eraseExpired(id, id + expiredAtOnce - 1, before), now() + patience));
      }
      if (erased > 0) await clearAway();
      return erased;
    },
    ready: isReady,
    async close() {
      if (db.isOpen) db.close();
    },
  };
}

const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

/** What was erased shall not stay there either. False where it cannot be done now; the erasure itself is committed. */
function emptiedWriteAheadLog(db: DatabaseSync): boolean {
  try {
    return checkpoint.parse(db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()).busy === 0;
  } catch {
    return false;
  }
}
