import { type MessageId, message, type Reader } from '../texts.ts';
import type { Part, Section } from './callSections.ts';
import type { CallSheet } from './callSheet.ts';

const parts: readonly { readonly part: Part; readonly heading: MessageId }[] = [
  { part: 'situation', heading: 'call.situation' },
  { part: 'background', heading: 'call.background' },
  { part: 'assessment', heading: 'call.assessment' },
  { part: 'recommendation', heading: 'call.recommendation' },
];

/** The sections of a sheet by the parts of a hand-over (SBAR), in order. */
export const handOverParts = (
  { sections }: CallSheet,
  reader: Reader,
): readonly { readonly title: string; readonly sections: readonly Section[] }[] =>
  parts.map(({ part, heading }) => ({
    title: message(reader, heading),
    sections: sections.filter((one) => one.part === part),
  }));

/** A sheet as text, to copy into a record; nothing of it is left out. */
export const callText = (sheet: CallSheet, reader: Reader): string =>
  handOverParts(sheet, reader)
    .map(({ title, sections }) => [title.toLocaleUpperCase(reader.language), ...sections.map(sectionText)].join('\n'))
    .join('\n\n');

const sectionText = ({ title, lines, red }: Section): string =>
  [`${red ? '!! ' : ''}${title}`, ...lines.map((line) => `  ${line}`)].join('\n');
