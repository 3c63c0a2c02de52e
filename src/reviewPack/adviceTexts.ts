import {
  actionText,
  alternativeText,
  conditionTexts,
  dispositionText,
  message,
  noteText,
  practicePointText,
  type Reader,
} from '../../dialogs/texts.ts';
import { actionIds, actionRow, dispositions } from '../../machines/actions.ts';
import { conditionSources } from '../../machines/conditionSources.ts';
import { roleSchema } from '../../machines/findings.ts';
import { alternatives, noteIds, noteSources } from '../../machines/imagingRules.ts';
import { practicePointIds, practicePointSources } from '../../machines/practicePoints.ts';
import type { ClaimId } from '../../machines/sources.ts';
import { conditions } from '../../machines/urgencyRules.ts';
import { type Html, html, lines } from './html.ts';
import { sourceList } from './sourcesChapter.ts';

type Entry = { readonly id: string; readonly words: (reader: Reader) => string; readonly sources: readonly ClaimId[] };

/** All words of advice, with their sources: for patients and for clinicians side by side. */
export function adviceChapter(language: string): Html {
  const shown = (reader: Reader) => ({
    number: message(reader, 'localEmergencyNumber'),
    imaging: message(reader, 'imaging', { modality: 'mri', region: 'lumbar', contrast: 'without' }),
    signs: '[the answers that decided]',
    unknown: '[what is not known]',
  });
  const tables: readonly (readonly [string, readonly Entry[]])[] = [
    [
      'Headlines and summaries of the last card',
      dispositions.map((id) => ({
        id,
        words: (reader) => `${dispositionText(reader, id, 'title')}\n${dispositionText(reader, id, 'summary')}`,
        sources: [],
      })),
    ],
    [
      'What to do',
      actionIds.map((id) => ({
        id,
        words: (reader) => actionText(reader, id, shown(reader)),
        sources: actionRow(id).because,
      })),
    ],
    [
      'Notes on the scan',
      noteIds.map((id) => ({ id, words: (reader) => noteText(reader, id), sources: noteSources(id) })),
    ],
    [
      'If that scan is not possible',
      alternatives.map((id) => ({ id, words: (reader) => alternativeText(reader, id), sources: [] })),
    ],
    [
      'Suspected conditions (professionals only)',
      conditions.map((id) => ({
        id,
        words: (reader) => `${conditionTexts(reader, id).name}: ${conditionTexts(reader, id).clock}`,
        sources: conditionSources(id),
      })),
    ],
    [
      'Practice points (professionals only)',
      practicePointIds.map((id) => ({
        id,
        words: (reader) => practicePointText(reader, id),
        sources: practicePointSources(id),
      })),
    ],
  ];
  return html`${tables.map(([title, entries]) => html`<h3>${title}</h3>${table(language, entries)}`)}`;
}

const table = (language: string, entries: readonly Entry[]): Html => html`<table class="advice">
    <thead><tr><th></th><th>Patient</th><th>Nurse</th><th>Clinician</th><th>Because</th></tr></thead>
    <tbody>${entries.map(
      ({ id, words, sources }) =>
        html`<tr><th>${id}</th>${readers.map(
          (role) => html`<td>${lines(words({ language, role }))}</td>`,
        )}<td>${sources.length === 0 ? html`` : sourceList(sources)}</td></tr>`,
    )}</tbody>
  </table>`;

/** Somebody with the patient reads what the patient reads, in the third person. */
const readers = roleSchema.options.filter((role) => role !== 'carer');
