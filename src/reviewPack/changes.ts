import { diffWordsWithSpace } from 'diff';
import type { Snapshot } from './contentSnapshot.ts';
import { type Html, html } from './html.ts';
import type { Pack } from './words/packWords.ts';

export type Change = {
  readonly what: string;
  readonly kind: 'new' | 'gone' | 'changed';
  /** The words, with what was taken out and put in marked. */
  readonly words: Html;
};

/** What differs between two versions of the content, in its order. Pure. */
export function changesSince({ content: before }: Snapshot, { content: now }: Snapshot): readonly Change[] {
  const names = [...new Set([...Object.keys(now), ...Object.keys(before)])];
  return names.flatMap((what): Change[] => {
    const then = before[what];
    const today = now[what];
    if (then === today) return [];
    if (today === undefined) return [{ what, kind: 'gone', words: html`<del>${then ?? ''}</del>` }];
    if (then === undefined) return [{ what, kind: 'new', words: html`<ins>${today}</ins>` }];
    return [{ what, kind: 'changed', words: html`${marked(then, today)}` }];
  });
}

const marked = (then: string, today: string): readonly Html[] =>
  diffWordsWithSpace(then, today).map(({ added, removed, value }) =>
    added ? html`<ins>${value}</ins>` : removed ? html`<del>${value}</del>` : html`${value}`,
  );

/** The chapter on what changed since the pack that was signed last. */
export function changesChapter({ words: said }: Pack, signed: Snapshot | undefined, now: Snapshot): Html {
  if (signed === undefined) return html`<p>${said.noEarlierPack}</p>`;
  const changes = changesSince(signed, now);
  if (changes.length === 0) return html`<p>${said.nothingChanged(signed.version)}</p>`;
  const shown = changes.filter(({ what }) => !what.startsWith('code '));
  const files = changes.filter(({ what }) => what.startsWith('code ')).map(({ what }) => what.slice('code '.length));
  return html`<p>${said.changed(shown.length, signed.version)}</p>
    <table class="changes">
      <thead><tr><th>${said.columns.what}</th><th>${said.columns.change}</th></tr></thead>
      <tbody>${shown.map(({ what, kind, words }) => html`<tr><td>${what}<br><em>${said.kinds[kind]}</em></td><td>${words}</td></tr>`)}</tbody>
    </table>
    ${files.length === 0 ? html`` : html`<p>${said.codeChanged(files.join(', '))}</p>`}`;
}
