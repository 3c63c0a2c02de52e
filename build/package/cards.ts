/** `cauda/cards`: a view as an Adaptive Card 1.5, and what its buttons send back. */
export type { CardAction, Shown, Verb } from '../../dialogs/cardActions.ts';
export type { AdaptiveCard, CardElement } from '../../dialogs/cards/adaptiveCard.ts';
export type { ChatView } from '../../dialogs/conversation/chatView.ts';
export type { Presentation } from '../../dialogs/presentation.ts';
export type { Reviewed } from '../../dialogs/reviewer.ts';
export { spokenLanguages } from '../../dialogs/texts.ts';
export type { Theme } from '../../dialogs/theme.ts';
export { cardAction } from './checkedCardAction.ts';
export { card, plainText } from './checkedCards.ts';
