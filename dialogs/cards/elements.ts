import type { View } from '../../machines/conversationView.ts';
import { message } from '../texts.ts';
import type {
  ActionSet,
  CardElement,
  Column,
  ColumnSet,
  Container,
  ContainerStyle,
  Image,
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

export const box = (style: ContainerStyle, items: readonly CardElement[], bleed = true): Container => ({
  type: 'Container',
  style,
  bleed,
  items,
});

/** A title with its icon, the strongest element of a card. */
export const banner = (icon: Image, title: string, size: 'medium' | 'large'): ColumnSet =>
  columns(
    { ...column('auto', icon), verticalContentAlignment: 'center' },
    { ...column('stretch', heading(title, { size })), verticalContentAlignment: 'center' },
  );

/** Numbered steps, the first one the strongest. */
export const steps = (lines: readonly string[]): readonly ColumnSet[] =>
  lines.map((line, index) => ({
    ...columns(
      column('auto', text(`${index + 1}`, { weight: 'bolder' })),
      column('stretch', text(line, index === 0 ? { weight: 'bolder' } : {})),
    ),
    spacing: index === 0 ? 'medium' : 'small',
  }));

/**
 * A button that shows and hides what is below it. `name` is unique in its card; the id also tells one card from the next.
 * A button of its own, since Teams on the desktop does not toggle by tapping a container (AdaptiveCards issue 8368).
 */
export function collapsed(
  view: View,
  name: string,
  what: string,
  items: readonly CardElement[],
): readonly (ActionSet | Container)[] {
  const id = `${name}-${view.log}-${view.revision}`;
  const title = message(view, 'card.showOrHide', { what });
  return [
    {
      type: 'ActionSet',
      spacing: 'small',
      actions: [{ type: 'Action.ToggleVisibility', title, targetElements: [id] }],
    },
    { type: 'Container', id, isVisible: false, spacing: 'small', items },
  ];
}
