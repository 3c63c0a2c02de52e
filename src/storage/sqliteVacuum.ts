import { DatabaseSync } from 'node:sqlite';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { z } from 'zod';

/** Milliseconds that it waits for its turn among the commits. */
const patience = 1_000;
const job = z.object({ vacuum: z.string() });

/** Writes the whole file anew, in a thread of its own: readers go on, and commits wait and try again. */
export function vacuum(file: string): Promise<void> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { vacuum: file }, execArgv: [] });
    worker.once('error', fail);
    worker.once('exit', () => done());
  });
}

const mine = isMainThread ? undefined : job.safeParse(workerData).data;
if (mine !== undefined) {
  const db = new DatabaseSync(mine.vacuum, { timeout: patience });
  db.exec('PRAGMA secure_delete = ON; VACUUM');
  db.close();
}
