import type { QuestionId } from '../../../machines/findings.ts';
import { overlap } from '../words/spans.ts';
import { isMark } from '../words/tokens.ts';
import type { Language } from './language.ts';
import { complains, isDenial, type Mention } from './mentions.ts';
import { nothingBut } from './nothingBut.ts';
import { type Found, withoutOverlaps } from './phraseBook.ts';

/** The phrases of the symptom lexicon that stand in the message. Some count only where their question is spoken of. */
export function mentionsIn(
  words: readonly string[],
  asked: QuestionId | undefined,
  language: Language,
): readonly Found<Mention>[] {
  const all = language.mentions.find(words).filter((each, _, found) => !isTurned(each, found, words, language));
  const topics = new Set(withoutOverlaps(all).flatMap(({ means }) => (means.is === 'topic' ? [means.topic] : [])));
  // "no fever" in a story says nothing of the other risks that are asked about; how one pees and goes is asked as a whole
  const spokenOf = (question: QuestionId): boolean =>
    question === asked ||
    ((question === 'bladder' || question === 'bowel') &&
      !topics.has(question === 'bladder' ? 'bowel' : 'bladder') &&
      (topics.has(question) || all.some((each) => isAbout(each, question) && isAlways(each) && complains(each.means))));
  const counting = all.filter((each) => {
    if (each.means.is !== 'finding' || each.means.when === 'always') return true;
    const { question, when } = each.means;
    return when === 'alone' ? question === asked && nothingBut([each], words, language) : spokenOf(question);
  });
  // "can't pee, no change": what leaves out the "not" before it and goes on past a comma is no calm phrase
  const isCut = (each: Found<Mention>): boolean =>
    each.means.is === 'finding' &&
    each.means.denied === 'none' &&
    counting.some(
      (other) =>
        overlap(each, other) &&
        other.start < each.start &&
        other.end < each.end &&
        (other.means.is === 'feature' || (other.means.is === 'finding' && other.means.denied !== 'none')) &&
        words.slice(other.end, each.end).some((word) => isMark(word) || language.clauses.and.has(word)),
    );
  // of equally long phrases a figure of speech comes before what was asked, and that before the rest
  const rank = ({ means }: Found<Mention>): number =>
    means.is === 'figure'
      ? 0
      : means.is !== 'finding'
        ? 3
        : means.value === 'by side'
          ? 2
          : means.question === asked
            ? 0.5
            : 1;
  return withoutOverlaps(counting.filter((each) => !isCut(each)).toSorted((a, b) => rank(a) - rank(b)));
}

/** "No | noto el pis al salir": what a complaint begins with, and says of the same question, is no denial. */
const isTurned = (
  { means, start, end }: Found<Mention>,
  found: readonly Found<Mention>[],
  words: readonly string[],
  { time }: Language,
): boolean =>
  means.is === 'finding' &&
  isDenial(means) &&
  found.some(
    (each) =>
      each.start < start &&
      start < each.end &&
      each.end <= end &&
      isAbout(each, means.question) &&
      complains(each.means),
  ) &&
  time.unchanged.find(words.slice(start, end)).length === 0; // "can't hold it the same as always"

const isAlways = ({ means }: Found<Mention>): boolean => means.is === 'finding' && means.when === 'always';
const isAbout = ({ means }: Found<Mention>, question: QuestionId): boolean =>
  means.is === 'finding' && means.question === question;
