import { randomUUID } from 'node:crypto';
import type { Shown } from '../cardActions.ts';
import type { ChatQuestionView } from '../conversation/chatView.ts';
import type { Presentation } from '../presentation.ts';
import { shownOn } from './buttons.ts';
import { FilledForm, membersOf, sharedForm } from './filledForm.ts';
import { keptForms } from './keptForms.ts';
import { faceCard, faceOf, type QuestionFace } from './questionCard.ts';

const mostKept = 2_000;

/** The card of a question, made once for all who are asked it alike. Undefined where it tells of somebody's own answers. */
export function questionForm(view: ChatQuestionView, presentation: Presentation): FilledForm | undefined {
  if (view.recommendation.disposition === 'emergency') return undefined;
  return new FilledForm(formFor(faceOf(view), presentation), membersOf(shownOn(view)));
}

/** Where the conversation stands, as it is on no card. */
const nowhere: Shown = { conversation: randomUUID(), log: 1, revision: 0 };

const formFor = keptForms(mostKept, (face: QuestionFace, presentation) => {
  const here = { ...nowhere, question: face.question };
  return sharedForm(JSON.stringify(faceCard(face, here, [], presentation)).split(membersOf(here)));
});
