import type { Presentation } from '../presentation.ts';
import { message, type Reader } from '../texts.ts';
import type { AdaptiveCard, TextBlock } from './adaptiveCard.ts';
import { text } from './elements.ts';
import { finished } from './finished.ts';

/**
 * Links that call the emergency number and, where asked for, the site's own people; a page draws them as buttons. Elsewhere
 * nothing can call.
 */
export function callButtons(
  reader: Reader,
  { onPage, emergencyNumber, personLine }: Presentation,
  whom: 'emergency' | 'person' = 'emergency',
): readonly TextBlock[] {
  if (onPage !== true) return [];
  const lines = [...(whom === 'person' ? [personLine] : []), emergencyNumber];
  return lines.flatMap((line) => (line === undefined ? [] : [text(`**[${named(reader, line)}](${address(line)})**`)]));
}

/** What was said, with its buttons below. */
export const callCard = (words: string, buttons: readonly TextBlock[]): AdaptiveCard =>
  finished([text(words), ...buttons]);

const named = (reader: Reader, line: string): string =>
  /^https?:/.test(line)
    ? message(reader, 'card.talkToPerson')
    : message(reader, 'card.call', { number: line.replace(/^(tel|sip):/, '') });

const address = (line: string): string => (URL.canParse(line) ? line : `tel:${line.replaceAll(/[^+\d]/g, '')}`);
