import type { Presentation } from '../presentation.ts';
import type { CardElement } from './adaptiveCard.ts';
import { centred, column, columns, text } from './elements.ts';

/** Whose bot it is, in one line; nothing where it is nobody's in particular. */
export function masthead({ theme }: Pick<Presentation, 'theme'>): readonly CardElement[] {
  if (theme === undefined) return [];
  const { name, logo } = theme;
  const picture =
    logo === undefined
      ? []
      : [centred(column('auto', { type: 'Image', url: logo, altText: name, width: '32px', height: '32px' }))];
  return [columns(...picture, centred(column('stretch', text(name, { weight: 'bolder', size: 'small' }))))];
}
