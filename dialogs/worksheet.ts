import type { AnswerFlag } from '../machines/answerFlag.ts';
import type { QuestionId } from '../machines/findings.ts';
import type { Urgency } from '../machines/urgency.ts';
import { advice } from './advice.ts';
import { flaggedAnswers, labels, notKnown } from './cards/answerLines.ts';
import type { ChatView } from './conversation/chatView.ts';
import type { Presentation } from './presentation.ts';
import { answerText, dispositionText, message, questionText } from './texts.ts';

/** The answers and the advice so far, as a page beside the conversation shows them. All texts are for the view's reader. */
export type Worksheet = {
  readonly urgency: Urgency;
  /** False while questions are open: the urgency can still rise. */
  readonly complete: boolean;
  readonly headline: string;
  readonly advice: readonly string[];
  readonly answers: readonly {
    readonly question: QuestionId;
    readonly label: string;
    readonly answer: string;
    readonly flag: AnswerFlag;
  }[];
  readonly notAsked: readonly string[];
  readonly notKnown: readonly string[];
};

/** What is known so far. Pure. */
export function worksheet(view: ChatView, { emergencyNumber }: Pick<Presentation, 'emergencyNumber'>): Worksheet {
  const { urgency, complete, disposition } = view.recommendation;
  // While the questions go on, "not enough was asked" is no result yet.
  const openSoFar = view.kind === 'question' && disposition === 'notEnoughAsked';
  return {
    urgency,
    complete,
    headline: openSoFar
      ? message(view, urgency === 'soon' ? 'card.soonSoFar' : 'card.nothingSoFar')
      : dispositionText(view, disposition, 'title'),
    advice: openSoFar ? [] : advice(view, { emergencyNumber }).map((one) => one.text),
    answers: flaggedAnswers(view).map(({ question, value, flag }) => ({
      question,
      label: questionText(view, question, 'label'),
      answer: answerText(view, question, value),
      flag,
    })),
    notAsked: labels(view, view.notAsked),
    notKnown: notKnown(view),
  };
}
