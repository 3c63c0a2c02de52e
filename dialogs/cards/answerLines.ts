import { type AnswerFlag, answerFlag, answerFlags } from '../../machines/answerFlag.ts';
import { findingsIn } from '../../machines/conversationView.ts';
import { type Answer, type Findings, findingsOn, type QuestionId, questionIds } from '../../machines/findings.ts';
import type { ChatView } from '../conversation/chatView.ts';
import { answerText, message, questionText, type Reader } from '../texts.ts';

export type FlaggedAnswer = { readonly question: QuestionId; readonly value: Answer; readonly flag: AnswerFlag };

/** The answers that count, each with what it weighs. */
export function flaggedAnswers(shows: ChatView): readonly FlaggedAnswer[] {
  const flags = answerFlags(findingsIn(shows));
  return shows.answers.map((one) => ({ ...one, flag: flags.get(one.question) ?? 'none' }));
}

/** "Bladder: cannot go". */
export const answerLine = (reader: Reader, { question, value }: Omit<FlaggedAnswer, 'flag'>): string =>
  `${questionText(reader, question, 'label')}: ${answerText(reader, question, value)}`;

/** The answers that decide the urgency, in words, and what was told before the content changed. */
export const decidingAnswers = (view: ChatView): readonly string[] => [
  ...flaggedAnswers(view)
    .filter(({ flag }) => flag === view.recommendation.urgency)
    .map((one) => answerLine(view, one)),
  ...toldBefore(view),
];

function toldBefore(view: ChatView): readonly string[] {
  if (view.toldBefore === undefined) return [];
  const { on, rules, urgency } = view.toldBefore;
  const day = new Intl.DateTimeFormat(view.language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(on));
  return [message(view, 'card.toldBefore', { date: day, rules: rules.join(', '), urgency })];
}

/** Answers nobody knows, by label. */
export const notKnown = (view: ChatView): readonly string[] =>
  labels(
    view,
    view.answers.filter(({ value }) => value === 'unsure').map(({ question }) => question),
  );

export const labels = (reader: Reader, questions: readonly QuestionId[]): readonly string[] =>
  questions.map((question) => questionText(reader, question, 'label'));

/** Answers that weighed and were changed later. */
export function firstAnswered(view: ChatView): readonly string[] {
  const now = new Map(view.answers.map(({ question, value }) => [question, value]));
  const lines = view.retracted.flatMap(({ answers }) =>
    changed(answers, now).map(({ question, value }) =>
      message(view, 'card.first', {
        question: questionText(view, question, 'label'),
        answer: answerText(view, question, value),
      }),
    ),
  );
  return [...new Set(lines)];
}

const changed = (before: Findings, now: ReadonlyMap<QuestionId, Answer>) =>
  questionIds.flatMap((question) => {
    const value = findingsOn(before, [question])[question];
    const weighed = answerFlag(before, question) !== 'none';
    return value === undefined || !weighed || now.get(question) === value ? [] : [{ question, value }];
  });
