import { claimText, placeText, type Reader } from '../../dialogs/texts.ts';
import { type ClaimId, claim, claimIds, type Source } from '../../machines/sources.ts';
import { type Html, html } from './html.ts';
import type { Pack, Says } from './words/packWords.ts';

const readerOf = ({ language }: Pack): Reader => ({ language, role: 'clinician' });

/** What claims say in the language of the pack. */
export const saysIn =
  (pack: Pack): Says =>
  (id) =>
    claimText(readerOf(pack), id);

/** Claims in their own words, each with its mark. */
export const sourceList = (pack: Pack, ids: readonly ClaimId[]): Html =>
  html`<ul class="sources">${ids.map((id) => html`<li>${mark(pack, claim(id).source)} ${saysIn(pack)(id)}</li>`)}</ul>`;

function mark({ words }: Pack, source: Source): Html {
  switch (source.mark) {
    case 'article':
      return html`<span class="mark article">A ${source.references.join(', ')}</span>`;
    case 'guideline':
      return html`<span class="mark guideline">G${source.place === 'unverified' ? ` ${words.unverifiedMark}` : ''}</span>`;
    case 'policy':
      return html`<span class="mark policy">P</span>`;
    default:
      return source satisfies never;
  }
}

const sourceOf = (id: ClaimId): Source => claim(id).source;

/** What could not be verified: computed from the marks, so that nothing is forgotten. */
export function unverifiedChapter(pack: Pack): Html {
  const { notVerified, notReread, readOfTheirSource } = pack.words;
  const placed = claimIds.flatMap((id) => {
    const source = sourceOf(id);
    return source.mark === 'guideline' ? [{ id, place: source.place }] : [];
  });
  const places = Map.groupBy(
    placed.filter(({ place }) => place !== 'unverified'),
    ({ place }) => place,
  );
  const items = (says: readonly string[]) => html`<ul>${says.map((one) => html`<li>${one}</li>`)}</ul>`;
  const said = (some: typeof placed) => items(some.map(({ id }) => saysIn(pack)(id)));
  return html`${items(notVerified)}
    <h3>${notReread}</h3>
    ${said(placed.filter(({ place }) => place === 'unverified'))}
    <h3>${readOfTheirSource}</h3>
    ${[...places].map(([place, some]) => html`<p><em>${placeText(readerOf(pack), place)}:</em></p>${said(some)}`)}`;
}

/** Our own policy: decisions that a reviewer may want otherwise. */
export const policyChapter = (pack: Pack): Html =>
  html`<ul>${claimIds.filter((id) => sourceOf(id).mark === 'policy').map((id) => html`<li>${saysIn(pack)(id)}</li>`)}</ul>`;
