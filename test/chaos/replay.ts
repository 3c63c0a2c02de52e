import { type Activity, TurnContext } from 'botbuilder';
import { DialogContext, type DialogInstance, DialogSet } from 'botbuilder-dialogs';
import { TriageDialog } from '../../dialogs/triageDialog.ts';
import type { Entry, Log, LogHead } from '../../machines/answerLog.ts';
import { InProcessAdapter } from '../../src/channels/inProcessAdapter.ts';
import { holdBack } from '../../src/heldReplies.ts';
import type { SeenActivity } from './seenActivity.ts';

/**
 * The log that a transcript must have made: what the person said is said again to the dialog, without server or storage.
 * @param head how the stored log begins; its number is found in the transcript.
 */
export async function replay(transcript: readonly SeenActivity[], head: LogHead): Promise<Log | undefined> {
  const first = transcript.find(({ from, channelData }) => from.role === 'bot' && channelData.cauda !== undefined);
  const { log: number = 1, run } = first?.channelData.cauda ?? {};
  const begins = { ...head, number, ...(run === undefined ? {} : { run }) };
  let at = Date.parse(head.started);
  // A log that begins anew has the name that its first card shows.
  let place = 0;
  const newRun = (): string =>
    transcript.slice(place).find(({ channelData }) => channelData.cauda?.run !== undefined)?.channelData.cauda?.run ??
    '';
  const dialogs = new DialogSet().add(new TriageDialog('triage', { now: () => at, newRun }));

  async function turn(log: Log | undefined, activity: Partial<Activity>): Promise<Log | undefined> {
    const context = new TurnContext(new InProcessAdapter(), {
      ...activity,
      channelId: 'webchat',
      conversation: { id: head.conversation, name: '', isGroup: false, conversationType: 'personal' },
    });
    holdBack(context);
    if (log === undefined) {
      const dc = new DialogContext(dialogs, context, { dialogStack: [] });
      await dc.beginDialog('triage', { head: begins });
      const begun: DialogInstance<{ log?: Log }> | undefined = dc.stack[0];
      return begun?.state.log;
    }
    const frame: DialogInstance<{ log?: Log | undefined }> = { id: 'triage', state: { log } };
    await new DialogContext(dialogs, context, { dialogStack: [frame] }).continueDialog();
    return frame.state.log;
  }

  let log: Log | undefined;
  for (const [index, { id, type, from, timestamp, channelData, text, ...rest }] of transcript.entries()) {
    // After the person's own, which says where they stood before it.
    place = index + 1;
    at = Date.parse(timestamp);
    const said = { id, type, channelData, value: rest['value'], ...(text === undefined ? {} : { text }) };
    if (from.role === 'user') log = await turn(log, said);
    else if (log === undefined && channelData.cauda !== undefined)
      log = await turn(log, { type: 'conversationUpdate' });
  }
  return log;
}

/** Entries without their second, which a replay cannot know. */
export const untimed = (entries: readonly Entry[] = []): readonly object[] => entries.map(({ at: _, ...rest }) => rest);
