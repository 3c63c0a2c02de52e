import type { Action, AdaptiveCard, CardElement, Column, ShowCard } from './adaptiveCard.ts';

/** A card whose conversation is over: it reads as before, and nothing on it is sent to a bot that no longer listens. */
export const endedCard = (card: AdaptiveCard): AdaptiveCard => ({ ...card, body: card.body.flatMap(unsent) });

function unsent(element: CardElement): readonly CardElement[] {
  switch (element.type) {
    case 'ActionSet': {
      const actions = element.actions.filter(showsMore);
      return actions.length === 0 ? [] : [{ ...element, actions: actions.map(moreUnsent) }];
    }
    case 'ColumnSet': {
      const columns = element.columns.flatMap(columnUnsent);
      return columns.length === 0 ? [] : [{ ...element, columns }];
    }
    case 'Container':
      return element.selectAction === undefined ? [{ ...element, items: element.items.flatMap(unsent) }] : [];
    case 'Input.ChoiceSet':
      return [];
    default:
      return [element];
  }
}

const columnUnsent = (column: Column): readonly Column[] =>
  column.selectAction === undefined ? [{ ...column, items: column.items.flatMap(unsent) }] : [];

const showsMore = (action: Action): action is ShowCard => action.type === 'Action.ShowCard';

const moreUnsent = (action: ShowCard): ShowCard => ({
  ...action,
  card: { ...action.card, body: action.card.body.flatMap(unsent) },
});
