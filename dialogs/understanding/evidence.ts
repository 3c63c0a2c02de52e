import { type Answer, answersTo, type QuestionId, type Role } from '../../machines/findings.ts';
import { type Claim, claimsIn, topicAsked } from './claims.ts';
import { type Part, partsOf } from './clauses.ts';
import { contextReader } from './context.ts';
import { courseEvidence } from './course.ts';
import type { Language } from './language.ts';
import type { Mention } from './mentions.ts';
import { type Found, withoutOverlaps } from './phraseBook.ts';
import { deniedValue, suggestsNone } from './settle.ts';
import { type When, whenSaid } from './time.ts';
import type { Token } from './tokens.ts';
import type { Opening } from './wholeAnswer.ts';

/** One thing that a message says about one question, with how sure it is and the tokens it rests on. */
export type Evidence = {
  readonly question: QuestionId;
  readonly says: 'is' | 'isNot';
  /** The value that it says, or denies; undefined when it is there but which one is not certain. */
  readonly value: Answer | undefined;
  /** The likeliest value when `value` is not certain. */
  readonly guess: Answer | undefined;
  readonly certain: boolean;
  /** For `isNot`: it denies all that the question asks, not only one of its signs. */
  readonly whole: boolean;
  readonly start: number;
  readonly end: number;
};

/** Everything that a message says about the questions, read in the order mentions → claims → context. */
export function evidenceIn(
  tokens: readonly Token[],
  opening: Opening | undefined,
  asked: QuestionId | undefined,
  role: Role,
  language: Language,
): Read {
  const words = tokens.map(({ word }) => word);
  const factives = language.said.factive.find(words);
  const mentions = mentionsIn(words, asked, language).filter(
    (each) => !factives.some(({ start, end }) => start <= each.start && each.end <= end),
  );
  const firm = opening && (opening.answer === 'yes' || opening.answer === 'no' || opening.answer === 'fine');
  const taken = [...mentions, ...(firm ? [{ start: opening.start, end: opening.rest }] : [])];
  const parts = partsOf(words, mentions, taken, language);
  const phrases = mentions.filter(
    ({ means }) => means.is === 'figure' || (means.is === 'finding' && !keepsTime(means.question)),
  );
  const contextOf = contextReader(tokens, parts, taken, phrases, role, language);

  const weighed = claimsIn(words, mentions, parts, asked, language).flatMap((claim): Evidence[] => {
    const { polarity, doubted, ofPatient, when } = contextOf(claim);
    if (!ofPatient) return [];
    const said = claim.denies ? flipped(polarity) : polarity;
    const shared = said === 'negated' && claim.shared && !claim.denies ? 'doubtful' : said;
    return [weigh(claim, shared, doubted, when)];
  });
  const evidence = [
    ...weighed,
    ...timeOnlyEvidence(words, weighed, asked, language),
    ...courseEvidence(words, parts, mentions, weighed, asked, contextOf, language),
  ];
  const rest = opening?.rest ?? 0;
  return {
    evidence,
    parts,
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
        !isUnderstood(parts.slice(at), mentions, evidence, asked),
    ),
    hedged: language.said.hedge.find(words).some(({ start }) => start >= rest),
    // "no, I can't lift it": a negation of something that was not understood
    wordsUnread: language.said.negationBefore.find(words).some((each) => each.start >= rest && dangles(each, taken, language, words)) || tokens.some(({ word }, at) => at >= rest && isUnread(word, at, asked, taken, language)),
    unread: mentions.some(
      ({ means, start, end }) =>
        means.is === 'topic' &&
        start >= rest &&
        aboutTopic(means.topic, asked) &&
        !weighed.some((each) => each.start <= start && end <= each.end),
    ),
  };
}

