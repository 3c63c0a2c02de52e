import type { Presentation } from './presentation.ts';
import { message, type Reader } from './texts.ts';

/** What Cauda is not, and who reviewed it; on every last card. */
export const notice = (reader: Reader, presentation: Presentation): string =>
  withPerson(reader, presentation, message(reader, 'card.notice', review(reader, presentation)));

/** The same with the limits of use and the emergency number; on the welcome. */
export const limits = (reader: Reader, presentation: Presentation): string =>
  withPerson(
    reader,
    presentation,
    message(reader, 'card.limits', {
      number: presentation.emergencyNumber ?? message(reader, 'localEmergencyNumber'),
      ...review(reader, presentation),
    }),
  );

/** Where a person is reached, wherever it is said what this is not. */
const withPerson = (reader: Reader, { personLine }: Presentation, words: string): string =>
  personLine === undefined ? words : `${words} ${message(reader, 'card.personLine', { line: lineText(personLine) })}`;

/** A telephone number as it is; an address as a link, in Markdown. */
export const lineText = (line: string): string =>
  URL.canParse(line) ? `[${line.replace(/^(tel|sip):/, '')}](${line})` : line;

function review({ language }: Reader, { reviewed }: Presentation) {
  if (reviewed === undefined) return { reviewed: 'no', name: '', title: '', date: '' };
  const { name, role, date } = reviewed;
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));
  return { reviewed: 'yes', name, title: role, date: day };
}
