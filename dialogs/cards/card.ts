import type { ChatView } from '../conversation/chatView.ts';
import type { Presentation } from '../presentation.ts';
import type { AdaptiveCard } from './adaptiveCard.ts';
import { confirmationCard } from './confirmationCard.ts';
import { emergencyCard } from './emergencyCard.ts';
import { endedCard } from './endedCard.ts';
import { questionCard } from './questionCard.ts';
import { recommendationCard } from './recommendationCard.ts';

/** The card of a view. Pure. */
export function card(view: ChatView, presentation: Presentation): AdaptiveCard {
  switch (view.kind) {
    case 'question':
      return questionCard(view, presentation);
    case 'emergency':
      return emergencyCard(view, presentation);
    case 'recommendation':
      return presentation.endsThere === true
        ? endedCard(recommendationCard(view, presentation))
        : recommendationCard(view, presentation);
    case 'confirmation':
      return confirmationCard(view, presentation);
    default:
      return view satisfies never;
  }
}
