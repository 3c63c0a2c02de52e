import type { Server } from 'restify';
import { answering, type EventLog, refuse } from './httpAnswers.ts';
import type { Store } from './storage/store.ts';

/** For who watches over the process: whether it lives, and whether it can read and write its storage. */
export function serveHealth(server: Server, store: Pick<Store, 'ready'>, log: EventLog): void {
  server.get(
    '/healthz',
    answering(log, (_req, res) => void res.send(200, { status: 'ok' })),
  );
  server.get(
    '/readyz',
    answering(log, async (_req, res) => {
      if (await store.ready()) res.send(200, { status: 'ok' });
      else refuse(res, 503, 'StorageUnavailable', 'The storage cannot be used just now.');
    }),
  );
}
