import { type EmergencyNumbers, emergencyNumber } from './emergencyNumbers.ts';
import { languageSpokenFor, message, type Reader } from './texts.ts';

/** What is said in a chat of several people: nothing is collected there. `link` opens a chat of one's own. */
export function sharedChatMessage(locale: string | undefined, link: string, numbers: EmergencyNumbers): string {
  const reader: Reader = { language: languageSpokenFor(locale), role: 'self' };
  const number = emergencyNumber(numbers, { locale }) ?? message(reader, 'localEmergencyNumber');
  return `${message(reader, 'sharedChat', { number })}\n\n[${message(reader, 'sharedChat.open')}](${link})`;
}
