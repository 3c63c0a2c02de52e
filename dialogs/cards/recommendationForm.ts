import { randomUUID } from 'node:crypto';
import type { RecommendationView } from '../../machines/conversationView.ts';
import { emptyMargin } from '../../machines/margin.ts';
import type { Presentation } from '../presentation.ts';
import { shownOn } from './buttons.ts';
import { card } from './card.ts';
import { FilledForm, membersOf, ownForm } from './filledForm.ts';
import { keptForms } from './keptForms.ts';

const mostKept = 500;

/**
 * The card of a recommendation, made once for all who answered alike; nothing in memory says who they were. Undefined
 * where somebody's own words, or a note about them, may stand on it.
 */
export function recommendationForm(view: RecommendationView, presentation: Presentation): FilledForm | undefined {
  if (view.margin !== emptyMargin) return undefined;
  return new FilledForm(formFor({ ...view, ...nowhere }, presentation), membersOf(shownOn(view)));
}

/** Where the conversation stands, as it is on no card. */
const nowhere = { conversation: randomUUID(), log: 1, run: undefined, revision: 0 };

const formFor = keptForms(mostKept, (view: RecommendationView, presentation) =>
  ownForm(JSON.stringify(card(view, presentation)).split(membersOf(shownOn(view)))),
);
