import type { CallSheet } from '../../dialogs/call/callSheet.ts';
import type { Log } from '../../machines/answerLog.ts';
import { nameless } from '../httpAnswers.ts';
import { stateOf, summaryOf, touchedAt } from './callTable.ts';
import { callLog } from './callTurn.ts';
import type { DeskSurroundings } from './deskSurroundings.ts';
import type { Desk } from './openDesk.ts';

/** Puts a call into the queue. Who only looks at a call does not keep it longer. Throws where it cannot be written. */
export const putInQueue = (sheet: CallSheet, { entries }: Log, { calls }: Pick<Desk, 'calls'>): Promise<unknown> =>
  calls.put({
    reference: sheet.reference,
    owner: sheet.owner ?? null,
    state: stateOf(sheet),
    started: Date.parse(sheet.started),
    touched: touchedAt(Date.parse(sheet.started), entries),
    summary: summaryOf(sheet),
  });

/**
 * Has the queue show a call as it was found. The log has it: what fails here is logged and no more, and a queue that
 * lags behind is put right by the next one who looks.
 */
export async function showInQueue(sheet: CallSheet, found: Log, around: DeskSurroundings): Promise<void> {
  const { reference } = sheet;
  try {
    await putInQueue(sheet, found, around.desk);
    // Of what was erased meanwhile nothing may stand there again.
    if ((await callLog(reference, around)) === undefined) await around.desk.calls.forget(reference);
  } catch (error) {
    around.log.warn(nameless(error), 'the queue could not be written');
  }
}
