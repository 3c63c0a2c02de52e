import { answerFlags } from '../machines/answerFlag.ts';
import { findingsIn } from '../machines/conversationView.ts';
import type { ChatView } from './conversation/chatView.ts';

/** In bytes; with the time before it a QR code stays easy to read. */
const longest = 440;

/**
 * What a desk needs of a result, for a code that can be read without asking any server: urgency, rules, the answers that
 * weigh, and what was not asked; all in the vocabulary of the findings. Pure.
 */
export function essence(shows: ChatView): string {
  const flags = answerFlags(findingsIn(shows));
  const weighing = shows.answers.filter(({ question, value }) => value === 'unsure' || flags.has(question));
  const { urgency, rules } = shows.recommendation;
  const known = [
    'Cauda',
    shows.recommendation.complete ? urgency : `${urgency} so far`,
    rules.join(' '),
    weighing.map(({ question, value }) => `${question}=${value}`).join(' '),
  ].join('|');
  const open = `|not asked: ${shows.notAsked.join(' ') || 'nothing'}`;
  return known.length + open.length <= longest
    ? known + open
    : `${known.slice(0, longest - 30)}|not asked: ${shows.notAsked.length}`;
}
