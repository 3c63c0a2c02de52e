import { answersTo, isProfessional } from '../../machines/findings.ts';
import { question as questionOf } from '../../machines/questions.ts';
import type { ChatQuestionView } from '../conversation/chatView.ts';
import { openOnForm } from '../form.ts';
import { limits } from '../notice.ts';
import type { Presentation } from '../presentation.ts';
import { answerText, dispositionText, type MessageId, message, questionText } from '../texts.ts';
import type { AdaptiveCard, CardElement, ColumnSet } from './adaptiveCard.ts';
import { decidingAnswers } from './answerLines.ts';
import { type Button, type Buttons, buttonsOf } from './buttons.ts';
import { banner, box, bullets, columns, heading, showCard, small, steps, text } from './elements.ts';
import { finished } from './finished.ts';
import { questionPictures } from './questionPictures.ts';
import { stepsOf } from './urgencyBox.ts';
import { urgencyIcon } from './urgencyIcon.ts';

/** One question: what it asks and its answers; the first one of a conversation also says hello. */
export function questionCard(view: ChatQuestionView, presentation: Presentation): AdaptiveCard {
  const buttons = buttonsOf(view, presentation);
  const [asked = '', ...examples] = questionText(view, view.question, view.simpler ? 'simpler' : 'ask').split('\n\n');
  return finished([
    ...welcome(view, presentation, buttons),
    ...standingEmergency(view, presentation),
    ...above(view),
    heading(asked, { size: 'medium', spacing: 'small' }),
    ...examples.map((paragraph) => text(paragraph, { spacing: 'small' })),
    ...answers(view, buttons),
    ...questionPictures(view, presentation, buttons),
    { ...asides(view, buttons), spacing: 'medium' },
    ...offerForm(view, buttons),
  ]);
}

const isFirst = (view: ChatQuestionView): boolean => view.answers.length === 0 && view.progress.number === 1;

/** A restart keeps nothing but the note of the age. */
const isRestartedUnder18 = (view: ChatQuestionView): boolean => view.under18 && view.log > 1 && view.revision === 1;

/** Hello, once; and whom it is about, as long as nothing is answered. */
function welcome(view: ChatQuestionView, presentation: Presentation, buttons: Buttons): readonly CardElement[] {
  const hello =
    view.revision > 0 && !isRestartedUnder18(view)
      ? []
      : [text(message(view, 'card.welcome')), small(limits(view, presentation), { spacing: 'small' })];
  const items = [...hello, ...otherPerson(view, buttons)];
  return items.length === 0 ? [] : [box('emphasis', items)];
}

/** An emergency stands while the questions go on: what to do stays in sight. */
function standingEmergency(view: ChatQuestionView, presentation: Presentation): readonly CardElement[] {
  if (view.recommendation.disposition !== 'emergency') return [];
  const title = message(view, 'card.emergencySoFar', { title: dispositionText(view, 'emergency', 'title') });
  const whatToDo = showCard(
    message(view, 'card.whatToDo'),
    ...steps(stepsOf(view, presentation)),
    text(message(view, 'card.because'), { weight: 'bolder' }),
    bullets(decidingAnswers(view)),
  );
  return [
    box('attention', [
      banner(urgencyIcon(view, 'emergency'), title, 'medium'),
      { type: 'ActionSet', actions: [whatToDo] },
    ]),
  ];
}

/** How far it is, and what must be known before the question is read. */
function above(view: ChatQuestionView): readonly CardElement[] {
  const { question, changing, offered, simpler, progress } = view;
  if (changing !== undefined) {
    return [text(message(view, 'card.changing', { answer: answerText(view, question, changing) }))];
  }
  const framing = questionOf(question).intimate && !simpler ? framingOf(view) : [];
  return [
    small(message(view, 'card.progress', progress)),
    ...framing.map((id) => text(message(view, id), { spacing: 'small' })),
    ...(simpler ? [text(message(view, 'card.simpler'), { spacing: 'small' })] : []),
    ...(offered === undefined
      ? []
      : [text(message(view, 'card.offered', { answer: answerText(view, question, offered) }), { spacing: 'small' })]),
  ];
}

/** The whole sentence once; then a short one, which a clinician does not need. */
const framingOf = ({ question, role }: ChatQuestionView): readonly MessageId[] =>
  question === 'saddleNumbness' ? ['framing'] : role === 'clinician' ? [] : ['card.framingAgain'];

function answers(view: ChatQuestionView, buttons: Buttons): readonly CardElement[] {
  const { question } = view;
  return buttons.stacked(
    answersTo(question).map((value) => ({
      title: answerText(view, question, value),
      verb: { verb: 'answer', question, value },
    })),
  );
}

/** What can be done instead of answering; short words, for a narrow screen. */
function asides(view: ChatQuestionView, { link }: Buttons): ColumnSet {
  const { question, changing } = view;
  const why = link(
    { title: message(view, 'card.why'), verb: { verb: 'why', question } },
    message(view, 'card.whyShort'),
  );
  const help = link({ title: message(view, 'card.help'), verb: { verb: 'help', question } });
  const stop = link({ title: message(view, 'card.stop'), verb: { verb: 'stop' } });
  if (changing !== undefined) {
    return columns(link({ title: message(view, 'card.leave'), verb: { verb: 'back' } }), why, help);
  }
  const nothingBefore = isFirst(view) && !view.simpler;
  const back = link({ title: message(view, 'card.back'), verb: { verb: 'back' } });
  return columns(...(nothingBefore ? [] : [back]), why, help, stop);
}

/** Who would rather fill in one card than tap through many. */
const offerForm = (view: ChatQuestionView, buttons: Buttons): readonly CardElement[] =>
  openOnForm(view).length === 0 || view.changing !== undefined
    ? []
    : [buttons.links([{ title: message(view, 'card.openForm'), verb: { verb: 'form' } }])];

function otherPerson(view: ChatQuestionView, buttons: Buttons): readonly CardElement[] {
  if (!isFirst(view) || isProfessional(view.role)) return [];
  const other: Button =
    view.role === 'self'
      ? { title: message(view, 'card.forSomeoneElse'), verb: { verb: 'role', role: 'carer' } }
      : { title: message(view, 'card.aboutMe'), verb: { verb: 'role', role: 'self' } };
  return [{ ...columns(buttons.link(other)), spacing: 'small' }];
}
