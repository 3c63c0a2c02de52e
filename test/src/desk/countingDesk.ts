import type { Urgency } from '../../../machines/urgency.ts';
import { callTable } from '../../../src/desk/callTable.ts';
import type { DeskDatabase } from '../../../src/desk/deskDatabase.ts';
import { deskKeys } from '../../../src/desk/deskKeys.ts';
import type { QueuedCall } from '../../../src/desk/queuedCall.ts';

const real = deskKeys(Buffer.alloc(32, 8));

/** The calls of an instance, and the references of those that it opened. */
export function countingDesk(database: DeskDatabase) {
  const opened: string[] = [];
  const keys: typeof real = {
    ...real,
    unseal(sealed, place) {
      opened.push(place);
      return real.unseal(sealed, place);
    },
  };
  return { calls: callTable(database, keys), keys, opened };
}

/** A call that began so many milliseconds after another one, as it is put into the queue. */
export const queued = (
  n: number,
  touched: number,
  { state = 'open', urgency = 'routine' }: { readonly state?: QueuedCall['state']; readonly urgency?: Urgency } = {},
) => ({
  reference: `call ${n}`,
  owner: `nurse ${n % 3}`,
  state,
  started: Date.parse('2026-01-31T07:00:00Z') + n,
  touched,
  summary: { urgency, computed: urgency, complete: true, openSoFar: false, otherEmergency: false },
});
