import { imagingText, type Reader } from '../../dialogs/texts.ts';
import { type AcrVariant, acrCriteria, agreementOn } from './acrAgreement.ts';
import { type Html, html } from './html.ts';

const reader: Reader = { language: 'en', role: 'clinician' };

/** How the American College of Radiology rates what Cauda advises for typical findings. */
export const acrChapter = (): Html => html`
  <p>${acrCriteria.edition}. Read: ${acrCriteria.readInTable}; ${acrCriteria.readInSummary}</p>
  <table>
    <thead><tr><th>Variant</th><th>Typical findings</th><th>Cauda advises</th><th>Rated</th></tr></thead>
    <tbody>${acrCriteria.variants.flatMap(rows)}</tbody>
  </table>
  ${acrCriteria.outside.map((one) => html`<p>${one}</p>`)}`;

const rows = (variant: AcrVariant): readonly Html[] =>
  variant.cases.map(({ typical, findings, reason }, index) => {
    const { imaging, agreement } = agreementOn(findings, variant);
    return html`<tr>${index === 0 ? html`<th rowspan="${variant.cases.length}">${variant.variant}. ${variant.about}</th>` : html``}
      <td>${typical}</td><td>${imaging === null ? 'no imaging now' : imagingText(reader, imaging)}</td>
      <td class="${agreement === 'differs' ? 'differs' : ''}">${agreement === 'no imaging' ? 'agrees: all imaging usually not appropriate' : agreement}${
        reason === undefined ? html`` : html`<br><em>${reason}</em>`
      }</td></tr>`;
  });
