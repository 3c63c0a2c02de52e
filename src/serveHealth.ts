import { setTimeout as pause } from 'node:timers/promises';
import type { Server } from 'restify';
import { answering, type EventLog, refuse } from './httpAnswers.ts';
import type { Store } from './storage/store.ts';

/** Milliseconds between two questions to the storage, which is written to by each: anybody may ask here. */
const spacing = 250;

/** For who watches over the process: whether it lives, and whether it can read and write its storage. */
export function serveHealth(server: Server, store: Pick<Store, 'ready'>, log: EventLog): void {
  let last = Number.NEGATIVE_INFINITY;
  let next: Promise<boolean> | undefined;
  /** All who ask until the next question is put hear its answer, so none is older than its asking. */
  function isReady(): Promise<boolean> {
    next ??= pause(Math.max(0, last + spacing - performance.now())).then(() => {
      next = undefined;
      last = performance.now();
      return store.ready();
    });
    return next;
  }

  server.get(
    '/healthz',
    answering(log, (_req, res) => void res.send(200, { status: 'ok' })),
  );
  server.get(
    '/readyz',
    answering(log, async (_req, res) => {
      if (await isReady()) res.send(200, { status: 'ok' });
      else refuse(res, 503, 'StorageUnavailable', 'The storage cannot be used just now.');
    }),
  );
}
