import { answersTo, type QuestionId } from '../../machines/findings.ts';
import { partAt } from './clauses.ts';
import type { Evidence, Read } from './evidence.ts';
import type { Language } from './language.ts';
import { openingOption, optionIn } from './options.ts';
import { deniedValue, type Settled, settle } from './settle.ts';
import { covers, isInside, type Span } from './spans.ts';
import { whenSaid } from './time.ts';
import type { Opening } from './wholeAnswer.ts';

/** What a message answers to the question that was asked: a button's words, or what its evidence comes to. */
export function ownAnswer(
  question: QuestionId,
  read: Read,
  opening: Opening | undefined,
  words: readonly string[],
  language: Language,
): Settled {
  const option = optionIn(words, question, language);
  if (option) return { is: 'value', value: option };
  const first = openingOption(words, question, language);
  const agrees = ({ question: about, says, value, guess }: Evidence): boolean =>
    about !== question || (says === 'is' && (value ?? guess) === first);
  if (first && !read.contrast && !read.hedged && read.evidence.every(agrees)) return { is: 'value', value: first };
  const acknowledged = language.said.acknowledgement
    .find(words)
    .some(({ start, end }) => start === 0 && end === words.length);
  if (acknowledged) return { is: 'doubt', guess: undefined };
  const closed = opening && {
    ...opening,
    closed: opening.alone || (opening.closed && !read.hedged && !read.unread && !read.dangling && !read.wordsUnread),
  };
  const settled = settle(question, read.evidence, closed, read);
  const none = deniedValue(question);
  const saysNone = settled.is === 'value' && settled.value === none;
  if (saysNone && opening?.answer === 'no' && namesSideAfter(words, opening.rest, question, read, language))
    return { is: 'doubt', guess: none };
  // "neither good nor bad" denies both, and is neither
  if (saysNone && opening?.answer === 'hedgedNo' && opening.alone) return { is: 'doubt', guess: none };
  if (saysNone && isTakenBack(words, question, read, language)) return { is: 'doubt', guess: none };
  return saysNone && onlyUnchanged(question, read.evidence, opening, words, language)
    ? { is: 'doubt', guess: 'longstanding' }
    : settled;
}

/**
 * What takes a "none" back: a bound ("fine until this week", "no trouble if I hold the rail"), "not numb, more like wood",
 * or a bare "no" after all was well ("normal before, now not").
 */
function isTakenBack(
  words: readonly string[],
  question: QuestionId,
  { parts, evidence, mentions }: Read,
  language: Language,
): boolean {
  const none = deniedValue(question);
  const about = evidence.filter((each) => each.question === question);
  const fine = mentions.filter(
    ({ means }) =>
      (means.is === 'feature' && means.feature === 'fine') || (means.is === 'finding' && means.value === none),
  );
  const last = Math.max(about.at(-1)?.end ?? 0, fine.at(-1)?.end ?? 0);
  const nonePhrases = mentions.filter(
    ({ means }) => means.is === 'finding' && (means.value === none || means.guess === none),
  );
  const bounded = language.said.bound
    .find(words)
    .some(
      ({ start, end }) =>
        start > (about[0]?.start ?? 0) && !covers(nonePhrases, start) && !fine.some((each) => each.start === end),
    );
  const after = last > 0 ? parts.filter(({ start }) => start >= last) : [];
  const longer = after.filter(({ start, end }) => end - start > 1);
  // "not when I stand, sitting yes"
  const yes = language.answers.find(words).filter(({ means }) => means === 'yes');
  const bareYes = longer.some((part) => yes.some(({ end }) => end === part.end));
  const isRead = ({ start, end }: Span): boolean => mentions.some((each) => each.start < end && start < each.end);
  const instead = after.some(
    (part) =>
      !isRead(part) && language.said.instead.find(words.slice(part.start, part.end)).some(({ start }) => start === 0),
  );
  const isFine = fine.length > 0 || about.some(({ value }) => value === undefined);
  const { atEnd } = language.lexicon.grammar.negation;
  const bareNo = longer.some((part) => atEnd.includes(words[part.end - 1] ?? '') && !isRead(part));
  // "no numbness just tingling there" is one phrase to the lexicon
  const limited = about.some((each) =>
    language.said.limit.find(words).some(({ start, end }) => start > each.start && end < each.end),
  );
  return bounded || instead || limited || bareYes || (isFine && bareNo);
}

/** "None… well, the right a little": a side after the "no", and nothing that denies it. */
const namesSideAfter = (
  words: readonly string[],
  from: number,
  question: QuestionId,
  { parts, evidence }: Read,
  language: Language,
): boolean => {
  if (question !== 'legWeakness' && question !== 'legPain') return false;
  const figures = language.mentions.find(words).filter(({ means }) => means.is === 'figure');
  const saysMore = (at: number): boolean => {
    const part = partAt(parts, at);
    return evidence.some(({ start, end }) => part !== undefined && start < part.end && part.start < end);
  };
  const denied = language.said.negationBefore.find(words).some(({ start }) => start >= from);
  return (
    !denied && language.sides.find(words).some(({ start: at }) => at >= from && !covers(figures, at) && !saysMore(at))
  );
};

/** "Chronic, no change": what is old and as it was is not nothing, as long as nothing says that it is well. */
function onlyUnchanged(
  question: QuestionId,
  evidence: readonly Evidence[],
  opening: Opening | undefined,
  words: readonly string[],
  language: Language,
): boolean {
  if (!answersTo(question).includes('longstanding') || opening?.answer === 'no') return false;
  const { old, unchanged } = whenSaid(words, 0, words.length, language);
  const same = language.said.unchanged.find(words);
  const denied = evidence.filter((each) => each.question === question && each.says === 'isNot');
  return old && unchanged && denied.every((each) => isInside(each, same));
}
