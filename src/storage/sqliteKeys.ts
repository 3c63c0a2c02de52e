import { createSecretKey } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type DataKeys, newKey } from './dataKeys.ts';
import { keptKeys, type NumberedKey } from './keptKeys.ts';
import { bringUpToDate } from './sqliteSchema.ts';
import { transaction } from './sqliteTransaction.ts';
import { vacuum } from './sqliteVacuum.ts';

const migrations: readonly string[] = [
  `
  CREATE TABLE secret (name TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE key (id INTEGER PRIMARY KEY AUTOINCREMENT, wrapped BLOB NOT NULL) STRICT;
  `,
];

const secretRows = z.array(z.object({ name: z.string(), wrapped: z.instanceof(Uint8Array) }));
const sizeRow = z.object({ bytes: z.number() });
const checkpointRow = z.object({ busy: z.number() });
const secretRow = z.object({ wrapped: z.instanceof(Uint8Array) }).optional();
const keyRows = z.array(z.object({ id: z.number(), wrapped: z.instanceof(Uint8Array) }));

/** Made together, so that a new conversation rarely waits for the disk twice. */
const madeAtOnce = 128;
const rewrappedAtOnce = 500;
/** A larger file would keep new conversations waiting for too long. */
const vacuumedBytes = 48 * 1024 * 1024;

/**
 * The keys of an embedded storage, in a database of their own: what is erased there can be read nowhere else, whatever
 * copies there are of the rest. Throws `WrongDataKey` where the deployment's key does not open them.
 * @param secrets what the storage's own secrets begin as, where they are not there yet.
 */
export function sqliteKeys(db: DatabaseSync, data: DataKeys, secrets: { readonly token?: Buffer | undefined } = {}) {
  bringUpToDate(db, migrations);
  const sql = {
    secret: db.prepare('SELECT wrapped FROM secret WHERE name = ?'),
    offerSecret: db.prepare('INSERT OR IGNORE INTO secret (name, wrapped) VALUES (?, ?)'),
    find: db.prepare('SELECT wrapped FROM key WHERE id = ?'),
    make: db.prepare('INSERT INTO key (wrapped) VALUES (?)'),
    drop: db.prepare('DELETE FROM key WHERE id = ?'),
    after: db.prepare('SELECT id, wrapped FROM key WHERE id > ? ORDER BY id LIMIT ?'),
    size: db.prepare('SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size'),
    secrets: db.prepare('SELECT name, wrapped FROM secret'),
    rewrap: db.prepare('UPDATE key SET wrapped = ? WHERE id = ?'),
    rewrapSecret: db.prepare('UPDATE secret SET wrapped = ? WHERE name = ?'),
  };
  const names = createSecretKey(secret('names', newKey));
  const token = secret('token', () => secrets.token ?? newKey());
  const kept = keptKeys();
  let isUntidy = false;
  /** Durable, and nobody's yet. */
  const spare: NumberedKey[] = [];

  function secret(name: string, make: () => Buffer): Buffer {
    sql.offerSecret.run(name, data.wrap(make()));
    return data.unwrap(secretRow.parse(sql.secret.get(name))?.wrapped ?? Buffer.alloc(0));
  }

  function makeSpare(): void {
    const made = transaction(db, () =>
      Array.from({ length: madeAtOnce }, () => {
        const key = newKey();
        return { id: Number(sql.make.run(data.wrap(key)).lastInsertRowid), key: createSecretKey(key) };
      }),
    );
    spare.push(...made);
  }

  let tidying: Promise<void> = Promise.resolve();
  async function tidyUp(): Promise<void> {
    if (!isUntidy) return;
    const file = db.location();
    const { bytes } = sizeRow.parse(sql.size.get());
    if (file !== null && bytes <= vacuumedBytes) await vacuum(file).catch(() => undefined);
    isUntidy = !emptiedWriteAheadLog(db);
  }

  return {
    /** Makes fingerprints of ids. */
    names,
    /** Signs the tokens of web clients. */
    token,

    /** A key for a conversation that begins; on the disk before it is used. */
    take(): NumberedKey {
      if (spare.length === 0) makeSpare();
      const one = spare.shift();
      if (one === undefined) throw new Error('no key was made');
      return kept.keep(one);
    },

    /** Undefined where it was erased. */
    find(id: number): NumberedKey | undefined {
      const known = kept.get(id);
      if (known !== undefined) return known;
      const wrapped = secretRow.parse(sql.find.get(id))?.wrapped;
      return wrapped && kept.keep({ id, key: createSecretKey(data.unwrap(wrapped)) });
    },

    /** What was sealed with them is gone for good once the disk has this. */
    drop(ids: readonly number[]): void {
      transaction(db, () => {
        for (const id of ids) sql.drop.run(id);
      });
      for (const id of ids) kept.forget(id);
      isUntidy = true;
    },

    /** Wraps anew, among some keys after `from`, those that an older data key wrapped; with the first also the secrets. */
    rewrapAfter(from: number): { readonly count: number; readonly last: number | undefined } {
      const some = keyRows.parse(sql.after.all(from, rewrappedAtOnce));
      const secrets = from === 0 ? secretRows.parse(sql.secrets.all()) : [];
      const isOld = ({ wrapped }: { readonly wrapped: Uint8Array }): boolean => !data.isCurrent(wrapped);
      const [oldKeys, oldSecrets] = [some.filter(isOld), secrets.filter(isOld)];
      const count = oldKeys.length + oldSecrets.length;
      if (count > 0) {
        transaction(db, () => {
          for (const { id, wrapped } of oldKeys) sql.rewrap.run(data.wrap(data.unwrap(wrapped)), id);
          for (const { name, wrapped } of oldSecrets) sql.rewrapSecret.run(data.wrap(data.unwrap(wrapped)), name);
        });
        isUntidy = true;
      }
      return { count, last: some.at(-1)?.id };
    },

    /** Leaves nothing of what was dropped, and holds up everybody meanwhile: for the start. */
    clearAwayAtOnce(): void {
      db.exec('VACUUM');
      isUntidy = !emptiedWriteAheadLog(db);
    },

    /** What was dropped shall not stay in what SQLite left behind either; again later where that cannot be now. */
    clearAway(): Promise<void> {
      tidying = tidying.catch(() => undefined).then(tidyUp);
      return tidying;
    },

    /** Whatever clears the file away has it locked. */
    async close(): Promise<void> {
      await tidying.catch(() => undefined);
      if (!db.isOpen) return;
      if (spare.length > 0) this.drop(spare.splice(0).map(({ id }) => id));
      db.close();
    },
  };
}
export type SqliteKeys = ReturnType<typeof sqliteKeys>;

/** False where it cannot be done now. */
function emptiedWriteAheadLog(db: DatabaseSync): boolean {
  try {
    return checkpointRow.parse(db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()).busy === 0;
  } catch {
    return false;
  }
}
