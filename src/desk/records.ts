import type { Log } from '../../machines/answerLog.ts';
import { marginOf } from '../../machines/margin.ts';

/** A FHIR R4 server that takes the records of calls. */
export type RecordSystem = {
  /** Its base address. */
  readonly url: string;
  /** Sent as a bearer token, where there is one. */
  readonly token: string | undefined;
};

/** What the desk tells of its calls, so that their records go out. */
export type RecordSender = {
  /** Before an act: should this process die right after it, the record goes out all the same. */
  readonly expect: (reference: string) => Promise<void>;
  /** The record of a call that has come to its end, or that changed after it. */
  readonly send: (reference: string) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Where no server is configured. */
export const noSender: RecordSender = {
  expect: async () => undefined,
  send: async () => undefined,
  stop: async () => undefined,
};

/** A call that goes on is sent at its end. */
export function isOver(log: Log): boolean {
  const { closed, handedOver } = marginOf(log);
  return closed !== undefined || handedOver !== undefined;
}
