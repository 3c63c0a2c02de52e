import type { QuestionId } from '../../machines/findings.ts';
import { topicAsked } from './bodyPart.ts';
import type { Part } from './clauses.ts';
import type { Evidence } from './evidence.ts';
import type { Language } from './language.ts';
import type { Mention } from './mentions.ts';
import type { Found } from './phraseBook.ts';
import { suggestsNone } from './settle.ts';
import { covers, isInside, type Span } from './spans.ts';
import { isTimeOnly } from './time.ts';
import { openingOf } from './wholeAnswer.ts';

/** A message as far as it was understood. */
type Understood = {
  readonly mentions: readonly Found<Mention>[];
  readonly parts: readonly Part[];
  /** The phrases with a meaning of their own, and the opening "yes" or "no". */
  readonly taken: readonly Span[];
  readonly evidence: readonly Evidence[];
};

/** What in the words after a "yes" or "no" could take it back. */
export type TakenBack = {
  /** Of a complaint or a body part asked about, of another part of the body only, or of nothing of the kind. */
  readonly speaksOf: 'complaint' | 'body' | 'nothing';
  /** Where "…, but now …" begins. */
  readonly changedSince: number | undefined;
  readonly contrast: boolean;
  /** A "but …" or "just …" of which nothing was understood. */
  readonly exception: boolean;
  readonly hedged: boolean;
  /** "… or anything like that": a denial of one sign denies them all. */
  readonly generalised: boolean;
  /** The body part asked about is named, and nothing was understood of it. */
  readonly unread: boolean;
  /** A negation denies something that was not understood. */
  readonly dangling: boolean;
  /** A word of complaints stands after the "no" in a phrase that was not understood. */
  readonly wordsUnread: boolean;
};

/** Looks through the words from `rest` on. */
export function takenBack(
  words: readonly string[],
  { mentions, parts, taken, evidence }: Understood,
  rest: number,
  asked: QuestionId | undefined,
  language: Language,
): TakenBack {
  // "no, but I wet myself without noticing": from there on it speaks of something else
  const aside = parts.find(
    (part) =>
      part.joined === 'contrast' &&
      part.start >= rest &&
      evidence.some((each) => each.question !== asked && each.certain && each.start >= part.start),
  );
  const ofAsked = (at: number): boolean => at >= rest && at < (aside?.start ?? words.length);
  return {
    speaksOf: speaksOf(mentions),
    changedSince: parts.findLast(
      ({ joined, start, end }) =>
        (joined === 'contrast' || joined === 'comma') && language.said.now.find(words.slice(start, end)).length > 0,
    )?.start,
    contrast: parts.some(({ joined, start }) => (joined === 'contrast' || joined === 'limit') && start >= rest),
    exception: parts.some(
      (part, at) =>
        (part.joined === 'contrast' || (part.joined === 'limit' && !isAside(words.slice(part.start), language))) &&
        part.start >= rest &&
        !isUnderstood(parts.slice(at), mentions, evidence, asked) &&
        !isAnswer(words.slice(part.start, part.end), language) &&
        !isTimeOnly(words.slice(part.start, part.end), language) &&
        !onlyOfOthers(words.slice(part.start, part.end), language),
    ),
    generalised: language.said.generalised.find(words).length > 0,
    hedged: language.said.hedge.find(words).some(({ start }) => ofAsked(start)),
    // "no, I can't lift it": a negation of something that was not understood
    dangling: language.said.negationBefore
      .find(words)
      .some((each) => ofAsked(each.start) && dangles(each, taken, language, words)),
    wordsUnread: words.some(
      (word, at) => ofAsked(at) && isUnread(word, at, asked, [...taken, ...language.sides.find(words)], language),
    ),
    unread: mentions.some(
      ({ means, start, end }) =>
        means.is === 'topic' && start >= rest && aboutTopic(means.topic, asked) && !isInside({ start, end }, evidence),
    ),
  };
}

