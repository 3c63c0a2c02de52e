import { type Answer, type Findings, type QuestionId, questionIds } from '../../machines/findings.ts';
import type { ChatView } from '../conversation/chatView.ts';
import type { Presentation } from '../presentation.ts';
import { answerText, message, questionText } from '../texts.ts';
import type { AdaptiveCard, ColumnSet } from './adaptiveCard.ts';
import { answerLine } from './answerLines.ts';
import { buttonsOf } from './buttons.ts';
import { centred, column, columns, heading, text } from './elements.ts';
import { finished } from './finished.ts';

/** What an answered question's card becomes: the question, the answer, and a way to change it. */
export const settledCard = (
  view: ChatView,
  question: QuestionId,
  value: Answer,
  presentation: Presentation,
): AdaptiveCard => finished([answerRow(view, question, value, presentation)]);

/** What a form becomes: the answers that were given on it. */
export const filledCard = (view: ChatView, findings: Findings, presentation: Presentation): AdaptiveCard =>
  finished([
    heading(message(view, 'card.form')),
    ...questionIds.flatMap((question) => {
      const value = findings[question];
      return value === undefined ? [] : [answerRow(view, question, value, presentation)];
    }),
  ]);

/** What a question's card becomes whose answer was taken back. */
export const takenBackCard = (view: ChatView, question: QuestionId): AdaptiveCard =>
  finished([
    text(message(view, 'card.takenBack', { question: questionText(view, question, 'label') }), { isSubtle: true }),
  ]);

/** What a card with advice becomes once an answer under it was changed. */
export const outdatedCard = (view: ChatView): AdaptiveCard =>
  finished([text(message(view, 'card.outdated'), { isSubtle: true })]);

/** All answers so far, each with a way to change it. */
export const answersCard = (view: ChatView, presentation: Presentation): AdaptiveCard =>
  finished([
    heading(message(view, 'card.answersSoFar')),
    ...view.answers.map(({ question, value }) => ({
      ...answerRow(view, question, value, presentation),
      separator: true,
      spacing: 'small' as const,
    })),
  ]);

/** The reply to a tap on a card that the conversation has left behind. `question` is what the tap was about. */
export function oldCard(view: ChatView, question: QuestionId | undefined, presentation: Presentation): AdaptiveCard {
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

function answerRow(view: ChatView, question: QuestionId, value: Answer, presentation: Presentation): ColumnSet {
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
