import { alternativeText, conditionTexts, imagingText, noteText, type Reader } from '../../dialogs/texts.ts';
import type { Criteria } from '../../machines/criteria.ts';
import { fractureRows, type ImagingRow, imagingRows, noteIds, type Only } from '../../machines/imagingRules.ts';
import { recommend } from '../../machines/recommendation.ts';
import { type Condition, emergencyRows, soonRows, type UrgencyRow, urgentRows } from '../../machines/urgencyRules.ts';
import { criteriaInWords } from './criteriaInWords.ts';
import { type Html, html } from './html.ts';
import { nothingFound } from './nothingFound.ts';
import { sourceList } from './sourcesChapter.ts';

const reader: Reader = { language: 'en', role: 'clinician' };

/** The decision table as the engine has it: its rows are printed, not described. */
export const decisionChapter = (): Html => html`
  <h3>Emergency: emergency department now, emergency imaging, spine surgeon told at the same time</h3>
  ${urgencyTable(emergencyRows)}
  <h3>Urgent: no emergency rule, assessed in person and MRI today</h3>
  ${urgencyTable(urgentRows)}
  <h3>Soon: none of these, a clinician telephoned today, seen within two days</h3>
  ${urgencyTable(soonRows)}
  <h3>Routine</h3>
  <p>None of these, and every question asked. Until then there is no routine and no soon card: who stops early is told to
    be seen today, since not enough was asked.</p>
  <h3>Imaging, urgent or an emergency</h3>
  <p>Every row that fires is listed on the card. Where rows meet: CT first after a major injury or without MRI; the whole
    spine rather than part of it; no contrast in pregnancy; contrast never delays the scan. The usual scan is
    <strong>${usual({ saddleNumbness: 'yes' })}</strong>.</p>
  ${imagingTable(imagingRows)}
  <h3>Imaging, soon: a suspected fragility fracture alone (S1)</h3>
  <p>Usually <strong>${usual({ boneFragility: 'yes' })}</strong>. Nothing is imaged for S2 alone.</p>
  ${imagingTable(fractureRows)}`;

const urgencyTable = (rows: readonly UrgencyRow[]): Html => html`<table>
    <thead><tr><th>Rule</th><th>When</th><th>Suspects</th><th>Because</th></tr></thead>
    <tbody>${rows.map(
      (row) => html`<tr><th>${row.id}</th><td>${when(row.when)}</td>
        <td>${row.suspects.map(conditionName)}</td><td>${sourceList(row.because)}</td></tr>`,
    )}</tbody>
  </table>`;

const imagingTable = (rows: readonly ImagingRow[]): Html => html`<table>
    <thead><tr><th>Rule</th><th>When</th><th>Gives</th><th>Because</th></tr></thead>
    <tbody>${rows.map(
      (row) => html`<tr><th>${row.id}</th><td>${row.when.length === 0 ? 'always' : when(row.when)}</td>
        <td><ul>${gives(row).map((one) => html`<li>${one}</li>`)}</ul></td><td>${sourceList(row.because)}</td></tr>`,
    )}</tbody>
  </table>`;

/** All lines, each with its alternatives. */
const when = (criteria: Criteria): readonly Html[] =>
  criteriaInWords(reader, criteria).map(
    (line, index) => html`<div class="way">${index === 0 ? '' : 'together with '}${line.join('; or ')}</div>`,
  );

/** What a row gives: fields, then notes with the case in which they are given. */
function gives({ modality, region, contrast, safetyCheck, notes }: ImagingRow): readonly string[] {
  return [
    ...(modality === undefined ? [] : [`modality: ${spaced(modality)}`]),
    ...(region === undefined ? [] : [`region: ${spaced(region)}`]),
    ...(contrast === undefined ? [] : [`contrast: ${contrastInWords(contrast)}`]),
    ...(safetyCheck ? ['MRI safety check'] : []),
    ...noteIds.flatMap((id) => (notes[id] ?? []).map((only) => `${onlyInWords(only)}${noteText(reader, id)}`)),
  ];
}

const contrastInWords = (contrast: NonNullable<ImagingRow['contrast']>): string =>
  contrast === 'none' ? 'none' : `MRI ${spaced(contrast.mri)}, CT ${spaced(contrast.ct)}`;

function onlyInWords({ at, when: needed = [], unless = [], modality, contrast }: Only): string {
  const inWords = (criteria: Criteria) =>
    criteriaInWords(reader, criteria)
      .map((line) => line.join(' or '))
      .join(', together with ');
  const parts = [
    ...(at === undefined ? [] : [at]),
    ...(needed.length === 0 ? [] : [inWords(needed)]),
    ...(unless.length === 0 ? [] : [`not with ${inWords(unless)}`]),
    ...(modality === undefined ? [] : [`for ${spaced(modality)}`]),
    ...(contrast === undefined ? [] : [contrast ? 'with contrast' : 'without contrast']),
  ];
  return parts.length === 0 ? '' : `(${parts.join('; ')}) `;
}

const spaced = (value: string): string => value.replaceAll('-', ' ').replace(/^(mri|ct)/, (name) => name.toUpperCase());

const conditionName = (condition: Condition): Html => html`<div>${conditionTexts(reader, condition).name}</div>`;

function usual(findings: Parameters<typeof recommend>[0]): string {
  const { imaging } = recommend({ ...nothingFound, ...findings }, true);
  return imaging === null
    ? ''
    : `${imagingText(reader, imaging)}; if that is not possible: ${alternativeText(reader, imaging.alternative)}`;
}
