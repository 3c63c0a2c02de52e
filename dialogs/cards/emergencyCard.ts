import type { EmergencyView } from '../../machines/conversationView.ts';
import type { ChatView } from '../conversation/chatView.ts';
import { notice } from '../notice.ts';
import type { Presentation } from '../presentation.ts';
import { message } from '../texts.ts';
import type { AdaptiveCard, CardElement } from './adaptiveCard.ts';
import { decidingAnswers, labels } from './answerLines.ts';
import { buttonsOf } from './buttons.ts';
import { bullets, columns, heading, small, text } from './elements.ts';
import { finished } from './finished.ts';
import { masthead } from './masthead.ts';
import { otherEmergencyNoted } from './tellTheClinician.ts';
import { urgencyBox } from './urgencyBox.ts';
import { otherVersions, whyThisAdvice } from './whyThisAdvice.ts';

/** The interrupt: what to do now, why, and then the offer to go on. */
export function emergencyCard(view: EmergencyView, presentation: Presentation): AdaptiveCard {
  const buttons = buttonsOf(view, presentation);
  return withEmergency(view, presentation, [
    text(message(view, 'card.offer'), { separator: true, spacing: 'medium' }),
    ...buttons.stacked([
      { title: message(view, 'card.answerMore'), verb: { verb: 'continue' } },
      { title: message(view, 'card.stopHere'), verb: { verb: 'stop' } },
    ]),
    {
      ...columns(buttons.link({ title: message(view, 'card.wrongAnswer'), verb: { verb: 'back' } })),
      spacing: 'medium',
    },
  ]);
}

/** What that card says once the conversation has gone on: what stands now, and nothing that is offered no more. */
export const standingEmergencyCard = (view: ChatView, presentation: Presentation): AdaptiveCard =>
  view.kind === 'emergency' ? emergencyCard(view, presentation) : withEmergency(view, presentation, []);

function withEmergency(view: ChatView, presentation: Presentation, offer: readonly CardElement[]): AdaptiveCard {
  const now = urgencyBox(view, presentation);
  return finished(
    [
      now,
      ...otherEmergencyNoted(view, presentation),
      heading(message(view, 'card.because')),
      bullets(decidingAnswers(view), { spacing: 'small' }),
      buttonsOf(view, presentation).links([whyThisAdvice(view)]),
      ...offer,
      ...notAsked(view),
      ...otherVersions(view),
      small(notice(view, presentation)),
      ...masthead(presentation),
    ],
    [now],
  );
}

/** In small print: the rest of the card says not to wait for these. */
function notAsked(view: ChatView): readonly CardElement[] {
  if (view.notAsked.length === 0) return [];
  return [small(`${message(view, 'card.notAsked')}: ${labels(view, view.notAsked).join(', ')}.`, { separator: true })];
}
