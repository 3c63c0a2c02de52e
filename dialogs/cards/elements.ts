import type {
  CardElement,
  Column,
  ColumnSet,
  Container,
  ContainerStyle,
  Image,
  ShowCard,
  TextBlock,
} from './adaptiveCard.ts';

type Look = Partial<Omit<TextBlock, 'type' | 'text' | 'wrap'>>;

export const text = (words: string, look: Look = {}): TextBlock => ({
  type: 'TextBlock',
  text: words,
  wrap: true,
  ...look,
});
export const heading = (words: string, look: Look = {}): TextBlock =>
  text(words, { style: 'heading', size: 'default', weight: 'bolder', ...look });
export const small = (words: string, look: Look = {}): TextBlock =>
  text(words, { size: 'small', isSubtle: true, ...look });
export const bullets = (lines: readonly string[], look: Look = {}): TextBlock =>
  text(lines.map((line) => `- ${line}`).join('\n'), look);

export const columns = (...some: readonly Column[]): ColumnSet => ({ type: 'ColumnSet', columns: some });
export const column = (width: Column['width'], ...items: readonly CardElement[]): Column => ({
  type: 'Column',
  width,
  items,
});
export const centred = (some: Column): Column => ({ ...some, verticalContentAlignment: 'center' });

export const box = (style: ContainerStyle, items: readonly CardElement[]): Container => ({
  type: 'Container',
  style,
  bleed: true,
  items,
});

/** A title with its icon, the strongest element of a card. */
export const banner = (icon: Image, title: string, size: 'medium' | 'large'): ColumnSet =>
  columns(centred(column('auto', icon)), centred(column('stretch', heading(title, { size }))));

/** Numbered steps, the first one the strongest. */
export const steps = (lines: readonly string[]): readonly ColumnSet[] =>
  lines.map((line, index) => ({
    ...columns(
      column('auto', text(`${index + 1}`, { weight: 'bolder' })),
      column('stretch', text(line, index === 0 ? { weight: 'bolder' } : {})),
    ),
    spacing: index === 0 ? 'medium' : 'small',
  }));

/** A button that shows more and hides it again; screen readers hear which of the two it is. */
export const showCard = (title: string, ...body: readonly CardElement[]): ShowCard => ({
  type: 'Action.ShowCard',
  title,
  card: { type: 'AdaptiveCard', body },
});
