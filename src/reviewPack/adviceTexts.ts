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
import type { Role } from '../../machines/findings.ts';
import { alternatives, noteIds, noteSources } from '../../machines/imagingRules.ts';
import { practicePointIds, practicePointSources } from '../../machines/practicePoints.ts';
import type { ClaimId } from '../../machines/sources.ts';
import { conditions } from '../../machines/urgencyRules.ts';
import { type Html, html, lines } from './html.ts';
import { sourceList } from './sourcesChapter.ts';
import type { Pack } from './words/packWords.ts';

type Entry = { readonly id: string; readonly words: (reader: Reader) => string; readonly sources: readonly ClaimId[] };

/** All words of advice, with their sources: for patients and for clinicians side by side. */
export function adviceChapter(pack: Pack, language: string): Html {
  const { advice, inserted } = pack.words;
  const shown = (reader: Reader) => ({
    number: message(reader, 'localEmergencyNumber'),
    imaging: message(reader, 'imaging', { modality: 'mri', region: 'lumbar', contrast: 'without' }),
    ...inserted,
  });
  const tables: readonly (readonly [string, readonly Entry[]])[] = [
    [
      advice.dispositions,
      dispositions.map((id) => ({
        id,
        words: (reader) => `${dispositionText(reader, id, 'title')}\n${dispositionText(reader, id, 'summary')}`,
        sources: [],
      })),
    ],
    [
      advice.actions,
      actionIds.map((id) => ({
        id,
        words: (reader) => actionText(reader, id, shown(reader)),
        sources: actionRow(id).because,
      })),
    ],
    [advice.notes, noteIds.map((id) => ({ id, words: (reader) => noteText(reader, id), sources: noteSources(id) }))],
    [
      advice.alternatives,
      alternatives.map((id) => ({ id, words: (reader) => alternativeText(reader, id), sources: [] })),
    ],
    [
      advice.conditions,
      conditions.map((id) => ({
        id,
        words: (reader) => `${conditionTexts(reader, id).name}: ${conditionTexts(reader, id).clock}`,
        sources: conditionSources(id),
      })),
    ],
    [
      advice.practicePoints,
      practicePointIds.map((id) => ({
        id,
        words: (reader) => practicePointText(reader, id),
        sources: practicePointSources(id),
      })),
    ],
  ];
  return html`${tables.map(([title, entries]) => html`<h3>${title}</h3>${table(pack, language, entries)}`)}`;
}

const table = (pack: Pack, language: string, entries: readonly Entry[]): Html => html`<table class="advice">
    <thead><tr><th></th>${readers.map((role) => html`<th>${pack.words.advisees[role]}</th>`)}<th>${pack.words.columns.because}</th></tr></thead>
    <tbody>${entries.map(
      ({ id, words, sources }) =>
        html`<tr><th>${id}</th>${readers.map(
          (role) => html`<td>${lines(words({ language, role }))}</td>`,
        )}<td>${sources.length === 0 ? html`` : sourceList(pack, sources)}</td></tr>`,
    )}</tbody>
  </table>`;

/** Somebody with the patient reads what the patient reads, in the third person. */
const readers = ['self', 'nurse', 'clinician'] as const satisfies readonly Role[];
