import type { View } from '../machines/conversationView.ts';
import type { QuestionId } from '../machines/findings.ts';
import { question } from '../machines/questions.ts';
import { type ClaimId, claim } from '../machines/sources.ts';
import { rowOf } from '../machines/urgencyRules.ts';
import { answerText, message, questionText, type Reader } from './texts.ts';

/** Why a question is asked, with where that comes from; or help with answering it. */
export function explanation(reader: Reader, id: QuestionId, part: 'why' | 'help'): string {
  const text = questionText(reader, id, part);
  return part === 'help'
    ? text
    : `${text}\n\n${message(reader, 'sources', { sources: sourcesInWords(reader, question(id).why) })}`;
}

/** Which answers decided the advice, and where each rule comes from. */
export function reasons(shows: View): string {
  const rows = shows.recommendation.rules.flatMap((id) => rowOf(id) ?? []);
  if (rows.length === 0) return message(shows, 'nothingFoundSoFar');
  const lines = rows.map((row) => {
    const on = shows.answers.filter((answer) => row.on.includes(answer.question));
    const answers = on.map(
      (answer) =>
        `${questionText(shows, answer.question, 'label')}: ${answerText(shows, answer.question, answer.value)}`,
    );
    return `- ${answers.join('; ')} (${sourcesInWords(shows, row.because)})`;
  });
  return [message(shows, 'decidedBy'), ...lines].join('\n');
}

/** "the article, its reference 1; guideline practice". */
const sourcesInWords = (reader: Reader, ids: readonly ClaimId[]): string =>
  [...new Set(ids.map((id) => sourceInWords(reader, id)))].join('; ');

export function sourceInWords(reader: Reader, id: ClaimId): string {
  const { source } = claim(id);
  switch (source.mark) {
    case 'article':
      return message(reader, 'source.article', {
        references: source.references.join(', '),
        count: source.references.length,
      });
    case 'guideline':
      return message(reader, 'source.guideline', { place: source.place });
    case 'policy':
      return message(reader, 'source.policy');
    default:
      return source satisfies never;
  }
}
