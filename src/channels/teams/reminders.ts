import type { Activity } from 'botbuilder';
import { textOf } from '../../../dialogs/cards/filledForm.ts';
import { type EventLog, nameless } from '../../httpAnswers.ts';
import type { Change, Store } from '../../storage/store.ts';
import { outboxRow } from './outboxRow.ts';

const hour = 60 * 60 * 1_000;
const lookEvery = 60_000;

/**
 * What waits for the person after a turn: a reminder where a question was asked last, and none at an end or an
 * emergency. Undefined leaves what waits as it is.
 * @param view what the turn showed last, if anything.
 * @param now milliseconds since the epoch.
 * @param hours after that question; undefined where nobody is reminded.
 */
export function reminderAfter(
  view: string | undefined,
  { channelId, serviceUrl, conversation, from, recipient }: Activity,
  text: string,
  now: number,
  hours: number | undefined,
): Change['reminder'] {
  if (view === undefined || hours === undefined) return undefined;
  if (view !== 'question') return 'none';
  const way = { channelId, serviceUrl, conversation, from: recipient, recipient: from };
  const activity = { ...way, type: 'message', text };
  return { due: now + hours * hour, message: textOf(outboxRow({ kind: 'send', activity }, now)) };
}

/**
 * Looks now and every minute whom it is time to remind.
 * @param send works off the outbox.
 * @returns what ends it.
 */
export function remind(store: Store, send: () => Promise<void>, log: EventLog): () => void {
  async function look(): Promise<void> {
    try {
      if ((await store.remind()) > 0) await send();
    } catch (error) {
      log.error(nameless(error), 'reminders could not be sent');
    }
  }
  void look();
  const looking = setInterval(() => void look(), lookEvery).unref();
  return () => clearInterval(looking);
}