/** A message read: what it says, and what in the words after a "yes" or "no" could take that back. */
export type Read = {
  readonly evidence: readonly Evidence[];
  readonly parts: readonly Part[];
  /** Of a complaint or a body part asked about, of another part of the body only, or of nothing of the kind. */
  readonly speaksOf: 'complaint' | 'body' | 'nothing';
  /** Where "…, but now …" begins. */
  readonly changedSince: number | undefined;
  readonly contrast: boolean;
  /** A "but …" or "just …" of which nothing was understood. */
  readonly exception: boolean;
  readonly hedged: boolean;
  /** The body part asked about is named, and nothing was understood of it. */
  readonly unread: boolean;
  /** A word of complaints stands after the "no" in a phrase that was not understood. */
  readonly wordsUnread: boolean;
};

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
  { start, end }: { readonly start: number; readonly end: number },
  taken: readonly { readonly start: number; readonly end: number }[],
  { answers, elliptical }: Language,
  words: readonly string[],
): boolean =>
  !taken.some((each) => (each.start <= start && end <= each.end) || (each.start >= end && each.start - end <= 4)) &&
  ![...answers.find(words), ...elliptical.find(words)].some((each) => each.start <= start && end <= each.end);

function isUnread(
  word: string,
  at: number,
  asked: QuestionId | undefined,
  taken: readonly { readonly start: number; readonly end: number }[],
  { words, isOfSymptoms }: Language,
): boolean {
  const small = [words.fillers, words.fineFillers, words.auxiliaries, words.starts, words.and, words.or].some((each) =>
    each.has(word),
  );
  return (
    asked !== undefined &&
    !small &&
    isOfSymptoms(word, asked) &&
    !taken.some(({ start, end }) => start <= at && at < end)
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
    mentions.some((each) => within(each) && isElsewhere(each.means, asked))
  );
}

/** Another part of the body, or pain where pain was not asked about. */
const isElsewhere = (means: Mention, asked: QuestionId | undefined): boolean =>
  (means.is === 'topic' && means.topic === 'elsewhere') ||
  (means.is === 'feature' && means.feature === 'pain' && asked !== 'legPain');

function speaksOf(mentions: readonly Found<Mention>[]): Read['speaksOf'] {
  const complaint = mentions.some(
    ({ means }) =>
      means.is === 'finding' || means.is === 'feature' || (means.is === 'topic' && means.topic !== 'elsewhere'),
  );
  return complaint ? 'complaint' : mentions.length > 0 ? 'body' : 'nothing';
}

const aboutTopic = (topic: string, asked: QuestionId | undefined): boolean =>
  asked !== undefined && topicAsked[asked]?.slice(0, 3) === topic.slice(0, 3);

/** The phrases of the symptom lexicon that stand in the message. Some count only where their question is spoken of. */
function mentionsIn(
  words: readonly string[],
  asked: QuestionId | undefined,
  language: Language,
): readonly Found<Mention>[] {
  const all = language.mentions.find(words);
  const topics = new Set(withoutOverlaps(all).flatMap(({ means }) => (means.is === 'topic' ? [means.topic] : [])));
  const spokenOf = (question: QuestionId): boolean => {
    const others = (['bladder', 'bowel'] as const).filter((topic) => topic !== question && topics.has(topic));
    const own =
      ((question === 'bladder' || question === 'bowel') && topics.has(question)) ||
      all.some(({ means }) => means.is === 'finding' && means.question === question && means.when === 'always');
    return own && question !== asked
      ? others.length === 0
      : question === asked && (others.length === 0 || !['bladder', 'bowel'].includes(question));
  };
  const counting = all.filter(
    ({ means }) => means.is !== 'finding' || means.when === 'always' || spokenOf(means.question),
  );
  const ofAsked = ({ means }: Found<Mention>): boolean => means.is === 'finding' && means.question === asked;
  return withoutOverlaps([...counting.filter(ofAsked), ...counting.filter((each) => !ofAsked(each))]);
}

/** Phrases of these questions may hold their own time: "a fusion in 2018". */
const keepsTime = (question: QuestionId): boolean =>
  question === 'spinalSurgery' || question === 'trauma' || question === 'pregnancy';

