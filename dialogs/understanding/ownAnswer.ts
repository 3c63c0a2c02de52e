import { answersTo, type QuestionId } from '../../machines/findings.ts';
import type { Evidence, Read } from './evidence.ts';
import type { Language } from './language.ts';
import { openingOption, optionIn } from './options.ts';
import { deniedValue, type Settled, settle } from './settle.ts';
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
  return saysNone && onlyUnchanged(question, read.evidence, opening, words, language)
    ? { is: 'doubt', guess: 'longstanding' }
    : settled;
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
    const part = parts.findLast(({ start }) => start <= at);
    return evidence.some(({ start, end }) => part !== undefined && start < part.end && part.start < end);
  };
  const denied = language.said.negationBefore.find(words).some(({ start }) => start >= from);
  return (
    !denied &&
    language.sides
      .find(words)
      .some(
        ({ start: at }) => at >= from && !figures.some(({ start, end }) => start <= at && at < end) && !saysMore(at),
      )
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
  return (
    old && unchanged && denied.every((each) => same.some(({ start, end }) => start <= each.start && each.end <= end))
  );
}
