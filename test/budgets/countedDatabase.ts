import { DatabaseSync, type StatementSync } from 'node:sqlite';

export type Cost = { readonly statements: number; readonly commits: number };

const runs = new Set<string | symbol>(['get', 'all', 'run']);

/** A database that counts what is asked of it. */
export class CountedDatabase extends DatabaseSync {
  #statements = 0;
  #commits = 0;

  override prepare(sql: string): StatementSync {
    return new Proxy(super.prepare(sql), {
      get: (statement, name) => {
        if (runs.has(name)) this.#statements += 1;
        const found: unknown = Reflect.get(statement, name);
        return typeof found === 'function' ? found.bind(statement) : found;
      },
    });
  }

  override exec(sql: string): void {
    super.exec(sql);
    // With synchronous=FULL each of these waits for the disk once.
    if (sql === 'COMMIT') this.#commits += 1;
  }

  cost(): Cost {
    return { statements: this.#statements, commits: this.#commits };
  }

  /** What `work` costs. */
  async costOf(work: () => Promise<unknown>): Promise<Cost> {
    const before = this.cost();
    await work();
    return { statements: this.#statements - before.statements, commits: this.#commits - before.commits };
  }
}
