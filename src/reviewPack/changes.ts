import { diffWordsWithSpace } from 'diff';
import type { Snapshot } from './contentSnapshot.ts';
import { type Html, html } from './html.ts';

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
export function changesChapter(signed: Snapshot | undefined, now: Snapshot): Html {
  if (signed === undefined) {
    return html`<p>No earlier pack was given, so all of it is to be read as new.
      (A later pack names its forerunner: <code>npm run review-pack -- --since signed-pack.html</code>.)</p>`;
  }
  const changes = changesSince(signed, now);
  if (changes.length === 0) return html`<p>Nothing changed since content ${signed.version}.</p>`;
  const shown = changes.filter(({ what }) => !what.startsWith('code '));
  const files = changes.filter(({ what }) => what.startsWith('code ')).map(({ what }) => what.slice('code '.length));
  return html`<p>${shown.length} changes since content ${signed.version}, which was signed last.</p>
    <table class="changes">
      <thead><tr><th>What</th><th>Change</th></tr></thead>
      <tbody>${shown.map(({ what, kind, words }) => html`<tr><td>${what}<br><em>${kind}</em></td><td>${words}</td></tr>`)}</tbody>
    </table>
    ${codeThatChanged(files)}`;
}

const codeThatChanged = (files: readonly string[]): Html =>
  files.length === 0
    ? html``
    : html`<p>The code of these files changed too: ${files.join(', ')}. Where the table above shows no rule that
        differs, have a developer say why.</p>`;
