import type { View } from '../machines/conversationView.ts';
import type { Answer, QuestionId } from '../machines/findings.ts';
import type { AdaptiveCard, ColumnSet } from './cards/adaptiveCard.ts';
import { answerLine } from './cards/answerLines.ts';
import { buttonsOf } from './cards/buttons.ts';
import { confirmationCard } from './cards/confirmationCard.ts';
import { box, centred, column, columns, heading, text } from './cards/elements.ts';
import { emergencyCard } from './cards/emergencyCard.ts';
import { finished } from './cards/finished.ts';
import { questionCard } from './cards/questionCard.ts';
import { recommendationCard } from './cards/recommendationCard.ts';
import type { Presentation } from './presentation.ts';
import { answerText, message, questionText } from './texts.ts';

/** The card of a view. Pure. */
export function card(view: View, presentation: Presentation): AdaptiveCard {
  switch (view.kind) {
    case 'question':
      return questionCard(view, presentation);
    case 'emergency':
      return emergencyCard(view, presentation);
    case 'recommendation':
      return recommendationCard(view, presentation);
    case 'confirmation':
      return confirmationCard(view, presentation);
    default:
      return view satisfies never;
  }
}

/** What an answered question's card becomes: the question, the answer, and a way to change it. */
export const settledCard = (
  view: View,
  question: QuestionId,
  value: Answer,
  presentation: Presentation,
): AdaptiveCard => finished([answerRow(view, question, value, presentation)]);

/** All answers so far, each with a way to change it. */
export const answersCard = (view: View, presentation: Presentation): AdaptiveCard =>
  finished([
    heading(message(view, 'card.answersSoFar')),
    ...view.answers.map(({ question, value }) => ({
      ...answerRow(view, question, value, presentation),
      separator: true,
      spacing: 'small' as const,
    })),
  ]);

/** The reply to a tap on a card that the conversation has left behind. `question` is what the tap was about. */
export function oldCard(view: View, question: QuestionId | undefined, presentation: Presentation): AdaptiveCard {
  const now = view.answers.find((one) => one.question === question);
  const change = now && {
    title: message(view, 'card.changeThatAnswer'),
    verb: { verb: 'change', question: now.question } as const,
  };
  return finished([
    text(message(view, 'card.old')),
    ...(now === undefined ? [] : [text(message(view, 'card.oldAnswer', { answer: answerLine(view, now) }))]),
    ...(change === undefined ? [] : buttonsOf(view, presentation).stacked([change])),
  ]);
}

/** A cry for other urgent help: the number to call first, the questions later. */
export function otherEmergencyCard(view: View, presentation: Presentation): AdaptiveCard {
  const number = presentation.emergencyNumber ?? message(view, 'localEmergencyNumber');
  return finished([
    box('attention', [
      heading(message(view, 'card.otherEmergency'), { size: 'large' }),
      text(message(view, 'card.otherEmergencyAdvice', { number })),
    ]),
    text(message(view, 'card.otherEmergencyKept')),
    ...buttonsOf(view, presentation).stacked([{ title: message(view, 'card.goOn'), verb: { verb: 'continue' } }]),
  ]);
}

function answerRow(view: View, question: QuestionId, value: Answer, presentation: Presentation): ColumnSet {
  const label = questionText(view, question, 'label');
  const change = {
    title: message(view, 'card.changeThis', { question: label }),
    verb: { verb: 'change', question },
  } as const;
  return columns(
    centred(column('stretch', text(`${label}: **${answerText(view, question, value)}**`))),
    buttonsOf(view, presentation).link(change, message(view, 'card.change')),
  );
}