/** "No, just physio" says no more; "no, only at night" takes the no back. */
function isAside(words: readonly string[], { said, words: { fillers, conditions } }: Language): boolean {
  const loose = [said.degree, said.hedge, said.hedgedYes].some((each) => each.find(words).length > 0);
  return (
    !loose &&
    !words.some((word) => conditions.has(word)) &&
    words.some((word) => /^\p{L}/u.test(word) && !fillers.has(word))
  );
}

const dangles = (
  { start, end }: Span,
  taken: readonly Span[],
  { answers, elliptical }: Language,
  words: readonly string[],
): boolean =>
  !taken.some((each) => (each.start <= start && end <= each.end) || (each.start >= end && each.start - end <= 4)) &&
  !isInside(
    { start, end },
    [...answers.find(words), ...elliptical.find(words)].filter((each) => !/^\p{L}/u.test(words[each.end] ?? '')),
  );

function isUnread(
  word: string,
  at: number,
  asked: QuestionId | undefined,
  taken: readonly Span[],
  { words, isOfSymptoms }: Language,
): boolean {
  const small = [words.fillers, words.fineFillers, words.auxiliaries, words.starts, words.and, words.or].some((each) =>
    each.has(word),
  );
  return asked !== undefined && !small && isOfSymptoms(word, asked) && !covers(taken, at);
}

/** "But my sister did", "but my dad has": no more than that it is about another. */
function onlyOfOthers(words: readonly string[], { words: small }: Language): boolean {
  const other = (word: string): boolean =>
    [small.relatives, small.strangers, small.third].some((each) => each.has(word));
  const loose = [small.fillers, small.auxiliaries, small.starts, small.self];
  // "my mum had it in the bowel": nobody else is spoken of
  const ofOthers = (word: string, at: number): boolean =>
    !small.self.has(word) || small.relatives.has(words[at + 1] ?? '') || small.strangers.has(words[at + 1] ?? '');
  const named = words.some((word) => small.relatives.has(word) || small.strangers.has(word));
  return (
    (named && words.every(ofOthers)) ||
    (words.some(other) && words.every((word) => other(word) || loose.some((each) => each.has(word))))
  );
}

/** The rest of a sentence says something certain about another question, or names a body part that is not asked about. */
function isUnderstood(
  [first, ...more]: readonly Part[],
  mentions: readonly Found<Mention>[],
  evidence: readonly Evidence[],
  asked: QuestionId | undefined,
): boolean {
  if (!first) return false;
  const end = more.findLast(({ sentence }) => sentence === first.sentence)?.end ?? first.end;
  const within = (span: { readonly start: number }): boolean => first.start <= span.start && span.start < end;
  return (
    evidence.some((each) => within(each) && (each.question !== asked ? each.certain : suggestsNone(each))) ||
    evidence.some((each) => each.question === asked && denies(each) && first.start < each.end && each.end <= end) ||
    mentions.some((each) => within(each) && isElsewhere(each.means, asked))
  );
}

const denies = ({ says, certain, whole }: Evidence): boolean => says === 'isNot' && certain && whole;

/** "… but otherwise no". */
const isAnswer = (words: readonly string[], language: Language): boolean => openingOf(words, language)?.alone === true;

/** Another part of the body, or pain where pain was not asked about. */
const isElsewhere = (means: Mention, asked: QuestionId | undefined): boolean =>
  (means.is === 'topic' && !['below', 'feeling', 'reflex'].includes(means.topic) && !aboutTopic(means.topic, asked)) ||
  (means.is === 'feature' && means.feature === 'pain' && asked !== 'legPain');

function speaksOf(mentions: readonly Found<Mention>[]): TakenBack['speaksOf'] {
  const complaint = mentions.some(
    ({ means }) =>
      means.is === 'finding' || means.is === 'feature' || (means.is === 'topic' && means.topic !== 'elsewhere'),
  );
  return complaint ? 'complaint' : mentions.length > 0 ? 'body' : 'nothing';
}

const aboutTopic = (topic: string, asked: QuestionId | undefined): boolean =>
  asked !== undefined && topicAsked[asked]?.slice(0, 3) === topic.slice(0, 3);
