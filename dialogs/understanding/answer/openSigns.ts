import { type Findings, finding } from '../../../machines/findings.ts';
import { firedRules } from '../../../machines/urgencyRules.ts';
import { partAt } from '../readings/clauses.ts';
import { textOf } from '../readings/message.ts';
import type { Read } from '../readings/readings.ts';
import { covers } from '../words/spans.ts';
import { isMark } from '../words/tokens.ts';

/**
 * What is said of other questions than the one asked and is not certain: nothing of it is lost beside a calm answer.
 * `doubtful` would be urgent, and is only likely ("no feeling in my feet"), or a denial before it may be of it too, or
 * not ("no fever, difficulty passing urine"); `isAlone`: it is the only one ("no fever, in retention"), and no list that
 * is denied;
 * `weakness` is of a leg, and its side was not said.
 */
export function openSigns(
  { asked, readings, parts, words, language }: Read,
  certain: Findings,
): { readonly doubtful: Findings; readonly weakness: boolean; readonly isAlone: boolean } {
  const others = readings.filter(
    ({ question, says }) => says === 'is' && question !== asked && certain[question] === undefined,
  );
  const doubtful = others.flatMap(({ question, value, guess = value, certain: sure, perhapsDenied }) =>
    perhapsDenied || (sure && value === undefined && question !== 'legWeakness')
      ? [finding(question, guess) ?? {}]
      : [],
  );
  return {
    isAlone:
      doubtful.length === 1 &&
      others.some((each) => each.perhapsDenied && partAt(parts, each.start)?.joined === 'comma') &&
      language.negation.overAnd.find(words).length === 0,
    doubtful: Object.assign({}, ...doubtful.filter((each) => firedRules(each).length > 0)),
    weakness:
      asked !== 'weaknessCourse' &&
      others.some((each) => each.question === 'legWeakness' && each.value === undefined && each.certain),
  };
}

/**
 * The text of a message, of each of its sentences, and of what is left without its calm words: what is urgent by itself
 * is no less so beside them.
 */
export function urgentPieces(message: Read): readonly string[] {
  const { text, words, parts, calm } = message;
  const starts = parts.flatMap(({ start, sentence }, at) => (sentence === parts[at - 1]?.sentence ? [] : [start]));
  const sentences = starts.map((start, at) => textOf(message, { start, end: starts[at + 1] ?? words.length }));
  const rest = words.flatMap((word, at) =>
    covers(calm, at) || isMark(word) ? [] : [textOf(message, { start: at, end: at + 1 })],
  );
  const calmer = calm.length > 0 && rest.length > 0 ? [rest.join(' ')] : [];
  return [...new Set([text, words.join(' '), ...sentences, ...calmer])];
}
