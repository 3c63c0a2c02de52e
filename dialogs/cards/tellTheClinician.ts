import type { ChatView } from '../conversation/chatView.ts';
import type { Presentation } from '../presentation.ts';
import { type MessageId, message } from '../texts.ts';
import type { CardElement } from './adaptiveCard.ts';
import { firstAnswered, labels, notKnown } from './answerLines.ts';
import { box, bullets, heading, text } from './elements.ts';

/** What is open or was taken back, for whoever sees the person next. */
export const tellTheClinician = (view: ChatView): readonly CardElement[] => [
  ...list(view, 'card.firstAnswered', firstAnswered(view)),
  ...list(view, 'card.notKnown', notKnown(view)),
  ...list(view, 'card.notAsked', labels(view, view.notAsked)),
];

const list = (view: ChatView, title: MessageId, lines: readonly string[]): readonly CardElement[] =>
  lines.length === 0
    ? []
    : [heading(message(view, title), { separator: true, spacing: 'medium' }), bullets(lines, { spacing: 'small' })];

/** Words about chest pain, collapse and the like that came up on the way. */
export function otherEmergencyNoted(view: ChatView, { emergencyNumber }: Presentation): readonly CardElement[] {
  if (view.otherEmergency !== 'noted') return [];
  const number = emergencyNumber ?? message(view, 'localEmergencyNumber');
  return [box('attention', [text(message(view, 'card.otherEmergencyNoted', { number }), { weight: 'bolder' })])];
}
