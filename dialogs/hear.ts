import type { Log } from '../machines/answerLog.ts';
import { type View, view } from '../machines/conversationView.ts';
import { answersTo, finding, type QuestionId, questionIds, type Role } from '../machines/findings.ts';
import type { Heard } from './heard.ts';
import { answerText, type Reader } from './texts.ts';
import { understand } from './understanding/understand.ts';

/** What words mean at this point of the conversation. Pure. */
export function hear(log: Log, text: string): Heard {
  const shows = view(log);
  const { language, role } = shows;
  if (shows.kind === 'confirmation' || shows.kind === 'emergency') {
    const heard = understand(text, 'confirmation', language, role);
    if (heard.kind === 'confirm' || heard.kind === 'decline') return heard;
  }
  return hearAnswer(text, questionAskedIn(shows), language, role);
}

/** What words mean as an answer to a question: a button's own words are that button, all others are understood. Pure. */
export function hearAnswer(
  text: string,
  question: QuestionId | undefined,
  language: string,
  role: Role = 'self',
): Heard {
  const named = question && buttonNamed(text, question, { language, role });
  return named ? { kind: 'answer', findings: named, rests: text } : understand(text, question, language, role);
}

function buttonNamed(text: string, question: QuestionId, reader: Reader) {
  const value = answersTo(question).find((one) => plain(answerText(reader, question, one)) === plain(text));
  return value === undefined ? undefined : finding(question, value);
}

/** Case, accents, spaces and marks are how it was typed, not what was said. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();

/** The question that words answer; while a confirmation waits, the one that it is about. */
function questionAskedIn(shows: View): QuestionId | undefined {
  if (shows.kind === 'question') return shows.question;
  if (shows.kind !== 'confirmation' || shows.of.kind !== 'answered') return undefined;
  const { findings } = shows.of;
  return questionIds.find((question) => findings[question] !== undefined);
}
