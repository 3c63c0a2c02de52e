import type { SaidActivity } from '../../dialogs/activity.ts';
import { triageTurns } from '../../dialogs/triageTurn.ts';
import type { Entry, Log, LogHead } from '../../machines/answerLog.ts';
import type { SeenActivity } from './seenActivity.ts';

/**
 * The log that a transcript must have made: what the person said is said again to the dialog, without server or storage.
 * @param head how the stored log begins; its number is found in the transcript.
 */
export function replay(transcript: readonly SeenActivity[], head: LogHead): Log | undefined {
  const first = transcript.find(({ from, channelData }) => from.role === 'bot' && channelData.cauda !== undefined);
  const { log: number = 1, run } = first?.channelData.cauda ?? {};
  const begins = { ...head, number, ...(run === undefined ? {} : { run }) };
  let at = Date.parse(head.started);
  // A log that begins anew has the name that its first card shows.
  let place = 0;
  const newRun = (): string =>
    transcript.slice(place).find(({ channelData }) => channelData.cauda?.run !== undefined)?.channelData.cauda?.run ??
    '';
  const triage = triageTurns({ now: () => at, newRun });
  const turn = (log: Log | undefined, activity: SaidActivity): Log | undefined =>
    (log === undefined ? triage.begin(begins, activity) : triage.next(log, activity, [])).log;

  let log: Log | undefined;
  for (const [index, { id, type, from, timestamp, channelData, text, ...rest }] of transcript.entries()) {
    // After the person's own, which says where they stood before it.
    place = index + 1;
    at = Date.parse(timestamp);
    const said = { id, type, channelData, value: rest['value'], ...(text === undefined ? {} : { text }) };
    if (from.role === 'user') log = turn(log, said);
    else if (log === undefined && channelData.cauda !== undefined) log = turn(log, { type: 'conversationUpdate' });
  }
  return log;
}

/** Entries without their second, which a replay cannot know. */
export const untimed = (entries: readonly Entry[] = []): readonly object[] => entries.map(({ at: _, ...rest }) => rest);
