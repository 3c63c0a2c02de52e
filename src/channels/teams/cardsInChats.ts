import type { ShownCard } from '../../../dialogs/shownCards.ts';
import type { RowShows } from './outboxRow.ts';

const mostConversations = 2_000;
const mostCards = 60;

/**
 * Which activity shows which card, for folding them again when answers change. Kept in memory alone: after a restart
 * earlier cards stay as they are, and a tap on one is told that it is old.
 */
export function cardsInChats() {
  const known = new Map<string, readonly ShownCard[]>(); // the longest untouched first

  return {
    remember(conversation: string, { view, ...shows }: RowShows, id: string): void {
      if (view === undefined) return;
      const cards = [...(known.get(conversation) ?? []), { ...shows, view, id }].slice(-mostCards);
      known.delete(conversation);
      known.set(conversation, cards);
      const [oldest] = known.keys();
      if (oldest !== undefined && known.size > mostConversations) known.delete(oldest);
    },
    of: (conversation: string): readonly ShownCard[] => known.get(conversation) ?? [],
    forget: (conversation: string): boolean => known.delete(conversation),
  };
}
export type CardsInChats = ReturnType<typeof cardsInChats>;
