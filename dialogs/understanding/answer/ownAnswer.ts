import type { QuestionId } from '../../../machines/findings.ts';
import { deniedValue } from '../gravity.ts';
import type { WholeAnswer } from '../phrases/language.ts';
import { isOnly } from '../phrases/nothingBut.ts';
import type { SpokenAnswer } from '../readings/answers.ts';
import { partAt } from '../readings/clauses.ts';
import { type Read, read } from '../readings/readings.ts';
import { isInside, type Span } from '../words/spans.ts';
import { changesAnother } from './commands.ts';
import { isExplained } from './explained.ts';
import { type Settled, settle } from './settle.ts';

/** What a message answers to the question that was asked. */
export function ownAnswer(message: Read): Settled {
  const { asked } = message;
  // "I made a mistake about my bladder, yes, I do leak": that "yes" answers another question
  if (asked === undefined || changesAnother(message)) return { is: 'nothing' };
  return acknowledged(asked, message) ?? corrected(asked, message) ?? settled(asked, message);
}

const settled = (asked: QuestionId, message: Read): Settled =>
  settle(asked, message.readings, saidIn(asked, message), (value) => isExplained(message, value));

/**
 * "OK" and no more: an answer only where it was asked how something is. "Nothing" and no more, asked what is felt: that
 * nothing is felt, or that nothing is the matter.
 */
function acknowledged(asked: QuestionId, { words, language }: Read): Settled | undefined {
  const { said } = language;
  const isAll = (found: readonly Span[]): boolean => isOnly(found, words, language);
  const feelsNothing = asked === 'saddleNumbness' && isAll(said.nothing.find(words));
  const acknowledges = asked !== 'bladder' && asked !== 'bowel' && isAll(said.acknowledgements.find(words));
  return feelsNothing || acknowledges ? { is: 'doubt', guess: deniedValue(asked) } : undefined;
}

/** "Left. No wait, right": what comes after a correction stands in the place of what was before; a "none" only if confirmed. */
function corrected(asked: QuestionId, message: Read): Settled | undefined {
  const { words, tokens, mentions, language } = message;
  // "no wait now" for a scan corrects nothing
  const said = language.said.corrections.find(words).filter((each) => each.start > 0 && !isInside(each, mentions));
  const ends = said.map(({ end }) => end);
  const after = Math.max(0, ...ends.filter((end) => end < words.length));
  if (after === 0) return undefined;
  const meant = settled(asked, read({ ...message, tokens: tokens.slice(after) }));
  if (meant.is === 'nothing') return undefined;
  return meant.is === 'value' && meant.value === deniedValue(asked) ? { is: 'doubt', guess: meant.value } : meant;
}

/** The answers that stand by themselves; a "no" after something else that was told may be of that: "my wife's is normal, mine isn't". */
function saidIn(question: QuestionId, message: Read): ReadonlySet<WholeAnswer> {
  const { answers, readings } = message;
  const isOthers = ofOthers(message);
  const isAfter = (at: number): boolean =>
    readings.some(({ start, question: of, says }) => start < at && (of !== question || says === 'is'));
  return new Set(
    answers
      .filter((each) => !isOthers(each))
      .map(({ means, start }) => (means === 'no' && isAfter(start) ? 'hedgedNo' : means)),
  );
}

/**
 * Whether an answer is another person's: a carer's "I do", a patient's "my sister did", "her brother is fine". Of two
 * relatives that a carer names, either may be the patient.
 */
function ofOthers({ words, parts, role, language }: Read): (answer: SpokenAnswer) => boolean {
  const { self, possessive, relatives, strangers, third } = language.people;
  const named = new Set(words.filter((word) => relatives.has(word)));
  const either = role === 'self' || named.size > 1;
  const isOther = (word: string, at: number): boolean =>
    (role !== 'self' && self.has(word) && !possessive.has(word)) ||
    strangers.has(word) ||
    (relatives.has(word) && (either || third.has(words[at - 1])));
  return ({ start, end, means }) => {
    if (means !== 'yes' && means !== 'no' && means !== 'fine') return false;
    const part = partAt(parts, start);
    return words.some(
      (word, at) => (part?.start ?? 0) <= at && at < Math.min(end, part?.end ?? end) && isOther(word, at),
    );
  };
}
