import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What both SDKs ask of a storage: items of JSON by key. */
type Items = { [key: string]: unknown };

/** The ordinary kind of durable storage for a bot's state: a row of JSON a key, each write a commit that reaches the disk. */
export class DurableStorage {
  readonly #db: DatabaseSync;

  constructor(folder: string) {
    this.#db = new DatabaseSync(join(folder, 'state.sqlite'));
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    this.#db.exec('CREATE TABLE turn (key TEXT PRIMARY KEY, item TEXT NOT NULL) STRICT, WITHOUT ROWID');
    this.#read = this.#db.prepare('SELECT item FROM turn WHERE key = ?');
    this.#write = this.#db.prepare('INSERT OR REPLACE INTO turn (key, item) VALUES (?, ?)');
    this.#remove = this.#db.prepare('DELETE FROM turn WHERE key = ?');
  }
  readonly #read;
  readonly #write;
  readonly #remove;

  async read(keys: readonly string[]): Promise<Items> {
    const found: Items = {};
    for (const key of keys) {
      const item = this.#read.get(key)?.['item'];
      if (typeof item === 'string') found[key] = JSON.parse(item);
    }
    return found;
  }

  async write(changes: Items): Promise<void> {
    for (const [key, item] of Object.entries(changes)) this.#write.run(key, JSON.stringify(item));
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#remove.run(key);
  }
}
