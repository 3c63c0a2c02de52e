import type { Role } from '../machines/findings.ts';
import type { AdaptiveCard } from './cards/adaptiveCard.ts';
import { card } from './cards/card.ts';
import { chatView } from './conversation/chatView.ts';
import { newLog } from './conversation/newLog.ts';
import { languageToBegin } from './hear.ts';
import type { Presentation } from './presentation.ts';

export type Beginning = { readonly conversation: string; readonly role: Role; readonly locale: string | undefined };

/**
 * The card with which a conversation will begin, before it has begun. Its buttons name no run yet: whoever sends one
 * adds the run of the conversation that began. Pure.
 */
export function firstCard(
  { conversation, role, locale }: Beginning,
  presentation: Presentation,
): { readonly language: string; readonly card: AdaptiveCard } {
  const language = languageToBegin(undefined, locale);
  const { head, entries } = newLog({ conversation, channel: 'webchat', role, language }, 0, 'none');
  const { run: _, ...unnamed } = head;
  return { language, card: card(chatView({ head: unnamed, entries }), presentation) };
}
