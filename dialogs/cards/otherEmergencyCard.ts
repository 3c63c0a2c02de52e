import type { ChatView } from '../conversation/chatView.ts';
import type { Presentation } from '../presentation.ts';
import { message } from '../texts.ts';
import type { AdaptiveCard } from './adaptiveCard.ts';
import { buttonsOf } from './buttons.ts';
import { callButtons } from './callButtons.ts';
import { box, heading, text } from './elements.ts';
import { finished } from './finished.ts';

/** A cry for other urgent help: the number to call first, the questions later. */
export function otherEmergencyCard(view: ChatView, presentation: Presentation): AdaptiveCard {
  const number = presentation.emergencyNumber ?? message(view, 'localEmergencyNumber');
  return finished([
    box('attention', [
      heading(message(view, 'card.otherEmergency'), { size: 'large' }),
      text(message(view, 'card.otherEmergencyAdvice', { number })),
      ...callButtons(view, presentation),
    ]),
    text(message(view, 'card.otherEmergencyKept')),
    ...buttonsOf(view, presentation).stacked([{ title: message(view, 'card.goOn'), verb: { verb: 'continue' } }]),
  ]);
}
