import { because, type Without } from '../machines/because.ts';
import { findingsIn } from '../machines/conversationView.ts';
import { type Findings, findingsOn, isProfessional, type QuestionId, questionIds } from '../machines/findings.ts';
import { question } from '../machines/questions.ts';
import type { RuleId } from '../machines/recommendation.ts';
import { ruleSources } from '../machines/ruleRows.ts';
import { type ClaimId, claim, type Source } from '../machines/sources.ts';
import type { Urgency } from '../machines/urgency.ts';
import { decidingAnswers } from './cards/answerLines.ts';
import type { ChatView } from './conversation/chatView.ts';
import { answerText, message, placeText, questionText, type Reader } from './texts.ts';

/** Why a question is asked, with where that comes from; or help with answering it. */
export function explanation(reader: Reader, id: QuestionId, part: 'why' | 'help'): string {
  const text = questionText(reader, id, part);
  return part === 'help'
    ? text
    : `${text}\n\n${message(reader, 'sources', { sources: sourcesInWords(reader, question(id).why) })}`;
}

/** Which answers fired which rule, where that comes from, and what the advice would be without them. */
export function adviceExplanation(shows: ChatView): string {
  const findings = findingsIn(shows);
  const { fired, without } = because(findings, shows.recommendation.complete);
  const lines = (some: typeof fired) =>
    some.flatMap(({ rule, answers }) => lineOf(shows, rule, answers, ruleSources(rule, findings)));
  const urgency = lines(fired.filter(({ rule }) => !rule.startsWith('M')));
  const scan = lines(fired.filter(({ rule }) => rule.startsWith('M')));
  if (urgency.length === 0) {
    const sofar = shows.answers.length === 0 ? 'nothingAskedYet' : 'nothingFoundSoFar';
    return [...decidingAnswers(shows), message(shows, sofar)].join('\n\n');
  }
  return [
    [message(shows, 'decidedBy'), ...urgency].join('\n'),
    ...whatWouldChangeIt(shows, without),
    ...(isProfessional(shows.role) && scan.length > 0
      ? [[message(shows, 'decidedTheImaging'), ...scan].join('\n')]
      : []),
  ].join('\n\n');
}

/** A rule with its answers and sources; nothing for a rule that rests on no answer. */
function lineOf(reader: Reader, rule: RuleId, findings: Findings, sources: readonly ClaimId[]): readonly string[] {
  const answers = answersInWords(reader, findings);
  if (answers === '') return [];
  const words = isProfessional(reader.role) ? message(reader, 'decidedBy.rule', { rule, answers }) : answers;
  return [`- ${words} (${sourcesInWords(reader, sources)})`];
}

/** Sets with more answers than this say nothing to a reader but that several answers decide. */
const mostAnswersAtOnce = 3;

function whatWouldChangeIt(shows: ChatView, without: readonly Without[]): readonly string[] {
  const findings = findingsIn(shows);
  // Only after all questions, and of an adult, may it say that no scan would be needed.
  const mayBeRoutine = shows.recommendation.complete && !shows.under18;
  const then = (urgency: Urgency) => {
    if (urgency === 'routine') return mayBeRoutine ? 'complete' : urgency;
    if (urgency !== 'soon' || mayBeRoutine) return urgency;
    return shows.under18 ? 'urgent' : 'soonSoFar';
  };
  const lines = without
    .filter(({ questions }) => questions.length <= mostAnswersAtOnce)
    .map(({ questions, urgency }) => {
      const answers = answersInWords(shows, findingsOn(findings, questions));
      return `- ${message(shows, 'without', { answers, urgency: then(urgency) })}`;
    });
  if (lines.length > 0) return [lines.join('\n')];
  return without.length === 0 ? [] : [message(shows, 'severalDecide', { count: mostAnswersAtOnce })];
}

/** "Leg weakness: left leg; Bladder: normal". */
export const answersInWords = (reader: Reader, findings: Findings): string =>
  questionIds
    .flatMap((question) => {
      const value = findings[question];
      return value === undefined
        ? []
        : [`${questionText(reader, question, 'label')}: ${answerText(reader, question, value)}`];
    })
    .join('; ');

/** "the article, its references 1, 2; guideline practice". */
function sourcesInWords(reader: Reader, ids: readonly ClaimId[]): string {
  const sources = ids.map((id) => claim(id).source);
  const references = sources.flatMap((source) => (source.mark === 'article' ? source.references : []));
  const article: Source = { mark: 'article', references: [...new Set(references)].toSorted() };
  const others = sources.filter(({ mark }) => mark !== 'article');
  const all = references.length === 0 ? others : [article, ...others];
  return [...new Set(all.map((source) => inWords(reader, source)))].join('; ');
}

export const sourceInWords = (reader: Reader, id: ClaimId): string => inWords(reader, claim(id).source);

function inWords(reader: Reader, source: Source): string {
  switch (source.mark) {
    case 'article':
      return message(reader, 'source.article', {
        references: source.references.join(', '),
        count: source.references.length,
      });
    case 'guideline':
      return message(reader, 'source.guideline', { place: placeText(reader, source.place) });
    case 'policy':
      return message(reader, 'source.policy');
    default:
      return source satisfies never;
  }
}
