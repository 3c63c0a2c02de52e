import type { Log } from '../machines/answerLog.ts';
import { type View, view } from '../machines/conversationView.ts';
import { type QuestionId, questionIds } from '../machines/findings.ts';
import type { Heard } from './heard.ts';
import { understand } from './understanding/understand.ts';

/** What words mean at this point of the conversation. Pure. */
export function hear(log: Log, text: string): Heard {
  const shows = view(log);
  const { language, role } = shows;
  if (shows.kind === 'confirmation' || shows.kind === 'emergency') {
    const heard = understand(text, 'confirmation', language, role);
    if (heard.kind === 'confirm' || heard.kind === 'decline') return heard;
  }
  return understand(text, questionAskedIn(shows), language, role);
}

/** The question that words answer; while a confirmation waits, the one that it is about. */
function questionAskedIn(shows: View): QuestionId | undefined {
  if (shows.kind === 'question') return shows.question;
  if (shows.kind !== 'confirmation' || shows.of.kind !== 'answered') return undefined;
  const { findings } = shows.of;
  return questionIds.find((question) => findings[question] !== undefined);
}
