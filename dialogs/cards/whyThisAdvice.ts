import type { ChatView } from '../conversation/chatView.ts';
import { message } from '../texts.ts';
import type { CardElement } from './adaptiveCard.ts';
import type { Button } from './buttons.ts';
import { small } from './elements.ts';

/** The rules behind the advice, their answers and sources, and what would change it. */
export const whyThisAdvice = (view: ChatView): Button => ({
  title: message(view, 'card.whyThisAdvice'),
  verb: { verb: 'why' },
});

/** The conversation began under other questions than it ends under, or holds what another version wrote. */
export const otherVersions = (view: ChatView): readonly CardElement[] => [
  ...(view.contentChanged ? [small(message(view, 'card.contentChanged'))] : []),
  ...(view.margin.notRead.length > 0
    ? [small(message(view, 'card.notRead', { what: view.margin.notRead.join(', ') }))]
    : []),
];
