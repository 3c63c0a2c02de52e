import { renderSVG } from 'uqr';
import { cardHtml } from './chat/cardHtml.ts';
import { say } from './say.ts';

/** A result to keep: its card, and its essence for a code. */
export type Result = { readonly card: unknown; readonly essence: string; readonly at: Date };

/** Shows a result in large type, to print, to save as PDF, to share or to show at a desk. Nothing is asked of the server. */
export function showResult({ card, essence, at }: Result): void {
  document.getElementById('result')?.remove();
  const when = at.toLocaleString(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' });
  const dialog = document.createElement('dialog');
  dialog.id = 'result';
  dialog.setAttribute('aria-labelledby', 'result-title');
  dialog.innerHTML = `
    <div class="result-buttons">
      <button class="button" type="button" id="result-print">${say('printOrSave')}</button>
      <button class="button" type="button" id="result-share" hidden>${say('share')}</button>
      <button class="button" type="button" id="result-close">${say('backToChat')}</button>
    </div>
    <h2 id="result-title" tabindex="-1">${say('resultTitle')}</h2>
    <p class="result-when">${when}</p>
    <div class="is-card is-result">${cardHtml(card)}</div>
    <figure class="result-code">${renderSVG(`${at.toISOString().slice(0, 16)}Z|${essence}`, { border: 2 }).replace('<svg', '<svg role="img" aria-labelledby="result-code"')}
      <figcaption id="result-code">${say('codeForDesk')}</figcaption>
    </figure>`;
  // On paper nothing can be tapped, and everything is open.
  for (const one of dialog.querySelectorAll('[data-value]')) one.remove();
  for (const one of dialog.querySelectorAll('details')) one.open = true;
  document.body.append(dialog);
  const on = (id: string, act: () => void): void => dialog.querySelector(id)?.addEventListener('click', act);
  on('#result-print', () => window.print());
  on('#result-close', () => dialog.close());
  if ('share' in navigator) {
    dialog.querySelector('#result-share')?.removeAttribute('hidden');
    // biome-ignore lint/performance/useDomNodeTextContent: as it is read, with its line breaks.
    const text = dialog.querySelector<HTMLElement>('.is-result')?.innerText ?? '';
    // Who closes the sheet again has not failed.
    on(
      '#result-share',
      () => void navigator.share({ title: 'Cauda', text: `${when}\n${text}` }).catch(() => undefined),
    );
  }
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
  dialog.querySelector<HTMLElement>('#result-title')?.focus();
}
