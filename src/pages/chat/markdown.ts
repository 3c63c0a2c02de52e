/** The markdown that Cauda's texts use: paragraphs, lists, **strong**, _emphasis_ and links; all else stays as written. */
export const blocksOf = (markdown: string): string =>
  markdown
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map(block)
    .join('\n');

export const inline = (text: string): string =>
  escaped(
    text
      .replace(/"([^"]*)"/g, '“$1”')
      .replace(/(\w)'(\w)/g, '$1’$2')
      .replace(/\.{3,}/g, '…'),
  )
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/(^|[\s(])_(.+?)_(?=[\s).,;:!?]|$)/g, '$1<em>$2</em>')
    .replace(/\[([^\]]+)\]\(((?:https?:|tel:|sip:|mailto:)[^\s)]+)\)/g, link);

const link = (_all: string, words: string, address: string): string =>
  `<a href="${address}"${address.startsWith('http') ? ' rel="noopener noreferrer" target="_blank"' : ''}>${words}</a>`;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? '');

function block(text: string): string {
  if (/^\s*[-*] /.test(text)) return list('ul', text, /\n(?=\s*[-*] )/, /^\s*[-*] /);
  if (/^\s*\d+[.)] /.test(text)) return list('ol', text, /\n(?=\s*\d+[.)] )/, /^\s*\d+[.)] /);
  // A list may follow its first line at once.
  const [, before, after] = /^(.*?)\n(\s*[-*] .*)$/s.exec(text) ?? [];
  if (before !== undefined && after !== undefined) return `${block(before)}\n${block(after)}`;
  return `<p>${inline(text).replace(/\n/g, '<br>')}</p>`;
}

const list = (tag: 'ul' | 'ol', text: string, between: RegExp, mark: RegExp): string =>
  `<${tag}>${text
    .split(between)
    .map((line) => `<li>${inline(line.replace(mark, ''))}</li>`)
    .join('')}</${tag}>`;
