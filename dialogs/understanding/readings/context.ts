import { nothingBut } from '../phrases/nothingBut.ts';
import type { Found } from '../phrases/phraseBook.ts';
import { covers, isInside, outermost, range, type Span } from '../words/spans.ts';
import { isMark } from '../words/tokens.ts';
import { type Part, partAt } from './clauses.ts';
import type { Message } from './message.ts';
import { negationReader, type Polarity } from './negation.ts';
import { type Whose, whose } from './people.ts';
import { sameAsEverIn, type When, whenSaid } from './time.ts';

/** `core` is the complaint, `place` the body part when it is named after it. */
export type Placed = Span & {
  readonly core: Span;
  readonly place?: Span | undefined;
  readonly part: Part;
};

/** The context of something said, after ConText: negated or not, supposed or meant, whose, and when. */
export type Context = {
  readonly polarity: Polarity;
  /** The words that deny it, or may. */
  readonly deniedBy: readonly Span[];
  /** Only supposed or feared. */
  readonly supposed: boolean;
  /** Only supposed, or said to be over: nothing beside a calm present. */
  readonly gone: boolean;
  /** Told of as what would have to be for something else: "come back if …". */
  readonly conditional: boolean;
  /** Only supposed, feared, asked or thought. */
  readonly doubted: boolean;
  readonly whose: Whose;
  readonly when: When;
};

/**
 * Reads the context of anything said in a message. `speaking` say something else than what was asked, and what is told
 * `before` it of something else tells no time: "back pain for years, and I leak".
 */
export function contextReader(
  message: Message,
  speaking: readonly Span[],
  before: readonly Span[],
): (said: Placed) => Context {
  const { parts } = message;
  const polarityOf = negationReader(message);
  const { supposed, conditional, doubted } = doubtReader(message);
  const outside = message.words.map((word, at) => (covers(before, at) ? '_' : word));
  const times = timesOf({ ...message, words: outside }, speaking);
  // "I can't pee, the pain has gone": what is over is the pain
  const isOver = ({ end }: Placed, { over = 0 }: When): boolean =>
    over >= end && !message.mentions.some((each) => each.start >= end && each.end <= over);
  return (said) => {
    const denied = polarityOf(said.core);
    const when = times(said.part);
    return {
      polarity: denied.polarity,
      deniedBy: denied.by,
      supposed: supposed(said),
      // "scared that I wet myself yesterday" tells of what was
      gone: (supposed(said) && when.days === undefined) || isOver(said, when),
      conditional: conditional(said),
      doubted: supposed(said) || doubted(said, denied.polarity),
      whose: whose(message, sentenceStart(parts, said.part), said.core, said.part.end),
      when,
    };
  };
}

const clauseAt = (parts: readonly Part[], at: number): number | undefined => partAt(parts, at)?.clause;

const sentenceStart = (parts: readonly Part[], { sentence }: Part): number =>
  parts.find((each) => each.sentence === sentence)?.start ?? 0;

