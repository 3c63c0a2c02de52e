import { answerText, questionText } from '../../../dialogs/texts.ts';
import { answersTo, type QuestionId } from '../../../machines/findings.ts';
import { reader } from '../script.ts';

/** A card like ours, as a developer would write it for a form: the question, its help, and a button an answer. */
export const questionCard = (question: QuestionId, place: number, of: number) => ({
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: {
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      { type: 'TextBlock', text: `Question ${place} of ${of}`, wrap: true, size: 'small', isSubtle: true },
      {
        type: 'TextBlock',
        text: questionText(reader, question, 'ask'),
        wrap: true,
        style: 'heading',
        size: 'medium',
        weight: 'bolder',
      },
      { type: 'TextBlock', text: questionText(reader, question, 'help'), wrap: true, spacing: 'small' },
      ...[...answersTo(question), 'unsure', 'back', 'why', 'help', 'stop'].map((value) => ({
        type: 'ActionSet',
        spacing: 'small',
        actions: [
          {
            type: 'Action.Submit',
            title: isAnswer(question, value) ? answerText(reader, question, value) : value,
            data: { question, value, verb: 'answer', place },
            associatedInputs: 'none',
          },
        ],
      })),
    ],
  },
});

const isAnswer = (question: QuestionId, value: string): value is ReturnType<typeof answersTo>[number] =>
  answersTo(question).some((one) => one === value);
