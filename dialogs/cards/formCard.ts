import { answersTo, isProfessional, type QuestionId } from '../../machines/findings.ts';
import type { ChatView } from '../conversation/chatView.ts';
import { openOnForm } from '../form.ts';
import type { Presentation } from '../presentation.ts';
import { answerText, message, questionText } from '../texts.ts';
import type { AdaptiveCard, CardElement, ChoiceInput } from './adaptiveCard.ts';
import { buttonsOf } from './buttons.ts';
import { heading, small, text } from './elements.ts';
import { finished } from './finished.ts';

/** Many questions on one card, each answered or left open. */
export const formCard = (view: ChatView, presentation: Presentation): AdaptiveCard =>
  finished([
    heading(message(view, 'card.form')),
    text(message(view, 'card.formHow'), { spacing: 'small' }),
    ...openOnForm(view).flatMap((question) => entry(view, question)),
    ...buttonsOf(view, presentation).submit({
      title: message(view, 'card.formSend'),
      verb: { verb: 'filled', answers: {} },
    }),
  ]);

/** A professional knows what a word stands for; others read the question with its examples. */
function entry(view: ChatView, question: QuestionId): readonly CardElement[] {
  if (isProfessional(view.role)) return [choice(view, question, questionText(view, question, 'label'))];
  const [asked = '', ...examples] = questionText(view, question, 'ask').split('\n\n');
  return [choice(view, question, asked), ...examples.map((one) => small(one, { spacing: 'small' }))];
}

const choice = (view: ChatView, question: QuestionId, label: string): ChoiceInput => ({
  type: 'Input.ChoiceSet',
  id: question,
  style: 'compact',
  label,
  placeholder: message(view, 'card.formChoose'),
  choices: answersTo(question).map((value) => ({ title: answerText(view, question, value), value })),
});
