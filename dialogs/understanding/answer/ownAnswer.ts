import type { QuestionId } from '../../../machines/findings.ts';
import { deniedValue, gravest } from '../gravity.ts';
import type { WholeAnswer } from '../phrases/language.ts';
import type { SpokenAnswer } from '../readings/answers.ts';
import { partAt } from '../readings/clauses.ts';
import { type Read, read } from '../readings/readings.ts';
import { covers, isInside } from '../words/spans.ts';
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

/** "OK" and no more: an answer only where it was asked how something is. */
function acknowledged(asked: QuestionId, { words, language: { said } }: Read): Settled | undefined {
  const found = said.acknowledgements.find(words);
  const isAll = found.length > 0 && words.every((word, at) => covers(found, at) || said.small.has(word));
  if (!isAll || asked === 'bladder' || asked === 'bowel') return undefined;
  return { is: 'doubt', guess: deniedValue(asked) };
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

/** The answers that stand by themselves and answer this question. */
function saidIn(question: QuestionId, message: Read): ReadonlySet<WholeAnswer> {
  const { answers, used, readings } = message;
  const isOthers = ofOthers(message);
  // "my wife's is normal, mine isn't": it answers what was just said, and that is not the question
  const first = Math.min(...used.map(({ start }) => start));
  const counting = answers.map((each) =>
    each.means === 'no' &&
    (each.elliptical
      ? each.start > first
      : readings.some((one) => one.start < each.start && (one.question !== question || one.says === 'is')))
      ? { ...each, means: 'hedgedNo' as const }
      : each,
  );
  return new Set(counting.filter((each) => !isMadeMilder(each, message) && !isOthers(each)).map(({ means }) => means));
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

/** "No, just a tingle in my left foot": what follows says what it is. */
const isMadeMilder = ({ means, start }: SpokenAnswer, { asked, readings }: Read): boolean =>
  means === 'no' &&
  readings.some(
    (each) =>
      each.question === asked &&
      each.says === 'is' &&
      each.certain &&
      each.start > start &&
      each.value !== undefined &&
      each.value !== gravest(each.question)[0],
  );
