import { type Answer, answersTo, type QuestionId, type Role } from '../../machines/findings.ts';
import { type Claim, claimsIn } from './claims.ts';
import { type Part, partsOf } from './clauses.ts';
import { courseEvidence } from './course.ts';
import type { Language } from './language.ts';
import type { Mention } from './mentions.ts';
import { negationReader, outermost } from './negation.ts';
import { isAboutPatient } from './people.ts';
import { type Found, withoutOverlaps } from './phraseBook.ts';
import { type When, whenSaid } from './time.ts';
import type { Token } from './tokens.ts';

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
  opening: { readonly start: number; readonly rest: number } | undefined,
  asked: QuestionId | undefined,
  role: Role,
  language: Language,
): readonly Evidence[] {
  const words = tokens.map(({ word }) => word);
  const mentions = mentionsIn(words, asked, language);
  const parts = partsOf(words, mentions, language);
  const taken = [...mentions, ...(opening ? [{ start: opening.start, end: opening.rest }] : [])];
  const polarity = negationReader(tokens, parts, taken, language);
  const claims = claimsIn(words, mentions, parts, asked, language);
  const doubts = doubtReader(words, parts, taken, language);
  const times = timesOf(words, parts, language);

  const weighed = claims.flatMap((claim): Evidence[] => {
    const from = parts.find(({ sentence }) => sentence === claim.part.sentence)?.start ?? 0;
    if (!isAboutPatient(words, from, claim.end - 1, role, language)) return [];
    const said = claim.denies ? flipped(polarity(claim.core)) : polarity(claim.core);
    const shared = said === 'negated' && claim.shared && !claim.denies ? 'doubtful' : said;
    return [weigh(claim, shared, doubts(claim), times(claim.part))];
  });
  return [...weighed, ...courseEvidence(words, parts, mentions, weighed, asked, { polarity, doubts, times }, language)];
}

/** The phrases of the symptom lexicon that stand in the message. Some count only where their question is spoken of. */
function mentionsIn(words: readonly string[], asked: QuestionId | undefined, language: Language): readonly Found<Mention>[] {
  const all = language.mentions.find(words);
  const topics = new Set(withoutOverlaps(all).flatMap(({ means }) => (means.is === 'topic' ? [means.topic] : [])));
  const spokenOf = (question: QuestionId): boolean => {
    const others = (['bladder', 'bowel'] as const).filter((topic) => topic !== question && topics.has(topic));
    const own = question === 'bladder' || question === 'bowel' ? topics.has(question) : false;
    return own ? others.length === 0 : question === asked && (others.length === 0 || !['bladder', 'bowel'].includes(question));
  };
  return withoutOverlaps(all.filter(({ means }) => means.is !== 'finding' || means.when === 'always' || spokenOf(means.question)));
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
    return { question, says: 'is', value: undefined, guess: named(claim.guess), certain: false, whole: false, start, end };
  return {
    question,
    says: isNot ? 'isNot' : 'is',
    value: named(timed.value),
    guess: named(timed.guess ?? timed.value),
    certain: said !== 'doubtful' && !doubted && timed.certain && claim.denied !== 'none',
    whole: claim.whole,
    start,
    end,
  };
}

type Timed = { readonly value: string | undefined; readonly guess: string | undefined; readonly certain: boolean };

/** What time does to a finding: old and unchanged, over, too long ago, or recent or past for an operation. */
function atTime({ question, value, guess }: Claim, when: When): Timed {
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
      return old || (when.days !== undefined && when.days > 28) ? { value: undefined, guess: 'none', certain: false } : asIs;
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

/** Whether a claim is only supposed, feared, asked or thought. */
function doubtReader(
  words: readonly string[],
  parts: readonly Part[],
  taken: readonly { readonly start: number; readonly end: number }[],
  language: Language,
): (claim: { readonly start: number; readonly end: number; readonly part: Part }) => boolean {
  const free = <Meaning>(found: readonly Found<Meaning>[]): readonly Found<Meaning>[] =>
    outermost(found).filter((each) => !taken.some(({ start, end }) => start <= each.start && each.end <= end));
  const factive = language.said.factive.find(words);
  const hedges = free(language.said.hedge.find(words));
  const hypothetical = free(language.said.hypothetical.find(words)).filter(
    (each) => !factive.some(({ start, end }) => start <= each.start && each.start < end),
  );
  const clauseAt = (at: number): number | undefined => parts.findLast(({ start }) => start <= at)?.clause;
  return ({ start, part }) =>
    hedges.some((each) => clauseAt(each.start) === part.clause) ||
    hypothetical.some((each) => clauseAt(each.start) === part.clause && each.start < start) ||
    hypothetical.some((each) => opensSentence(each.start, parts, part) && clauseAt(each.start) === part.clause) ||
    (part.question && factive.length === 0);
}

const opensSentence = (at: number, parts: readonly Part[], { sentence }: Part): boolean =>
  parts.find((each) => each.sentence === sentence)?.start === at;

/** The time of a part: of its clause, or of the message when only one time is named. "New" and "the same" count throughout. */
function timesOf(words: readonly string[], parts: readonly Part[], language: Language): (part: Part) => When {
  const whole = whenSaid(words, 0, words.length, language);
  const byClause = new Map<number, When>();
  for (const { clause } of parts) {
    if (byClause.has(clause)) continue;
    const own = parts.filter((part) => part.clause === clause);
    byClause.set(clause, whenSaid(words, own[0]?.start ?? 0, own.at(-1)?.end ?? 0, language));
  }
  const named = [...byClause.values()].filter(({ days, old }) => days !== undefined || old);
  return ({ clause }) => {
    const own = byClause.get(clause) ?? whole;
    const said = own.days === undefined && !own.old && named.length === 1 ? (named[0] ?? own) : own;
    return { ...said, unchanged: whole.unchanged, changed: whole.changed, resolved: own.resolved };
  };
}
