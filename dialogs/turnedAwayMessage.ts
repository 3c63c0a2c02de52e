import { type EmergencyNumbers, emergencyNumber } from './emergencyNumbers.ts';
import { hearLong, languageToBegin } from './hear.ts';
import { actionText, message, type Reader } from './texts.ts';

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
): string {
  const reader: Reader = { language: languageToBegin(text, locale), role: 'self' };
  const number = emergencyNumber(numbers, { locale }) ?? message(reader, 'localEmergencyNumber');
  if (text !== '' && hearLong(text, reader.language, today, reader.role).heard.kind === 'emergency')
    return message(reader, 'turnedAway.emergency', { number });
  return `${message(reader, reasons[why])}\n\n${actionText(reader, 'safetyNet', {})}`;
}
