import { emergencyNumber } from '../../dialogs/emergencyNumbers.ts';
import { callRecord } from '../../dialogs/fhir/callBundle.ts';
import { callTransaction } from '../../dialogs/fhir/callTransaction.ts';
import type { Transaction } from '../../dialogs/fhir/resources.ts';
import { type EventLog, nameless } from '../httpAnswers.ts';
import { callLog } from './callTurn.ts';
import type { DeskSurroundings } from './deskSurroundings.ts';
import { nameOfPerson } from './people.ts';
import type { DueRecord, RecordOutbox } from './recordOutbox.ts';
import { isOver, type RecordSender, type RecordSystem } from './records.ts';

/** All in milliseconds. */
const every = 1_000;
const patience = 10_000;
/** A process has so long for what it took; longer than all of it can take. */
const lease = 60_000;
const firstPause = 5_000;
const longestPause = 3_600_000;
/** An act is done by then, or never will be. */
const actPatience = 10_000;

type Surroundings = Omit<DeskSurroundings, 'records'>;

/** Sends records in the background, again and again until they are taken: nothing at the desk ever waits for it. */
export function recordSender(system: RecordSystem, around: Surroundings): RecordSender {
  const { desk, log, now } = around;
  const { outbox } = desk;
  let passing: Promise<void> | undefined;
  const pass = (): void => {
    passing ??= sendDue(system, outbox, around)
      .catch((error: unknown) => log.error(nameless(error), 'the outbox of records cannot be read'))
      .finally(() => {
        passing = undefined;
      });
  };
  const timer = setInterval(pass, every).unref();
  return {
    expect: async (reference) => void (await outbox.put(reference, now() + actPatience)),
    async send(reference) {
      await outbox.put(reference, now());
      pass();
    },
    async stop() {
      clearInterval(timer);
      await passing;
    },
  };
}

async function sendDue(system: RecordSystem, outbox: RecordOutbox, around: Surroundings): Promise<void> {
  const { log, now } = around;
  for (const due of await outbox.take(now(), now() + lease)) {
    const sent = await sendOne(system, due, around).catch((error: unknown) => {
      noteRefusal(log, error, due);
      return false;
    });
    if (sent) await outbox.done(due);
    else await outbox.again(due, now() + Math.min(longestPause, firstPause * 2 ** (due.tries - 1)));
  }
}

/** @returns true where it was taken, and where there is nothing to send. */
async function sendOne(system: RecordSystem, { reference }: DueRecord, around: Surroundings): Promise<boolean> {
  const found = await callLog(reference, around);
  if (found === undefined || !isOver(found)) return true;
  const names = await around.desk.sessions.names();
  const reader = {
    language: found.head.language,
    timeZone: 'UTC',
    emergencyNumber: emergencyNumber(around.config.emergencyNumbers, { locale: found.head.language }),
    reviewed: around.reviewed,
    nameOf: (by: string) => nameOfPerson(names, by, found.head.language),
  };
  await post(system, callTransaction(callRecord(found, reference, reader)));
  await around.desk.audit.append({ who: 'record system', what: 'exported', call: reference, how: 'fhir sent' });
  return true;
}

async function post({ url, token }: RecordSystem, transaction: Transaction): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/fhir+json; fhirVersion=4.0',
      Accept: 'application/fhir+json',
      Prefer: 'return=minimal',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(transaction),
    // The token is for this server alone.
    redirect: 'error',
    signal: AbortSignal.timeout(patience),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw Object.assign(new Error('not taken'), { code: String(answer.status) });
}

const noteRefusal = (log: EventLog, error: unknown, { reference, tries }: DueRecord): void =>
  log.warn({ ...nameless(error), call: reference, tries }, 'the FHIR server did not take a record; it is sent again');
