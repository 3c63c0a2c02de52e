import { randomUUID } from 'node:crypto';
import type { Shown } from '../cardActions.ts';
import { contentVersion } from '../contentVersion.ts';
import type { ChatQuestionView } from '../conversation/chatView.ts';
import type { Presentation } from '../presentation.ts';
import { shownOn } from './buttons.ts';
import { FilledForm, type Form, formOf } from './filledForm.ts';
import { faceCard, faceOf, type QuestionFace } from './questionCard.ts';

const mostKept = 2_000;
const kept = new Map<string, Form>(); // kept.size <= mostKept

/** The card of a question, made once for all who are asked it alike. Undefined where it tells of somebody's own answers. */
export function questionForm(view: ChatQuestionView, presentation: Presentation): FilledForm | undefined {
  if (view.recommendation.disposition === 'emergency') return undefined;
  const face = faceOf(view);
  const key = JSON.stringify([contentVersion, face, presentation]);
  const form = kept.get(key) ?? keep(key, newForm(face, presentation));
  return new FilledForm(form, members(shownOn(view)));
}

function keep(key: string, form: Form): Form {
  if (kept.size === mostKept) kept.clear();
  kept.set(key, form);
  return form;
}

/** Where the conversation stands, as it is on no card. */
const nowhere: Shown = { conversation: randomUUID(), log: 1, revision: 0 };

const newForm = (face: QuestionFace, presentation: Presentation): Form =>
  formOf(
    JSON.stringify(faceCard(face, { ...nowhere, question: face.question }, [], presentation)).split(
      members({ ...nowhere, question: face.question }),
    ),
  );

const members = (shown: Shown): string => JSON.stringify(shown).slice(1, -1);
