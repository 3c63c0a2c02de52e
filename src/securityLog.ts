import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { steadyClock } from './steadyClock.ts';

/** What a security officer wants to see later; nothing in it is of anybody's health. */
export type SecurityEvent =
  | { readonly event: 'start'; readonly version: string; readonly content: string; readonly signOff: string }
  | { readonly event: 'stop' }
  /** Who was turned down: without a good token, from a wrong page, under a wrong name, or for asking too much. */
  | {
      readonly event: 'refused';
      readonly status: number;
      readonly method: string;
      readonly path: string;
      readonly address: string;
    }
  /** A conversation that begins in the role of a professional. */
  | { readonly event: 'role'; readonly role: string; readonly conversation: string; readonly address: string }
  | { readonly event: 'erased'; readonly conversation: string }
  /** How far the audit trail of the desk goes. */
  | { readonly event: 'audit'; readonly number: number; readonly mac: string };

export type SecurityLog = (event: SecurityEvent) => void;

const mostPerMinute = 600;
const minute = 60_000;

/**
 * Appends each event as a line of JSON to a file, which may be moved away at any time.
 * Without a file nothing is written. Beyond 600 refusals a minute only their number is.
 * @param trouble told where a line cannot be written; who talks is served all the same.
 */
export function securityLog(
  file: string | undefined,
  now: () => number,
  trouble: (error: unknown) => void,
): SecurityLog {
  if (file === undefined) return () => undefined;
  const steady = steadyClock(now);
  let since = steady();
  let refusals = 0;
  function write(event: object): void {
    try {
      appendFileSync(file ?? '', `${JSON.stringify({ at: new Date(now()).toISOString(), ...event })}\n`, {
        mode: 0o600,
      });
    } catch (error) {
      trouble(error);
    }
  }

  return (event) => {
    if (steady() - since > minute) {
      if (refusals > mostPerMinute) write({ event: 'refusals left out', number: refusals - mostPerMinute });
      since = steady();
      refusals = 0;
    }
    if (event.event === 'refused') refusals += 1;
    if (event.event === 'refused' && refusals > mostPerMinute) return;
    // Who may read the line need not be able to find the conversation by it; two lines about one are still seen to be.
    if ('conversation' in event) write({ ...event, conversation: digest(event.conversation) });
    else write('path' in event ? { ...event, path: withoutIds(event.path) } : event);
  };
}

/** What stands in the place of an id is somebody's conversation, somebody's call, or a stranger's guess. */
const withoutIds = (path: string): string =>
  path.replace(/(\/(?:conversations|calls?)\/)([^/]+)/, (_whole, before, id) => `${before}${digest(id)}`).slice(0, 100);

const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