function doubtReader({ words, parts, taken, times, language }: Message): {
  readonly supposed: (said: Placed) => boolean;
  readonly conditional: (said: Placed) => boolean;
  readonly doubted: (said: Placed, polarity: Polarity) => boolean;
} {
  const free = <Meaning>(found: readonly Found<Meaning>[]): readonly Found<Meaning>[] =>
    outermost(found).filter((each) => !isInside(each, taken));
  const factive = language.doubt.factive.find(words);
  const stands = [...times, ...language.said.circumstances.find(words)];
  const fulfilled = language.doubt.fulfilled
    .find(words)
    .filter(({ end }) => end === words.length || isMark(words[end]) || stands.some(({ start }) => start === end));
  /** "Come back if I can't pee, and I can't", but not "and it has not", "and I have a question". */
  const isFulfilled = (from: number): boolean => fulfilled.some(({ start }) => start > from);
  const hedges = free(language.doubt.hedges.find(words)).filter(({ start }) => !isFulfilled(start));
  // "if I cough I leak" tells of what happens whenever
  const isSubject = (at: number): boolean =>
    language.people.self.has(words[at]) || language.clauses.starts.has(words[at]);
  const whenever = language.said.circumstances
    .find(words)
    .filter(({ end }) => isSubject(end) || !taken.some(({ start }) => start === end)); // not "if I go numb"
  const isOpen = ({ start }: Span): boolean =>
    !covers(factive, start) && !covers(whenever, start) && !isFulfilled(start);
  const hypothetical = free(language.doubt.hypothetical.find(words)).filter(isOpen);
  const conditions = free(language.doubt.conditions.find(words)).filter(isOpen);
  const later = (from: number, to: number): readonly Part[] => parts.filter(({ start }) => from < start && start <= to);
  /** A condition holds for what it is said of and for what "or" adds; after a comma or "and" may stand how it is. */
  const reaches = (from: number, { start }: Part): boolean => later(from, start).every(({ joined }) => joined === 'or');
  /** What is supposed ends with a comma, but for a list ("if I go numb, leak or …"): Spanish names no new subject. */
  const isListed = (from: number, { start, clause }: Part): boolean =>
    later(from, start).every(({ joined }) => joined !== 'comma') ||
    parts.some((each) => each.start >= start && each.clause === clause && each.joined === 'or');
  /** "Is that …", but not "can't feel …", which is a phrase. */
  const asks = ({ start }: Part): boolean =>
    language.clauses.auxiliaries.has(words[start]) && !taken.some((each) => each.start === start);
  /** "I wet myself, is that the sciatica?": what was told before is no question; a denial there may be one. */
  const tellsBefore = (part: Part): boolean =>
    !asks(part) && parts.some((each) => each.sentence === part.sentence && each.start > part.start && asks(each));
  /** "I can't feel the paper and don't know if that is usual": what follows a doubt is doubted, not what was told before. */
  const isHedged = (from: number, { clause }: Part): boolean =>
    hedges.some(({ start, end }) => {
      const part = partAt(parts, start);
      if (part?.clause !== clause) return false;
      return start < from || nothingBut([], words, language, { start: end, end: part.end });
    });
  return {
    supposed: ({ start, part }) =>
      hypothetical.some(
        (each) => clauseAt(parts, each.start) === part.clause && each.start <= start && isListed(each.start, part),
      ),
    conditional: ({ start, part }) => conditions.some((each) => each.start < start && reaches(each.start, part)),
    doubted: ({ start, part }, polarity) =>
      isHedged(start, part) ||
      (asks(part) && language.people.self.has(words[part.start + 1])) || // "could I lose control of it"
      (part.question &&
        !isFulfilled(part.start) &&
        !(polarity === 'affirmed' && (factive.length > 0 || tellsBefore(part)))),
  };
}

/**
 * The time of a part: of its clause, or of a clause beside it that tells a time and no more ("…, but that was in 2015").
 * "New" and "the same" count throughout.
 */
function timesOf(message: Message, speaking: readonly Span[]): (part: Part) => When {
  const { words, parts, language } = message;
  const same = sameAsEverIn(words, language);
  const whenIn = whenSaid(message);
  const clauses = [...new Set(parts.map(({ clause }) => clause))].map((clause) => {
    const of = parts.filter((part) => part.clause === clause);
    // a time may begin with the word that joins: "ni dos semanas hace"
    const span = { start: Math.max(0, (of[0]?.start ?? 0) - 1), end: of.at(-1)?.end ?? 0 };
    const speaks = speaking.some((each) => isInside(each, [span]));
    const when = whenIn(span);
    const isSmall = (at: number): boolean => isMark(words[at]) || language.said.small.has(words[at]);
    // "it went numb once, that cleared up", but not "…, the pain cleared up"
    const ends = !speaks && when.over !== undefined && range(span.start, when.over).every(isSmall);
    return { clause, speaks, when, ends };
  });
  const { changed } = whenIn();
  // "…, same as ever" is of all that was said before; "I go the same as ever, …" only of going
  const unchanged = same.map(({ start, end }) => {
    const clause = clauseAt(parts, start) ?? 0;
    const isOther = (each: Span): boolean => each.end <= start || each.start >= end;
    return { clause, alone: !speaking.some((each) => clauseAt(parts, each.start) === clause && isOther(each)) };
  });
  return ({ clause }) => {
    const own = clauses.find((each) => each.clause === clause)?.when;
    const over = own?.over ?? clauses.find((each) => each.clause === clause + 1 && each.ends)?.when.over;
    const beside = clauses.find(({ speaks, when }) => !speaks && (when.days !== undefined || when.old))?.when;
    const isTimed = own !== undefined && (own.days !== undefined || own.old);
    const said = isTimed ? own : (beside ?? own);
    return {
      days: said?.days,
      ago: said?.ago ?? false,
      old: said?.old ?? false,
      unchanged: unchanged.some((each) => each.clause === clause || (each.alone && (isTimed || each.clause > clause))),
      changed,
      examined: own?.examined ?? false,
      over,
    };
  };
}
