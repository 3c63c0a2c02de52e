import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { isSameSecret } from '../sameSecret.ts';
import type { DeskDatabase } from './deskDatabase.ts';

/** What is written down: who, what, when, about which call. Never an answer or a word of anybody's. */
export type AuditEvent = {
  /** Opaque; `receiving` is whoever has a reference and its code, `record system` the FHIR server that is configured. */
  readonly who: string;
  readonly what:
    | 'signedIn'
    | 'signedOut'
    | 'refused'
    | 'sawQueue'
    | 'began'
    | 'viewed'
    | 'changed'
    | 'judged'
    | 'handedOver'
    | 'tookOver'
    | 'closed'
    | 'exported'
    | 'received'
    | 'erased'
    | 'exportedAudit';
  /** The call's reference. */
  readonly call?: string;
  /** Which act, export or refusal it was. */
  readonly how?: string;
};

/** How far a trail goes; written to the security log, it shows later whether the end was cut off. */
export type AuditHead = { readonly number: number; readonly mac: string };

export type AuditRow = { readonly number: number; readonly line: string; readonly mac: string };

const rows = z.array(z.object({ number: z.coerce.number(), line: z.string(), mac: z.string() }));
const headRows = z.array(z.object({ number: z.coerce.number(), mac: z.string(), seal: z.string() }));
const beginning: AuditHead = { number: 0, mac: '' };
const rowsAtOnce = 1_000;

/** An append-only trail: each row signs the one before it, under a key that does not lie with the data. */
export function auditTrail(database: DeskDatabase, key: Uint8Array, now: () => number) {
  return {
    /** Throws where it cannot be written; then what it is about must not be done either. */
    append: (event: AuditEvent): Promise<AuditHead> =>
      database.alone(async (ask) => {
        const [head = beginning] = headRows.parse(await ask('SELECT number, mac, seal FROM audit_head WHERE one = 1'));
        const number = head.number + 1;
        const line = JSON.stringify({ at: new Date(now()).toISOString(), ...event });
        const mac = macOf(key, head.mac, number, line);
        await ask('INSERT INTO audit (number, line, mac) VALUES ($1, $2, $3)', number, line, mac);
        await ask(
          `INSERT INTO audit_head (one, number, mac, seal) VALUES (1, $1, $2, $3)
           ON CONFLICT (one) DO UPDATE SET number = excluded.number, mac = excluded.mac, seal = excluded.seal`,
          number,
          mac,
          sealOf(key, { number, mac }),
        );
        return { number, mac };
      }),

    async head(): Promise<AuditHead> {
      const [head = beginning] = headRows.parse(await database.ask('SELECT number, mac, seal FROM audit_head'));
      return { number: head.number, mac: head.mac };
    },

    /** All rows in order, some at a time. */
    async *read(): AsyncGenerator<AuditRow> {
      for (let after = Number.MIN_SAFE_INTEGER; ; ) {
        const some = rows.parse(
          await database.ask(
            'SELECT number, line, mac FROM audit WHERE number > $1 ORDER BY number LIMIT $2',
            after,
            rowsAtOnce,
          ),
        );
        yield* some;
        const last = some.at(-1);
        if (last === undefined) return;
        after = last.number;
      }
    },

    close: database.close,
  };
}
export type AuditTrail = ReturnType<typeof auditTrail>;

/**
 * What is wrong with a trail; empty where nothing is.
 * @param anchors heads that were written elsewhere earlier, such as to the security log.
 */
export async function auditFaults(
  database: DeskDatabase,
  key: Uint8Array,
  anchors: readonly AuditHead[],
): Promise<readonly string[]> {
  const faults: string[] = [];
  const macs = new Map<number, string>();
  // Before the rows: what is written meanwhile stands behind it.
  const [head] = headRows.parse(await database.ask('SELECT number, mac, seal FROM audit_head'));
  let before = beginning;
  for await (const { number, line, mac } of auditTrail(database, key, () => 0).read()) {
    if (number !== before.number + 1)
      faults.push(`Row ${before.number + 1} is missing: row ${number} follows row ${before.number}.`);
    else if (!isSameSecret(mac, macOf(key, before.mac, number, line)))
      faults.push(`Row ${number} was altered or moved, or the row before it was.`);
    macs.set(number, mac);
    before = { number, mac };
  }
  if (head === undefined) {
    if (before.number > 0) faults.push('The head of the trail is missing.');
  } else if (!isSameSecret(head.seal, sealOf(key, head))) faults.push('The head of the trail was altered.');
  else if (macs.get(head.number) !== head.mac)
    faults.push(`The trail was cut off: it ends at row ${before.number}, its head is row ${head.number}.`);
  for (const anchor of anchors) {
    if (anchor.number > 0 && macs.get(anchor.number) !== anchor.mac)
      faults.push(`Row ${anchor.number} is not the one that was noted elsewhere: rows were cut off or written anew.`);
  }
  return faults;
}

const macOf = (key: Uint8Array, before: string, number: number, line: string): string =>
  createHmac('sha256', key).update(`${before}\n${number}\n${line}`).digest('base64url');
const sealOf = (key: Uint8Array, { number, mac }: AuditHead): string =>
  createHmac('sha256', key).update(`head\n${number}\n${mac}`).digest('base64url');
