import type { QuestionId, Role } from '../../machines/findings.ts';
import { leftOver } from './answer/explained.ts';
import { read } from './readings/readings.ts';
import { typedIn } from './understand.ts';
import type { Span } from './words/spans.ts';

/** How a reading came about: what `npm run -s understand -- --explain` prints. */
export function explain(text: string, asked: QuestionId | undefined, locale: string, today: Date, role: Role): object {
  const message = read(typedIn(text, asked, locale, today, role));
  const { words, answers, mentions, readings, parts } = message;
  const saying = ({ start, end }: Span): string => words.slice(start, end).join(' ');
  return {
    words: words.join(' '),
    parts: parts.map((part) => `${part.joined}: ${saying(part)}`),
    phrases: mentions.map((each) => `${saying(each)} = ${Object.values(each.means).filter(Boolean).join(' ')}`),
    answers: answers.map((each) => `${saying(each)} = ${each.means}`),
    readings: readings.map(
      ({ question, says, value, guess, certain, whole, ...span }) =>
        `${saying(span)} = ${question} ${says} ${value ?? `(${guess ?? '?'})`}${certain ? '' : ' perhaps'}${whole ? ' at all' : ''}`,
    ),
    leftOver: leftOver(message).map((at) => words[at]),
  };
}
