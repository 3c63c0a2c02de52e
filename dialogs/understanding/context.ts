import type { Role } from '../../machines/findings.ts';
import { type Part, partAt } from './clauses.ts';
import type { Language } from './language.ts';
import { type Denied, negationReader, type Polarity } from './negation.ts';
import { isAboutPatient } from './people.ts';
import type { Found } from './phraseBook.ts';
import { covers, isInside, outermost, type Span } from './spans.ts';
import { phraseTakenOut, unchangedIn, type When, whenSaid } from './time.ts';
import type { Token } from './tokens.ts';

/** `core` is the complaint, `place` the body part when it is named after it. */
export type Placed = Span & {
  readonly core: Span;
  readonly place?: Span | undefined;
  readonly near?: boolean;
  readonly part: Part;
};

/** The context of something said, after ConText: negated or not, supposed or meant, whose, and when. */
export type Context = {
  readonly polarity: Polarity;
  /** The words that deny it, or may. */
  readonly deniedBy: readonly Span[];
  /** Only supposed or feared. */
  readonly supposed: boolean;
  /** Only supposed, feared, asked or thought. */
  readonly doubted: boolean;
  readonly ofPatient: boolean;
  readonly when: When;
};

/** Reads the context of anything said in a message. `taken` are the words with a meaning of their own; of these `phrases` tell no time. */
export function contextReader(
  tokens: readonly Token[],
  parts: readonly Part[],
  taken: readonly Span[],
  phrases: readonly Span[],
  today: Date,
  role: Role,
  language: Language,
): (said: Placed) => Context {
  const words = tokens.map(({ word }) => word);
  const polarity = negationReader(tokens, parts, taken, language);
  const { supposed, doubted } = doubtReader(words, parts, taken, language);
  const times = timesOf(withoutPhrases(words, phrases), parts, taken, today, language);
  return (said) => ({
    ...placePolarity(polarity(said.core, 0, said.near), said, polarity),
    supposed: supposed(said),
    doubted: supposed(said) || doubted(said),
    ofPatient: isAboutPatient(words, sentenceStart(parts, said.part), said.end - 1, role, language),
    when: times(said.part),
  });
}

/** "Numb in my leg, not down there": a negation between complaint and body part turns it round. */
function placePolarity(
  core: Denied,
  { core: { end }, place }: Placed,
  denied: (span: Span, from: number) => Denied,
): Pick<Context, 'polarity' | 'deniedBy'> {
  const between = place && place.start >= end ? denied(place, end) : undefined;
  const deniedBy = [...core.by, ...(between?.by ?? [])];
  if (between === undefined || between.polarity === 'affirmed') return { polarity: core.polarity, deniedBy };
  return { polarity: core.polarity === 'affirmed' ? between.polarity : 'doubtful', deniedBy };
}

/** "It takes forever to start" is no time. */
const withoutPhrases = (words: readonly string[], phrases: readonly Span[]): readonly string[] =>
  words.map((word, at) => (covers(phrases, at) ? phraseTakenOut : word));

const clauseAt = (parts: readonly Part[], at: number): number | undefined => partAt(parts, at)?.clause;

const sentenceStart = (parts: readonly Part[], { sentence }: Part): number =>
  parts.find((each) => each.sentence === sentence)?.start ?? 0;

function doubtReader(
  words: readonly string[],
  parts: readonly Part[],
  taken: readonly Span[],
  language: Language,
): Readonly<Record<'supposed' | 'doubted', (said: Placed) => boolean>> {
  const free = <Meaning>(found: readonly Found<Meaning>[]): readonly Found<Meaning>[] =>
    outermost(found).filter((each) => !isInside(each, taken));
  const factive = language.said.factive.find(words);
  const hedges = free(language.said.hedge.find(words));
  const hypothetical = free(language.said.hypothetical.find(words)).filter((each) => !covers(factive, each.start));
  const { fillers, auxiliaries, self } = language.words;
  const isSmall = (word: string): boolean =>
    !/^\p{L}/u.test(word) || [fillers, auxiliaries, self].some((small) => small.has(word));
  // "…, I think": a clause that is nothing but a hedge is about the clause before
  const hedgedClauses = new Set(
    hedges.flatMap((each) => {
      const clause = clauseAt(parts, each.start) ?? 0;
      const empty = words.every((word, at) => clauseAt(parts, at) !== clause || covers(hedges, at) || isSmall(word));
      return empty ? [clause, clause - 1] : [clause];
    }),
  );
  return {
    supposed: ({ start, part }) =>
      hypothetical.some(
        (each) =>
          clauseAt(parts, each.start) === part.clause &&
          (each.start < start || each.start === sentenceStart(parts, part)),
      ),
    doubted: ({ part }) => hedgedClauses.has(part.clause) || (part.question && factive.length === 0),
  };
}

/** The time of a part: of its clause, or of the message when only one time is named. "New" and "the same" count throughout. */
function timesOf(
  words: readonly string[],
  parts: readonly Part[],
  taken: readonly Span[],
  today: Date,
  language: Language,
): (part: Part) => When {
  const whole = whenSaid(words, 0, words.length, today, language);
  const byClause = new Map<number, When>();
  for (const { clause } of parts) {
    if (byClause.has(clause)) continue;
    const own = parts.filter((part) => part.clause === clause);
    byClause.set(clause, whenSaid(words, own[0]?.start ?? 0, own.at(-1)?.end ?? 0, today, language));
  }
  const groupOf = (clause: number): number =>
    parts.filter((part) => part.joined === 'contrast' && part.clause <= clause).length;
  const named = [...byClause].filter(([, { days, old }]) => days !== undefined || old);
  // "…, same as ever" is of all that was said; "I go the same as ever, …" only of going
  const unchanged = unchangedIn(words, language).map(({ start, end }) => {
    const clause = clauseAt(parts, start);
    const isOther = (each: Span): boolean => each.end <= start || each.start >= end;
    return { clause, alone: !taken.some((each) => clauseAt(parts, each.start) === clause && isOther(each)) };
  });
  const unchangedFor = (clause: number): boolean => unchanged.some((each) => each.alone || each.clause === clause);
  const now = parts.find(
    ({ joined, start, end }) => joined === 'contrast' && language.said.now.find(words.slice(start, end)).length > 0,
  );
  return ({ clause, start }) => {
    const own = byClause.get(clause) ?? whole;
    // "always leaked a little, but now I wet myself": the old time is not of what is now
    if (now && start >= now.start && !own.old) return { ...own, changed: true, unchanged: false };
    const [only] = named.length === 1 ? named : [];
    // "a year ago, but worse now" is not worse for a year; "a crash, but that was in 2015" was in 2015
    const reaches = only !== undefined && (only[0] > clause || groupOf(only[0]) === groupOf(clause));
    const inherits = own.days === undefined && !own.old && reaches;
    const said = inherits && only !== undefined ? only[1] : own;
    return { ...said, unchanged: unchangedFor(clause), changed: whole.changed, resolved: whole.resolved };
  };
}
