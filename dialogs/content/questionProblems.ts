import { answersTo, type QuestionId, questionIds } from '../../machines/findings.ts';
import { questionText, type Reader } from '../texts.ts';
import type { Topic } from '../understanding/phrases/mentions.ts';
import { mentionsIn, saidByButton } from './readBack.ts';

/** What a question must speak of, whatever its words; of the others a phrase must know that it is meant. */
const asksAbout: Readonly<Partial<Record<QuestionId, readonly Topic[]>>> = {
  legWeakness: ['leg', 'legs'],
  saddleNumbness: ['saddle'],
  bladder: ['bladder'],
  bowel: ['bowel'],
};
/** These offer their answers in the question, so that it reads as one of them. */
const notReadBack: Readonly<Partial<Record<QuestionId, readonly ('ask' | 'simpler')[]>>> = {
  legWeakness: ['simpler'],
  weaknessCourse: ['ask', 'simpler'],
  mriAccess: ['ask', 'simpler'],
};
/** These are spoken of in too many ways. */
const notNamed: ReadonlySet<QuestionId> = new Set(['weaknessCourse', 'claustrophobia', 'mriAccess']);

/** What is wrong with the questions in force, for one reader: what they speak of, and whether one is turned round. */
export const questionProblems = (reader: Reader): readonly string[] =>
  questionIds.flatMap((question) => {
    const ask = questionText(reader, question, 'ask');
    const topics = asksAbout[question];
    const label = questionText(reader, question, 'label');
    return [
      ...(isAskedIn(reader, question, ask) ? [] : [`questions/${question}/ask: does not say what it asks about`]),
      ...(topics === undefined || mentioned(reader, label, topics)
        ? []
        : [`questions/${question}/label: "${label}" does not name it`]),
      ...(['ask', 'simpler'] as const).flatMap((part) => turnedRound(reader, question, part)),
    ];
  });

function isAskedIn(reader: Reader, question: QuestionId, ask: string): boolean {
  const topics = asksAbout[question];
  if (topics !== undefined) return mentioned(reader, ask, topics);
  return notNamed.has(question) || isMeant(reader, question, ask) || saidByButton(reader, question, ask) !== undefined;
}

/** "Is it normal?" makes a typed "no" of what is a "yes" here; the list below such a question is read as signs all the same. */
function turnedRound(reader: Reader, question: QuestionId, part: 'ask' | 'simpler'): readonly string[] {
  if (notReadBack[question]?.includes(part) === true) return [];
  const text = questionText(reader, question, part);
  const asked = text.split(/(?<=[?？؟])|\n|(?<=[.!])\s/).filter((sentence) => /[?？؟]/.test(sentence));
  const turned = [...new Set([text, ...asked])].find(
    (one) => saidByButton(reader, question, one) === answersTo(question)[0],
  );
  return turned === undefined
    ? []
    : [
        `questions/${question}/${part}: "${turned.trim()}" asks whether all is well, so that "no" would mean the opposite`,
      ];
}

const mentioned = (reader: Reader, text: string, topics: readonly Topic[]): boolean =>
  mentionsIn(reader, text).some(({ means }) => means.is === 'topic' && topics.includes(means.topic));

const isMeant = (reader: Reader, question: QuestionId, text: string): boolean =>
  mentionsIn(reader, text).some(
    ({ means }) => means.is === 'finding' && means.question === question && means.when !== 'alone',
  );
