/** `cauda/cards`: a view as an Adaptive Card 1.5, and what its buttons send back. */
export { type CardAction, cardAction, type Shown, type Verb } from '../../dialogs/cardActions.ts';
export type { AdaptiveCard, CardElement } from '../../dialogs/cards/adaptiveCard.ts';
export { plainText } from '../../dialogs/cards/plainText.ts';
export type { ChatView } from '../../dialogs/conversation/chatView.ts';
export type { Presentation } from '../../dialogs/presentation.ts';
export type { Reviewed } from '../../dialogs/reviewer.ts';
export { spokenLanguages } from '../../dialogs/texts.ts';
export { card } from './checkedCards.ts';