/** "Yes, in 2003", when an operation was asked about. */
function timeOnlyEvidence(
  words: readonly string[],
  others: readonly Evidence[],
  asked: QuestionId | undefined,
  language: Language,
): readonly Evidence[] {
  if (asked !== 'spinalSurgery' || others.length > 0) return [];
  const { value } = atTime(
    { question: asked, value: 'by time', guess: undefined },
    whenSaid(words, 0, words.length, language),
  );
  const named = answersTo(asked).find((each) => each === value);
  if (!named) return [];
  return [
    {
      question: asked,
      says: 'is',
      value: named,
      guess: named,
      certain: true,
      whole: false,
      start: 0,
      end: words.length,
    },
  ];
}

const flipped = (said: 'affirmed' | 'negated' | 'doubtful'): 'affirmed' | 'negated' | 'doubtful' =>
  said === 'affirmed' ? 'negated' : said === 'negated' ? 'affirmed' : said;

/** A claim with its context: negated or not, in doubt or not, and when. */
function weigh(claim: Claim, said: 'affirmed' | 'negated' | 'doubtful', doubted: boolean, when: When): Evidence {
  const { question, start, end } = claim;
  const isNot = said === 'negated' || (claim.denies && said === 'doubtful');
  const timed = said === 'negated' ? { value: claim.value, guess: claim.guess, certain: true } : atTime(claim, when);
  const named = (value: string | undefined): Answer | undefined => answersTo(question).find((each) => each === value);
  // "Not fine" is something, but what is not said.
  if (claim.denies && said === 'affirmed')
    return {
      question,
      says: 'is',
      value: undefined,
      guess: named(claim.guess),
      certain: false,
      whole: false,
      start,
      end,
    };
  const none = deniedValue(question);
  const saysNone = timed.value !== undefined && timed.value === none; // "male" about pregnancy
  return {
    question,
    says: isNot || saysNone ? 'isNot' : 'is',
    value: saysNone ? undefined : named(timed.value),
    guess: named(timed.guess ?? timed.value),
    certain:
      !claim.unsure &&
      said !== 'doubtful' &&
      !doubted &&
      timed.certain &&
      !(isNot && (claim.denied === 'none' || saysNone)),
    whole: claim.whole || saysNone,
    start,
    end,
  };
}

type Timed = { readonly value: string | undefined; readonly guess: string | undefined; readonly certain: boolean };

/** What time does to a finding: old and unchanged, over, too long ago, or recent or past for an operation. */
function atTime({ question, value, guess }: Pick<Claim, 'question' | 'value' | 'guess'>, when: When): Timed {
  const old = when.old || (when.days !== undefined && when.days >= 365);
  const asIs = { value, guess, certain: true };
  const unclear = { value, guess: guess ?? value, certain: false };
  switch (question) {
    case 'bladder':
    case 'bowel':
      if (value === 'unsure' || value === 'constipation') return asIs;
      if (when.changed) return when.resolved && !old ? unclear : asIs;
      if (when.unchanged) return { value: 'longstanding', guess: 'longstanding', certain: true };
      if (when.resolved || (old && when.ago)) return unclear;
      return old ? { value: undefined, guess: 'longstanding', certain: false } : asIs;
    case 'spinalSurgery': {
      if (value !== 'by time') return asIs;
      if (old || (when.days !== undefined && when.days > 42)) return { value: 'past', guess: 'past', certain: true };
      return when.days === undefined
        ? { value: undefined, guess: undefined, certain: true }
        : { value: 'recent', guess: 'recent', certain: true };
    }
    case 'trauma':
      return old || (when.days !== undefined && when.days > 28)
        ? { value: undefined, guess: 'none', certain: false }
        : asIs;
    case 'saddleNumbness':
    case 'legPain':
    case 'sensoryOrReflex':
      if (when.resolved || (old && !when.changed && question !== 'sensoryOrReflex')) return unclear;
      return asIs;
    case 'legWeakness':
      return when.resolved || (when.ago && old) ? unclear : asIs;
    default:
      return asIs;
  }
}
