import { answerText, conditionTexts, questionText, type Reader } from '../../dialogs/texts.ts';
import { imagingRows } from '../../machines/imagingRules.ts';
import type { ClaimId } from '../../machines/sources.ts';
import { type Condition, emergencyRows, urgentRows } from '../../machines/urgencyRules.ts';
import { firingAnswers, type Way } from './firingAnswers.ts';
import { type Html, html } from './html.ts';
import { imagingEffect, usualImaging } from './imagingEffect.ts';
import { sourceList } from './sourcesChapter.ts';

const reader: Reader = { language: 'en', role: 'clinician' };

/** The decision table as the engine has it: what fires each rule was found by trying all answers, not written by hand. */
export const decisionChapter = (): Html => html`
  <h3>Emergency: emergency department now, emergency imaging, spine surgeon told at the same time</h3>
  ${urgencyTable(emergencyRows)}
  <h3>Urgent: no emergency rule, assessed in person and MRI today</h3>
  ${urgencyTable(urgentRows)}
  <h3>Routine</h3>
  <p>None of these, and every question asked. Until then there is no routine card: who stops early is told to be seen
    today, since not enough was asked.</p>
  <h3>Imaging, once it is advised</h3>
  <p>The usual scan (M1): <strong>${usual()}</strong>. Below: what each rule changes about it, as the engine says for an
    emergency with nothing else known. Where rules meet: CT first after a major injury or without MRI; the whole spine
    rather than part of it; no contrast in pregnancy; contrast never delays the scan.</p>
  <table>
    <thead><tr><th>Rule</th><th>When</th><th>What it changes</th><th>Because</th></tr></thead>
    <tbody>${imagingRows.filter(({ on }) => on.length > 0).map(imagingRow)}</tbody>
  </table>`;

type Row = (typeof emergencyRows)[number] | (typeof urgentRows)[number];

const urgencyTable = (rows: readonly Row[]): Html => html`<table>
    <thead><tr><th>Rule</th><th>Any of</th><th>Suspects</th><th>Because</th></tr></thead>
    <tbody>${rows.map(
      (row) => html`<tr><th>${row.id}</th><td>${firingAnswers(row).map(inWords)}</td>
        <td>${row.suspects.map(conditionName)}</td><td>${sources(row.because)}</td></tr>`,
    )}</tbody>
  </table>`;

const imagingRow = (row: (typeof imagingRows)[number]): Html => {
  const ways = firingAnswers(row);
  return html`<tr><th>${row.id}</th><td>${ways.map(inWords)}</td><td>${ways.map((way) => effect(way, ways.length))}</td>
    <td>${sources(row.because)}</td></tr>`;
};

function effect(way: Way, ways: number): Html {
  const items = imagingEffect(reader, way).map((line) => html`<li>${line}</li>`);
  return html`${ways > 1 ? html`<em>${way.map(({ question }) => questionText(reader, question, 'label')).join(', ')}:</em>` : html``}
    <ul>${items}</ul>`;
}

const inWords = (way: Way): Html =>
  html`<div class="way">${way
    .map(({ question, values }) => {
      const answers = values.map((value) => answerText(reader, question, value)).join(' / ');
      return `${questionText(reader, question, 'label')}: ${answers}`;
    })
    .join(', together with ')}</div>`;

const conditionName = (condition: Condition): Html => html`<div>${conditionTexts(reader, condition).name}</div>`;
const sources = (ids: readonly ClaimId[]): Html => sourceList(ids);

function usual(): string {
  const imaging = usualImaging();
  return imaging === null
    ? ''
    : `${imaging.modality.toUpperCase()}, ${imaging.region} spine, ${imaging.contrast} contrast`;
}
