import type { Command } from '../heard.ts';
import { type MessageId, message, type Reader } from '../texts.ts';
import { isHeardAs, saidByButton } from './readBack.ts';

/** What "yes" and "no" to the bot's own confirmation begin with. */
const confirmations = [
  ['card.yesRight', 'yes'],
  ['card.noNotRight', 'no'],
  ['card.yesTakeBack', 'yes'],
  ['card.noKeepAdvice', 'no'],
  ['card.yesStartAgain', 'yes'],
  ['card.noGoOn', 'no'],
  ['card.yesErase', 'yes'],
  ['card.noKeep', 'no'],
  ['card.yesGoOn', 'yes'],
  ['card.noStartAgain', 'no'],
] as const satisfies readonly (readonly [MessageId, 'yes' | 'no'])[];

/** What a tap does, so what the bot must hear in the words of the button. */
const commands = [
  ['card.back', 'back'],
  ['card.wrongAnswer', 'back'],
  ['card.why', 'why'],
  ['card.whyShort', 'why'],
  ['card.help', 'help'],
  ['card.stop', 'stop'],
  ['card.stopHere', 'stop'],
  ['card.startAgain', 'restart'],
  ['card.goOn', 'continue'],
  ['card.changeAnswer', 'change'],
  ['card.talkToPerson', 'person'],
] as const satisfies readonly (readonly [MessageId, Command])[];

/** Buttons beside the answers that say what another one does: "no, keep the advice" on the one that takes it back. */
export const chatButtonProblems = (reader: Reader): readonly string[] => [
  ...confirmations.flatMap(([id, means]) => {
    const text = message(reader, id);
    return saidByButton(reader, 'saddleNumbness', beginning(text)) === means
      ? []
      : [`messages/${id}: "${text}" does not begin with a "${means}"`];
  }),
  ...commands.flatMap(([id, command]) => {
    const text = message(reader, id);
    return [text, beginning(text)].some((one) => isHeardAs(reader.language, one, command))
      ? []
      : [`messages/${id}: "${text}" is not understood as what its button does (${command})`];
  }),
];

const beginning = (text: string): string => text.split(/[,.:;]/)[0] ?? text;
