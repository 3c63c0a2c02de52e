import { type Acted, actOnCall, type CallAct, takenBy } from '../../../dialogs/call/callActs.ts';
import type { CallReader } from '../../../dialogs/call/callReader.ts';
import { type CallSheet, callSheet, callView } from '../../../dialogs/call/callSheet.ts';
import { callText } from '../../../dialogs/call/callText.ts';
import { newLog } from '../../../dialogs/conversation/newLog.ts';
import type { Log } from '../../../machines/answerLog.ts';
import { extended } from '../../../machines/answerLog.ts';
import { type Findings, findingsOn, questionIds } from '../../../machines/findings.ts';
import { pathOf } from '../../../machines/triageMachine.ts';
import { mildest } from '../../machines/mildest.ts';

const began = Date.parse('2026-11-28T14:00:00Z');

export const readerIn = (language: string): CallReader => ({
  language,
  emergencyNumber: '112',
  timeZone: 'UTC',
  nameOf: (by) => `Nurse ${by}`,
});

/** A call at a desk: each step is one act, a minute after the last. */
export type DeskCall = {
  readonly log: Log;
  readonly acted: Acted | undefined;
  readonly sheet: CallSheet;
  /** What is copied into a record. */
  readonly text: string;
  readonly act: (act: CallAct, acting?: { by?: string; seen?: number; secondedBy?: string }) => DeskCall;
  /** Fails where an answer is refused. */
  readonly set: (findings: Findings, confirmed?: boolean) => DeskCall;
  readonly type: (text: string) => DeskCall;
};

export const deskCall = (language = 'en'): DeskCall => {
  const log = newLog({ conversation: 'call K7QX2M4', channel: 'desk', role: 'nurse', language }, began, 'run');
  return at(extended(log, [takenBy('n1')]), undefined, language);
};

function at(log: Log, acted: Acted | undefined, language: string): DeskCall {
  const sheetNow = (): CallSheet => callSheet(log, 'K7QX2M4', readerIn(language));
  const act: DeskCall['act'] = (one, { by = 'n1', seen = log.entries.length, secondedBy } = {}) => {
    const result = actOnCall(log, one, { by, seen, secondedBy, now: began + log.entries.length * 60_000 });
    return at(result.kind === 'done' ? extended(log, result.entries) : log, result, language);
  };
  return {
    log,
    acted,
    get sheet() {
      return sheetNow();
    },
    get text() {
      return callText(sheetNow(), callView(log, language));
    },
    act,
    set: (findings, confirmed = false) =>
      questionIds.reduce(
        (call: DeskCall, question) => {
          const value = findings[question];
          if (value === undefined) return call;
          const next = call.act({ act: 'set', question, value, confirmed });
          if (next.acted?.kind !== 'done') throw new Error(`${question} ${value}: ${JSON.stringify(next.acted)}`);
          return next;
        },
        at(log, acted, language),
      ),
    type: (text) => act({ act: 'type', text }),
  };
}

const { boneFragility: _, ...allButBones } = findingsOn(mildest, pathOf('nurse', mildest));
/** Nothing is found, and nobody has asked about thin bones yet. */
export const plainCall: Findings = allButBones;
