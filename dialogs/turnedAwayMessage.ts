import { type EmergencyNumbers, emergencyNumber } from './emergencyNumbers.ts';
import { hearLong, languageToBegin } from './hear.ts';
import { actionText, message, type Reader } from './texts.ts';

export type TurnedAwayMessage = {
  readonly text: string;
  /** There were emergency words, and the text says what to do at once. */
  readonly isEmergency: boolean;
};

const reasons = { busy: 'turnedAway.busy', full: 'turnedAway.full' } as const;

/**
 * What a person is told whose words are not taken: what to do instead, at once where there are emergency words in them.
 * @param why `busy`: a conversation cannot begin now. `full`: this one has grown too long.
 * @param text what they wrote, of any length.
 */
export function turnedAwayMessage(
  why: 'busy' | 'full',
  locale: string | undefined,
  text: string,
  today: Date,
  numbers: EmergencyNumbers = {},
): TurnedAwayMessage {
  const reader: Reader = { language: languageToBegin(text, locale), role: 'self' };
  const number = emergencyNumber(numbers, { locale }) ?? message(reader, 'localEmergencyNumber');
  if (text !== '' && hearLong(text, reader.language, today, reader.role).heard.kind === 'emergency')
    return { text: message(reader, 'turnedAway.emergency', { number }), isEmergency: true };
  return { text: `${message(reader, reasons[why])}\n\n${actionText(reader, 'safetyNet', {})}`, isEmergency: false };
}
