import { isRecord } from './activity.ts';
import { blocksOf, escaped } from './markdown.ts';

/**
 * An Adaptive Card as HTML, for as long as Web Chat is still loading; Web Chat's own renderer must say the same. Pure.
 * Knows what Cauda's cards are made of, and leaves out anything else.
 */
export function cardHtml(element: unknown): string {
  if (!isRecord(element)) return '';
  switch (element['type']) {
    case 'AdaptiveCard':
      return all(element['body']);
    case 'Container':
      return containerHtml(element);
    case 'ColumnSet':
      return `<div class="${placed(element)} is-columns">${all(element['columns'])}</div>`;
    case 'Column':
      return columnHtml(element);
    case 'TextBlock':
      return textHtml(element);
    case 'Image':
      return imageHtml(element);
    case 'ActionSet':
      return `<div class="${placed(element)} is-actions">${list(element['actions']).map(actionHtml).join('')}</div>`;
    default:
      return '';
  }
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const all = (elements: unknown): string => list(elements).map(cardHtml).join('');
const word = (value: unknown): string => (typeof value === 'string' && /^[a-z]+$/i.test(value) ? value : 'default');
const attribute = (value: unknown): string => escaped(typeof value === 'string' ? value : '');
const placed = ({ spacing, separator }: Readonly<Record<string, unknown>>): string =>
  `after-${word(spacing)}${separator === true ? ' has-line' : ''}`;

function containerHtml(container: Readonly<Record<string, unknown>>): string {
  const { items, selectAction, style } = container;
  const inner = all(items);
  if (!isRecord(selectAction)) return `<div class="${placed(container)} is-box is-${word(style)}">${inner}</div>`;
  return `<div class="${placed(container)}">${placeHtml(selectAction, inner)}</div>`;
}

/** Loaded only where it is shown: what a button unfolds costs nothing before. */
function imageHtml(image: Readonly<Record<string, unknown>>): string {
  const { url, altText, width, height, horizontalAlignment } = image;
  const pixels = (size: unknown): number => Number.parseInt(String(size), 10) || 40;
  return `<img class="at-${word(horizontalAlignment)}" src="${attribute(url)}" alt="${attribute(altText)}" width="${pixels(width)}" height="${pixels(height ?? width)}" loading="lazy">`;
}

/** A part of the card that is sent like a button. */
const placeHtml = (action: Readonly<Record<string, unknown>>, inner: string): string =>
  `<button type="button" class="ac-selectable" aria-label="${attribute(action['title'])}"${sends(action)}>${phrases(inner)}</button>`;

function textHtml(element: Readonly<Record<string, unknown>>): string {
  const { text, style, size, weight, color, isSubtle, horizontalAlignment } = element;
  const looks = [
    `size-${word(size)}`,
    `weight-${word(weight)}`,
    `color-${word(color)}`,
    `at-${word(horizontalAlignment)}`,
  ];
  const classes = [placed(element), 'is-text', ...looks];
  const role = style === 'heading' ? ' role="heading" aria-level="2"' : '';
  const subtle = isSubtle === true ? ' is-subtle' : '';
  return `<div class="${classes.join(' ')}${subtle}"${role}>${blocksOf(String(text))}</div>`;
}

function columnHtml(column: Readonly<Record<string, unknown>>): string {
  const { items, selectAction, width } = column;
  const inner = all(items);
  const shown = isRecord(selectAction) ? placeHtml(selectAction, inner) : inner;
  const flush = column['spacing'] === 'none' ? ' is-flush' : '';
  return `<div class="is-column is-${word(width)}${flush}">${shown}</div>`;
}

/** A button may hold no blocks. */
const phrases = (blocks: string): string => blocks.replaceAll(/<(\/?)(?:div|p)\b/g, '<$1span');

function actionHtml(action: unknown): string {
  if (!isRecord(action)) return '';
  const title = attribute(action['title']);
  switch (action['type']) {
    case 'Action.Submit':
      return `<button type="button" class="ac-pushButton"${sends(action)}>${title}</button>`;
    case 'Action.OpenUrl':
      return `<a class="ac-pushButton" href="${attribute(action['url'])}">${title}</a>`;
    case 'Action.ShowCard':
      return `<details><summary class="ac-pushButton">${title}</summary>${cardHtml(action['card'])}</details>`;
    default:
      return '';
  }
}

const sends = ({ data }: Readonly<Record<string, unknown>>): string => ` data-value="${escaped(JSON.stringify(data))}"`;
