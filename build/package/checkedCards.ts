import * as z from 'zod';
import type { AdaptiveCard } from '../../dialogs/cards/adaptiveCard.ts';
import { card as cardOf } from '../../dialogs/cards/card.ts';
import type { ChatView } from '../../dialogs/conversation/chatView.ts';
import type { Presentation } from '../../dialogs/presentation.ts';
import { turnSettings } from '../../dialogs/turnSettings.ts';
import { checked } from './checked.ts';

const { buttons, endsThere, reviewed, personLine, onPage, pictures } = turnSettings;
const presentationSchema = z.strictObject({
  buttons: buttons.unwrap(),
  emergencyNumber: z.optional(z.string().min(1)),
  endsThere,
  reviewed,
  personLine,
  onPage,
  pictures,
} satisfies Record<keyof Presentation, z.ZodType>);

/** The card of a view. Pure. @throws TypeError where the presentation has what it does not take. */
export function card(view: ChatView, presentation: Presentation): AdaptiveCard {
  checked('card, presentation', presentationSchema, presentation);
  return cardOf(view, presentation);
}
