import { type ClaimId, claim, claims, type Source } from '../../machines/sources.ts';
import { type Html, html } from './html.ts';

/** Claims in their own words, each with its mark. */
export const sourceList = (ids: readonly ClaimId[]): Html =>
  html`<ul class="sources">${ids.map((id) => html`<li>${mark(claim(id).source)} ${claim(id).says}</li>`)}</ul>`;

function mark(source: Source): Html {
  switch (source.mark) {
    case 'article':
      return html`<span class="mark article">A ${source.references.join(', ')}</span>`;
    case 'guideline':
      return html`<span class="mark guideline">G${source.place === 'unverified' ? ' unverified' : ''}</span>`;
    case 'policy':
      return html`<span class="mark policy">P</span>`;
    default:
      return source satisfies never;
  }
}

export const legend =
  (): Html => html`<p class="legend"><span class="mark article">A 1</span> the article that the pathway
    follows, with the reference number that it gives; it does not list its references.
  <span class="mark guideline">G</span> a published guideline or general practice, what was read of it below;
  <span class="mark guideline">G unverified</span> not re-read for Cauda.
  <span class="mark policy">P</span> Cauda's own policy, on the safer side.</p>`;

/** What could not be verified: computed from the marks, so that nothing is forgotten. */
export function unverifiedChapter(alsoUnverified: readonly string[]): Html {
  const isUnverified = ({ source }: (typeof claims)[number]) =>
    source.mark === 'guideline' && source.place === 'unverified';
  const places = Map.groupBy(
    claims.filter((one) => one.source.mark === 'guideline' && !isUnverified(one)),
    ({ source }) => (source.mark === 'guideline' ? source.place : ''),
  );
  const items = (says: readonly string[]) => html`<ul>${says.map((one) => html`<li>${one}</li>`)}</ul>`;
  return html`${items(alsoUnverified)}
    <h3>Stated as guideline practice, not re-read</h3>
    ${items(claims.filter(isUnverified).map(({ says }) => says))}
    <h3>Guideline statements with what was read of their source</h3>
    ${[...places].map(([place, some]) => html`<p><em>${place}:</em></p>${items(some.map(({ says }) => says))}`)}`;
}

/** Our own policy: decisions that a reviewer may want otherwise. */
export const policyChapter = (): Html =>
  html`<ul>${claims.filter(({ source }) => source.mark === 'policy').map(({ says }) => html`<li>${says}</li>`)}</ul>`;
