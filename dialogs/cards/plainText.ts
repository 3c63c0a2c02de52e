import type { Action, AdaptiveCard, CardElement, Data } from './adaptiveCard.ts';

type Body = Pick<AdaptiveCard, 'body'>;

/** A card's button, for a terminal: its title and what it sends. */
export type PlainButton = { readonly title: string; readonly data: Data };

/**
 * A card as text: its words, then its buttons, numbered from 1 with the answers first.
 * @param details also what a card shows only on demand (answers, sources).
 */
export function plainText(card: Body, { details = false } = {}): string {
  const buttons = plainButtons(card).map(({ title }, index) => `${index + 1}. ${title}`);
  return [...wordsOf(card.body, details), ...(buttons.length === 0 ? [] : ['', ...buttons])].join('\n');
}

/** The buttons in the order in which `plainText` numbers them. */
export function plainButtons({ body }: Body): readonly PlainButton[] {
  const all = body
    .flatMap(actionsIn)
    .flatMap((action) => (action.type === 'Action.ShowCard' ? [] : [{ title: action.title, data: action.data }]));
  const isAnswer = ({ data }: PlainButton): boolean => data.verb === 'answer';
  return [...all.filter(isAnswer), ...all.filter((one) => !isAnswer(one))];
}

/** The words of elements, a line each; without buttons. */
export const wordsOf = (elements: readonly CardElement[], details = false): readonly string[] =>
  elements.flatMap((element) => wordsIn(element, details));

function wordsIn(element: CardElement, details: boolean): readonly string[] {
  switch (element.type) {
    case 'TextBlock':
      return [element.text];
    case 'Container':
      return element.selectAction === undefined ? wordsOf(element.items, details) : [];
    case 'ColumnSet': {
      const words = element.columns
        .filter(({ selectAction }) => selectAction === undefined)
        .flatMap(({ items }) => wordsOf(items, details).join('\n'))
        .filter((some) => some !== '');
      return words.length === 0 ? [] : [words.join(' ')];
    }
    case 'ActionSet':
      return details ? element.actions.flatMap(wordsShownBy) : [];
    case 'Input.ChoiceSet':
      return [element.label];
    case 'Image':
      return [];
    default:
      return element satisfies never;
  }
}

const wordsShownBy = (action: Action): readonly string[] =>
  action.type === 'Action.ShowCard' ? ['', action.title, ...wordsOf(action.card.body, true)] : [];

function actionsIn(element: CardElement): readonly Action[] {
  switch (element.type) {
    case 'ActionSet':
      return element.actions;
    case 'Container':
      return [
        ...(element.selectAction === undefined ? [] : [element.selectAction]),
        ...element.items.flatMap(actionsIn),
      ];
    case 'ColumnSet':
      return element.columns.flatMap(({ selectAction, items }) => [
        ...(selectAction === undefined ? [] : [selectAction]),
        ...items.flatMap(actionsIn),
      ]);
    case 'TextBlock':
    case 'Image':
    case 'Input.ChoiceSet':
      return [];
    default:
      return element satisfies never;
  }
}
