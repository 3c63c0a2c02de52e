import { alternativeText, conditionTexts, imagingText, noteText, type Reader } from '../../dialogs/texts.ts';
import type { Criteria } from '../../machines/criteria.ts';
import { fractureRows, type ImagingRow, imagingRows, noteIds, type Only } from '../../machines/imagingRules.ts';
import { recommend } from '../../machines/recommendation.ts';
import { type Condition, emergencyRows, soonRows, type UrgencyRow, urgentRows } from '../../machines/urgencyRules.ts';
import { criteriaInWords } from './criteriaInWords.ts';
import { type Html, html } from './html.ts';
import { nothingFound } from './nothingFound.ts';
import { sourceList } from './sourcesChapter.ts';
import type { Pack } from './words/packWords.ts';

/** The decision table as the engine has it: its rows are printed, not described. */
export function decisionChapter(pack: Pack): Html {
  const { decisions } = pack.words;
  return html`
  <h3>${decisions.emergency}</h3>
  ${urgencyTable(pack, emergencyRows)}
  <h3>${decisions.urgent}</h3>
  ${urgencyTable(pack, urgentRows)}
  <h3>${decisions.soon}</h3>
  ${urgencyTable(pack, soonRows)}
  <h3>${decisions.routine}</h3>
  <p>${decisions.routineWhen}</p>
  <h3>${decisions.imaging}</h3>
  <p>${decisions.imagingWhen(usual(pack, { saddleNumbness: 'yes' }))}</p>
  ${imagingTable(pack, imagingRows)}
  <h3>${decisions.fracture}</h3>
  <p>${decisions.fractureWhen(usual(pack, { boneFragility: 'yes' }))}</p>
  ${imagingTable(pack, fractureRows)}`;
}

const readerOf = ({ language }: Pack): Reader => ({ language, role: 'clinician' });

const urgencyTable = (pack: Pack, rows: readonly UrgencyRow[]): Html => html`<table>
    ${head(pack, 'suspects')}
    <tbody>${rows.map(
      (row) => html`<tr><th>${row.id}</th><td>${when(pack, row.when)}</td>
        <td>${row.suspects.map((one) => conditionName(pack, one))}</td><td>${sourceList(pack, row.because)}</td></tr>`,
    )}</tbody>
  </table>`;

const imagingTable = (pack: Pack, rows: readonly ImagingRow[]): Html => html`<table>
    ${head(pack, 'gives')}
    <tbody>${rows.map(
      (
        row,
      ) => html`<tr><th>${row.id}</th><td>${row.when.length === 0 ? pack.words.joined.always : when(pack, row.when)}</td>
        <td><ul>${gives(pack, row).map((one) => html`<li>${one}</li>`)}</ul></td><td>${sourceList(pack, row.because)}</td></tr>`,
    )}</tbody>
  </table>`;

const head = ({ words: { columns } }: Pack, third: 'suspects' | 'gives'): Html =>
  html`<thead><tr><th>${columns.rule}</th><th>${columns.when}</th><th>${columns[third]}</th><th>${columns.because}</th></tr></thead>`;

/** All lines, each with its alternatives. */
const when = (pack: Pack, criteria: Criteria): readonly Html[] =>
  criteriaInWords(readerOf(pack), criteria).map(
    (line, index) =>
      html`<div class="way">${index === 0 ? '' : pack.words.joined.together}${line.join(pack.words.joined.or)}</div>`,
  );

/** What a row gives: fields, then notes with the case in which they are given. */
function gives(pack: Pack, { modality, region, contrast, safetyCheck, notes }: ImagingRow): readonly string[] {
  const { fields, values } = pack.words;
  return [
    ...(modality === undefined ? [] : [`${fields.modality}: ${values[modality]}`]),
    ...(region === undefined ? [] : [`${fields.region}: ${values[region]}`]),
    ...(contrast === undefined ? [] : [`${fields.contrast}: ${contrastInWords(pack, contrast)}`]),
    ...(safetyCheck ? [fields.safetyCheck] : []),
    ...noteIds.flatMap((id) =>
      (notes[id] ?? []).map((only) => `${onlyInWords(pack, only)}${noteText(readerOf(pack), id)}`),
    ),
  ];
}

const contrastInWords = ({ words: { fields, values } }: Pack, contrast: NonNullable<ImagingRow['contrast']>): string =>
  contrast === 'none' ? fields.none : `${values.mri} ${values[contrast.mri]}, ${values.ct} ${values[contrast.ct]}`;

function onlyInWords(pack: Pack, { at, when: needed = [], unless = [], modality, contrast }: Only): string {
  const { joined, values } = pack.words;
  const inWords = (criteria: Criteria) =>
    criteriaInWords(readerOf(pack), criteria)
      .map((line) => line.join(joined.eitherOr))
      .join(joined.and);
  const parts = [
    ...(at === undefined ? [] : [values[at]]),
    ...(needed.length === 0 ? [] : [inWords(needed)]),
    ...(unless.length === 0 ? [] : [`${joined.notWith}${inWords(unless)}`]),
    ...(modality === undefined ? [] : [`${joined.for}${values[modality]}`]),
    ...(contrast === undefined ? [] : [contrast ? joined.contrast : joined.noContrast]),
  ];
  return parts.length === 0 ? '' : `(${parts.join('; ')}) `;
}

const conditionName = (pack: Pack, condition: Condition): Html =>
  html`<div>${conditionTexts(readerOf(pack), condition).name}</div>`;

function usual(pack: Pack, findings: Parameters<typeof recommend>[0]): string {
  const { imaging } = recommend({ ...nothingFound, ...findings }, true);
  const reader = readerOf(pack);
  return imaging === null
    ? ''
    : `${imagingText(reader, imaging)}; ${pack.words.decisions.ifNotPossible}: ${alternativeText(reader, imaging.alternative)}`;
}
