import { chatView } from '../../dialogs/conversation/chatView.ts';
import type { Log } from '../../machines/answerLog.ts';
import type { DeskKeys } from './deskKeys.ts';

const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
/** Some 650 billion. */
const length = 8;
const validFor = 24 * 3_600;

/**
 * What the receiving desk needs beside the reference. It is good for one handing over, for a day, and kept nowhere.
 * @param now milliseconds since the epoch.
 * @returns undefined where the call is not handed over now.
 */
export function handOverCode(log: Log, keys: DeskKeys, now: number): string | undefined {
  const { handedOver } = chatView(log).margin;
  if (handedOver === undefined) return undefined;
  const age = now / 1000 - Date.parse(log.head.started) / 1000 - handedOver.at;
  if (age > validFor) return undefined;
  const bytes = keys.nameOf('hand-over', `${log.head.conversation} ${handedOver.at}`);
  return Array.from(bytes.subarray(0, length), (byte) => letters[byte % letters.length]).join('');
}
