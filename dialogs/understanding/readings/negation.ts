import type { Found } from '../phrases/phraseBook.ts';
import { isInside, outermost, type Span } from '../words/spans.ts';
import { endsReach, type Part, partAt } from './clauses.ts';
import type { Message } from './message.ts';

/** Whether what was mentioned is said to be there. */
export type Polarity = 'affirmed' | 'negated' | 'doubtful';

/** `by` are the words that deny it, or may. */
export type Denied = { readonly polarity: Polarity; readonly by: readonly Span[] };

const farthest = 8;
const farthestInList = 24;

/**
 * Negation after the NegEx and ConText algorithms (Chapman 2001, Harkema 2009): triggers before and after, ended by
 * "but", by a new clause, or by distance. Stricter than they are: a negation that would have to reach over "and" or a
 * comma two negations, and a misspelt word that may be one, leave it doubtful.
 */
export function negationReader({ tokens, words, parts, taken, times, language }: Message): (mention: Span) => Denied {
  const weak = outermost(language.negation.weak.find(words));
  // "not a month ago" denies only that it is longer
  const spoken = [...taken, ...times];
  const free = (found: readonly Found<true>[]): readonly Found<true>[] =>
    outermost(found).filter((each) => !isInside(each, spoken));
  const said = language.negation.before.find(words);
  const before = free(said).filter((each) => !isInside(each, weak));
  const after = free(language.negation.after.find(words));
  const weakBefore = weak.filter((each) => !isInside(each, taken));
  const concord = language.negation.negativeConcord.find(words);
  const overAnd = language.negation.overAnd.find(words);

  const suspects = tokens.flatMap(({ maybeNegation }, start) => (maybeNegation ? [{ start, end: start + 1 }] : []));

  // "no fever, chills or cancer": the denial in "no fever" may be of all the list
  const opening: readonly Span[] = taken.filter(
    ({ denies, ...one }) => denies && said.some((each) => isInside(each, [one])),
  );

  /** "No leg pain with incontinence", "denies a pacemaker, has a stimulator": what is denied stands before what is had. */
  const isHad = (from: Span, mention: Span, joined: Part['joined'] | undefined): boolean =>
    joined !== 'or' &&
    !listEndsWithOr(parts, mention) && // "no fever, on steroids or chemo"
    [mention.start - 1, mention.start].some(
      (at) =>
        language.clauses.predicates.has(words[at]) && taken.some(({ start, end }) => from.end <= start && end <= at),
    );

  const reach = (from: Span, mention: Span): 'full' | 'partial' | 'none' => {
    if (from.end > mention.start || mention.start - from.end > (isInside(from, overAnd) ? farthestInList : farthest))
      return 'none';
    if (/^[,:]$/u.test(words[from.end] ?? '') && !opening.includes(from)) return 'none'; // "no, my foot is numb"
    if (parts.some(({ start, end }) => start === from.end && start <= mention.start && mention.start < end))
      return 'full'; // "… nor numb"
    const between = parts.filter(({ start }) => start > from.start && start <= mention.start);
    if (between.some(({ joined, opensClause }) => joined === 'contrast' || joined === 'sentence' || opensClause))
      return 'none';
    if (isHad(from, mention, between.at(-1)?.joined)) return 'none';
    if (between.length === 0) return 'full';
    // "denies numbness, weakness and retention", but "denies diarrhoea, incontinence" may be two things said
    if (isInside(from, overAnd)) return isOpenPair(from, parts, between) ? 'partial' : 'full';
    return between.at(-1)?.joined === 'or' || listEndsWithOr(parts, mention) ? 'full' : 'partial';
  };

  /** "No numbness or trouble peeing" may deny both. */
  const isListed = (mention: Span): boolean =>
    opening.some((each) => each.end <= mention.start && reach(each, mention) !== 'none') &&
    (partAt(parts, mention.start)?.joined === 'or' || listEndsWithOr(parts, mention));

  return (mention) => {
    const samePart = (each: Span): boolean => parts.every(({ start }) => start <= each.start || start > mention.start);
    const all = before.filter((each) => reach(each, mention) !== 'none');
    const near = all.filter(samePart);
    const reaching = near.length > 0 ? near : all;
    const counted = reaching.filter((each) => reaching.length === 1 || !isInside(each, concord));
    const partly = reaching.some((each) => reach(each, mention) === 'partial');
    const doubted = [...weakBefore, ...suspects].some((each) => reach(each, mention) === 'full');
    const part = partAt(parts, mention.start);
    const deniesItself = said.some((each) => mention.start <= each.start && each.end <= mention.end);
    // "no tengo control ninguno": the denial within goes on
    const later = after.filter(
      (each) =>
        each.start >= mention.end &&
        each.start - mention.end <= 3 &&
        each.end <= (part?.end ?? 0) &&
        !taken.some(({ start }) => start === each.end) && // "the sciatica is not | worse"
        !(deniesItself && isInside(each, concord)),
    );
    const by = [...reaching, ...later];
    if (doubted || partly) return { polarity: 'doubtful', by };
    const last = words[(part?.end ?? 0) - 1];
    const closes = (part?.end ?? 0) > mention.end && language.negation.atEnd.has(last) && later.length === 0; // "the left no, the right yes"
    const negations = (counted.length || Math.min(reaching.length, 1)) + later.length + (closes ? 1 : 0);
    if (negations === 0) return { polarity: isListed(mention) ? 'doubtful' : 'affirmed', by };
    // "I ain't got no feeling": the phrase is a denial itself
    const closing = closes && part ? [{ start: part.end - 1, end: part.end }] : [];
    return { polarity: negations === 1 && !deniesItself ? 'negated' : 'doubtful', by: [...by, ...closing] };
  };
}

/** Two things after a denial, with but a comma between them. */
const isOpenPair = (from: Span, parts: readonly Part[], between: readonly Part[]): boolean =>
  between.length === 1 &&
  between[0]?.joined === 'comma' &&
  !parts.some(({ start, joined }) => start > (between[0]?.start ?? from.end) && !endsReach(joined));

/** "No weakness, numbness or tingling": the "or" at its end makes the commas a list. */
function listEndsWithOr(parts: readonly Part[], mention: Span): boolean {
  const at = parts.findIndex(({ start, end }) => start <= mention.start && mention.start < end);
  for (const part of parts.slice(at + 1)) {
    if (part.opensClause) return false;
    if (part.joined === 'or') return true;
    if (part.joined !== 'comma') return false;
  }
  return false;
}
