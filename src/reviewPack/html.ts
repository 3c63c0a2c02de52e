/** Markup that is safe to put into a page as it is. */
export type Html = { readonly markup: string };

type Part = string | number | Html | readonly Html[];

/** A template whose inserted words are escaped, and whose inserted markup is not. */
export const html = (fixed: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: fixed.reduce(
    (all, piece, index) => `${all}${index === 0 ? '' : markupOf(parts[index - 1] ?? '')}${piece}`,
    '',
  ),
});

/** Markup that comes from a program, not from people. */
export const trusted = (markup: string): Html => ({ markup });

/** Words with their line breaks and lists, as the texts have them. */
export const lines = (words: string): readonly Html[] =>
  words
    .split('\n')
    .map((line) => (line.startsWith('- ') ? html`<div class="item">${line.slice(2)}</div>` : html`<div>${line}</div>`));

function markupOf(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (words: string): string => words.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);
