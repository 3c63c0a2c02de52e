type Attached = { readonly contentType: string; readonly content?: unknown };

/** A message as a channel delivers it. */
export type Written = {
  readonly text?: string | undefined;
  readonly attachments?: readonly Attached[] | undefined;
};

/**
 * The person's own words: without markup, mentions of the bot, and what they quote - a quoted question is no answer.
 * Teams sends formatted text a second time as HTML, and some of it only so.
 */
export function messageText({ text = '', attachments = [] }: Written): string {
  const html = attachments.map(htmlIn).find((one) => one !== undefined);
  const quotes = html !== undefined && quote.test(html);
  const source = html !== undefined && (quotes || text.trim() === '') ? html : text;
  return wordsOf(source);
}

/** A sticker, an animation or a picture that is drawn inside the text. */
export const showsPicture = ({ attachments = [] }: Written): boolean =>
  attachments.some((one) => /<img\b/i.test(htmlIn(one) ?? ''));

const htmlIn = ({ contentType, content }: Attached): string | undefined =>
  contentType === 'text/html' && typeof content === 'string' ? content : undefined;

/** What others wrote before: the block of a reply, and the mark of newer clients. */
const quote = /<blockquote\b[\s\S]*?(?:<\/blockquote>|$)|<quoted\b[^>]*\/>|<quoted\b[\s\S]*?<\/quoted>/gi;
/** Who is spoken to: the bot, wherever the channel says so. */
const mention = /<at\b[^>]*>[\s\S]*?<\/at>/gi;
const emoji = /<emoji\b[^>]*?\balt="([^"]*)"[^>]*>(?:\s*<\/emoji>)?/gi;
const lineEnd = /<(?:br|\/p|\/div|\/li|\/h\d)\b[^>]*>/gi;
/** Only what is a tag for certain: "< 3 weeks" is not. */
const tag = /<\/?[a-z][^<>]*>/gi;

const wordsOf = (source: string): string => (!/[<>&\u00a0]/.test(source) ? source.trim() : withoutMarkup(source));

const withoutMarkup = (source: string): string =>
  withoutEntities(
    source.replace(quote, ' ').replace(mention, ' ').replace(emoji, '$1').replace(lineEnd, '\n').replace(tag, ''),
  )
    .split('\n')
    // Markdown's way to quote.
    .filter((line) => !/^\s*>/.test(line))
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');

const named: Readonly<Record<string, string>> = { nbsp: ' ', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const withoutEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]+));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return named[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
