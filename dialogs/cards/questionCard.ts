import { answersTo, isProfessional } from '../../machines/findings.ts';
import { question as questionOf } from '../../machines/questions.ts';
import type { Shown } from '../cardActions.ts';
import type { ChatQuestionView } from '../conversation/chatView.ts';
import { openOnForm } from '../form.ts';
import { limits } from '../notice.ts';
import type { Presentation } from '../presentation.ts';
import { answerText, dispositionText, type MessageId, message, questionText } from '../texts.ts';
import type { AdaptiveCard, CardElement, ColumnSet } from './adaptiveCard.ts';
import { decidingAnswers } from './answerLines.ts';
import { type Button, type Buttons, buttonsOn, shownOn } from './buttons.ts';
import { banner, box, bullets, columns, heading, showCard, small, steps, text } from './elements.ts';
import { finished } from './finished.ts';
import { masthead } from './masthead.ts';
import { questionPictures } from './questionPictures.ts';
import { stepsOf } from './urgencyBox.ts';
import { urgencyIcon } from './urgencyIcon.ts';

/** All that a question's card shows, but where the conversation stands and a standing emergency. Tells of nobody. */
export type QuestionFace = Pick<
  ChatQuestionView,
  'question' | 'simpler' | 'changing' | 'offered' | 'progress' | 'role' | 'language'
> & {
  /** It says hello. */
  readonly greets: boolean;
  /** Nothing was asked before. */
  readonly isFirst: boolean;
  readonly offersForm: boolean;
};

export function faceOf(view: ChatQuestionView): QuestionFace {
  const { question, simpler, changing, offered, progress, role, language } = view;
  return {
    ...{ question, simpler, changing, offered, progress, role, language },
    greets: view.revision === 0 || isRestartedUnder18(view),
    isFirst: view.answers.length === 0 && progress.number === 1,
    offersForm: openOnForm(view).length > 0 && changing === undefined,
  };
}

/** A restart keeps nothing but the note of the age. */
const isRestartedUnder18 = (view: ChatQuestionView): boolean => view.under18 && view.log > 1 && view.revision === 1;

/** One question: what it asks and its answers; the first one of a conversation also says hello. */
export const questionCard = (view: ChatQuestionView, presentation: Presentation): AdaptiveCard =>
  faceCard(faceOf(view), shownOn(view), standingEmergency(view, presentation), presentation);

/** @param standing what stands above all else. */
export function faceCard(
  face: QuestionFace,
  shown: Shown,
  standing: readonly CardElement[],
  presentation: Presentation,
): AdaptiveCard {
  const buttons = buttonsOn(shown, presentation);
  const [asked = '', ...examples] = questionText(face, face.question, face.simpler ? 'simpler' : 'ask').split('\n\n');
  return finished([
    ...welcome(face, presentation, buttons),
    ...standing,
    ...above(face),
    heading(asked, { size: 'medium', spacing: 'small' }),
    ...examples.map((paragraph) => text(paragraph, { spacing: 'small' })),
    ...answers(face, buttons),
    ...questionPictures(face, presentation, buttons),
    { ...asides(face, buttons), spacing: 'medium' },
    ...offerForm(face, buttons),
  ]);
}

/** Hello, once; and whom it is about, as long as nothing is answered. */
function welcome(face: QuestionFace, presentation: Presentation, buttons: Buttons): readonly CardElement[] {
  const hello = face.greets
    ? [
        ...masthead(presentation),
        text(message(face, 'card.welcome')),
        small(limits(face, presentation), { spacing: 'small' }),
      ]
    : [];
  const items = [...hello, ...otherPerson(face, buttons)];
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
    box('attention', [banner(urgencyIcon(view, 'emergency'), title, 'medium')]),
    // Under the box: Teams draws buttons for its plain ground, and on this one they could not be read.
    { type: 'ActionSet', actions: [whatToDo] },
  ];
}

/** How far it is, and what must be known before the question is read. */
function above(face: QuestionFace): readonly CardElement[] {
  const { question, changing, offered, simpler, progress } = face;
  if (changing !== undefined) {
    return [text(message(face, 'card.changing', { answer: answerText(face, question, changing) }))];
  }
  const framing = questionOf(question).intimate && !simpler ? framingOf(face) : [];
  return [
    small(message(face, 'card.progress', progress)),
    ...framing.map((id) => text(message(face, id), { spacing: 'small' })),
    ...(simpler ? [text(message(face, 'card.simpler'), { spacing: 'small' })] : []),
    ...(offered === undefined
      ? []
      : [text(message(face, 'card.offered', { answer: answerText(face, question, offered) }), { spacing: 'small' })]),
  ];
}

/** The whole sentence once; then a short one, which a clinician does not need. */
const framingOf = ({ question, role }: QuestionFace): readonly MessageId[] =>
  question === 'saddleNumbness' ? ['framing'] : role === 'clinician' ? [] : ['card.framingAgain'];

function answers(face: QuestionFace, buttons: Buttons): readonly CardElement[] {
  const { question } = face;
  return buttons.stacked(
    answersTo(question).map((value) => ({
      title: answerText(face, question, value),
      verb: { verb: 'answer', question, value },
    })),
  );
}

/** What can be done instead of answering; short words, for a narrow screen. */
function asides(face: QuestionFace, { link }: Buttons): ColumnSet {
  const { question, changing } = face;
  const why = link(
    { title: message(face, 'card.why'), verb: { verb: 'why', question } },
    message(face, 'card.whyShort'),
  );
  const help = link({ title: message(face, 'card.help'), verb: { verb: 'help', question } });
  const stop = link({ title: message(face, 'card.stop'), verb: { verb: 'stop' } });
  if (changing !== undefined) {
    return columns(link({ title: message(face, 'card.leave'), verb: { verb: 'back' } }), why, help);
  }
  const nothingBefore = face.isFirst && !face.simpler;
  const back = link({ title: message(face, 'card.back'), verb: { verb: 'back' } });
  return columns(...(nothingBefore ? [] : [back]), why, help, stop);
}

/** Who would rather fill in one card than tap through many. */
const offerForm = (face: QuestionFace, buttons: Buttons): readonly CardElement[] =>
  face.offersForm ? [buttons.links([{ title: message(face, 'card.openForm'), verb: { verb: 'form' } }])] : [];

function otherPerson(face: QuestionFace, buttons: Buttons): readonly CardElement[] {
  if (!face.isFirst || isProfessional(face.role)) return [];
  const other: Button =
    face.role === 'self'
      ? { title: message(face, 'card.forSomeoneElse'), verb: { verb: 'role', role: 'carer' } }
      : { title: message(face, 'card.aboutMe'), verb: { verb: 'role', role: 'self' } };
  return [{ ...columns(buttons.link(other)), spacing: 'small' }];
}
