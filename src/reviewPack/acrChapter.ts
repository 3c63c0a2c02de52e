import { imagingText } from '../../dialogs/texts.ts';
import { type AcrVariant, acrCriteria, agreementOn } from './acrAgreement.ts';
import { type Html, html } from './html.ts';
import { translated } from './words/packLanguages.ts';
import type { Pack } from './words/packWords.ts';

/** How the American College of Radiology rates what Cauda advises for typical findings. */
export function acrChapter(pack: Pack): Html {
  const said = (text: string): string => translated(pack, text);
  const { columns, acr } = pack.words;
  const { edition, readInTable, readInSummary, variants, outside } = acrCriteria;
  return html`
  <p>${acr.read(said(edition), said(readInTable), said(readInSummary))}</p>
  <table>
    <thead><tr><th>${columns.variant}</th><th>${columns.typical}</th><th>${columns.advises}</th><th>${columns.rated}</th></tr></thead>
    <tbody>${variants.flatMap((variant) => rows(pack, variant))}</tbody>
  </table>
  ${outside.map((one) => html`<p>${said(one)}</p>`)}`;
}

const rows = (pack: Pack, variant: AcrVariant): readonly Html[] =>
  variant.cases.map(({ typical, findings, reason }, index) => {
    const { imaging, agreement } = agreementOn(findings, variant);
    const { noImaging, agreesOnNone, ratings } = pack.words.acr;
    const reader = { language: pack.language, role: 'clinician' } as const;
    const about = html`<th rowspan="${variant.cases.length}">${variant.variant}. ${translated(pack, variant.about)}</th>`;
    return html`<tr>${index === 0 ? about : html``}
      <td>${translated(pack, typical)}</td><td>${imaging === null ? noImaging : imagingText(reader, imaging)}</td>
      <td class="${agreement === 'differs' ? 'differs' : ''}">${agreement === 'no imaging' ? agreesOnNone : ratings[agreement]}${
        reason === undefined ? html`` : html`<br><em>${translated(pack, reason)}</em>`
      }</td></tr>`;
  });
