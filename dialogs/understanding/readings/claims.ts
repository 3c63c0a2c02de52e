import type { QuestionId } from '../../../machines/findings.ts';
import { deniedValue } from '../answer/settle.ts';
import type { Language } from '../phrases/language.ts';
import type { Feature, FindingMention, Side } from '../phrases/mentions.ts';
import { locate } from './bodyPart.ts';
import { type Part, partAt } from './clauses.ts';
import { meaningOf } from './complaint.ts';
import { partContents, type Spoken } from './partContents.ts';
import { placesOnly } from './places.ts';
import { manyLegs, sided } from './sides.ts';

/** A complaint tied to a body part, or a phrase that says both: what is claimed, before its context is read. */
export type Claim = {
  readonly question: QuestionId;
  readonly value: string | undefined;
  readonly guess: string | undefined;
  /** It says that all is well: affirmed it denies the question. */
  readonly denies: boolean;
  /** Negated (or, if it `denies`, affirmed) it denies the whole question. */
  readonly whole: boolean;
  readonly denied: 'whole' | 'part' | 'none';
  /** "The rest is fine", "the right is strong": what it says that all is well of is not all that was asked about. */
  readonly ofSome?: boolean;
  /** Too loosely said to be certain. */
  readonly unsure?: boolean;
  /** The words that a negation must reach. */
  readonly core: { readonly start: number; readonly end: number };
  /** Only a negation in the same part reaches it: "no blood, all normal". */
  readonly near?: boolean;
  /** The body part, where the complaint and it are two phrases. */
  readonly place?: { readonly start: number; readonly end: number } | undefined;
  readonly part: Part;
  readonly start: number;
  readonly end: number;
};

/** The claims of a message, in its order. */
export function claimsIn(
  words: readonly string[],
  mentions: readonly Spoken[],
  parts: readonly Part[],
  asked: QuestionId | undefined,
  language: Language,
): readonly Claim[] {
  const contents = partContents(words, mentions, parts, language);
  const direct = mentions.flatMap(({ means, start, end }): Claim[] => {
    if (means.is !== 'finding') return [];
    const part = partAt(parts, start);
    return part ? [directClaim(means, { start, end }, part, words, contents.sideOf(part), language)] : [];
  });

  const saysMore = (part: Part): boolean =>
    contents.featuresOf(part).length > 0 || direct.some((claim) => claim.part === part);
  const linked = parts.flatMap((part, index) =>
    contents.featuresOf(part).flatMap((feature): Claim[] => {
      if (feature.means.is !== 'feature') return [];
      const kind = feature.means.feature;
      const located = locate(kind, part, index, parts, contents, saysMore, asked);
      return located.flatMap(({ topic, at, part: where }) => {
        const meaning = meaningOf(
          kind,
          topic,
          // "my arm on the right; the legs are fine": both of them
          kind === 'fine' && topic === 'legs' ? contents.ownSideOf(where) : contents.sideOf(...new Set([where, part])),
          at !== undefined,
          asked,
        );
        if (!meaning) return [];
        const span = at ? { start: Math.min(at.start, feature.start), end: Math.max(at.end, feature.end) } : feature;
        return [
          {
            guess: undefined,
            denies: false,
            denied: 'part' as const,
            ...meaning,
            whole: meaning.whole && !isOfSome(words, part, where, kind, language),
            unsure: meaning.unsure === true,
            core: feature,
            place: at,
            near: kind === 'fine',
            part,
            start: span.start,
            end: span.end,
          },
        ];
      });
    }),
  );

  const all = [...direct, ...linked];
  return [...all, ...placesOnly(parts, contents, asked, all, language.clauses.also.find(words).length > 0)];
}

/** "The rest is fine", "my calves are strong": it is not said of all of a leg. */
function isOfSome(words: readonly string[], part: Part, where: Part, kind: Feature, language: Language): boolean {
  const saysPart = language.extents.part.find(words.slice(where.start, where.end)).length > 0;
  return (
    (kind !== 'pain' && saysPart) || words.slice(part.start, part.end).some((word) => language.said.rest.has(word))
  );
}

function directClaim(
  means: FindingMention,
  span: { readonly start: number; readonly end: number },
  part: Part,
  words: readonly string[],
  side: Side | undefined,
  language: Language,
): Claim {
  const bySide =
    means.value === 'by side'
      ? sided(means.question, side, manyLegs(words.slice(span.start, span.end), language))
      : undefined;
  const value = bySide ? bySide.value : means.value;
  const isLegs =
    means.question === 'legWeakness' || means.question === 'sensoryOrReflex' || means.question === 'legPain';
  const ofOneSide = isLegs && side !== undefined && side !== 'both';
  return {
    question: means.question,
    value,
    guess: means.guess ?? bySide?.guess ?? value,
    denies: false,
    whole: means.denied === 'whole' && !(bySide && ofOneSide),
    // "the rest" stands before the part, as what joins it
    ofSome:
      ofOneSide || words.slice(Math.max(0, part.start - 2), part.end).some((word) => language.said.rest.has(word)),
    denied: means.denied,
    core: span,
    near: value !== undefined && value === deniedValue(means.question),
    part,
    ...span,
  };
}
